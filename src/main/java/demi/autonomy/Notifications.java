package demi.autonomy;

import demi.contract.Autonomy;
import demi.contract.Bus;
import demi.contract.Done;
import demi.contract.Message;
import demi.contract.NotificationStore;
import demi.contract.NotificationStore.Waiting;
import demi.contract.Presence;
import demi.contract.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a phone of messages that nobody could see: tried again for a day while it is sure that nothing arrived, and never
 * told twice. What may have arrived counts as told.
 */
final class Notifications {

    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
    private static final long LOOK_MS = 30_000;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final int LONGEST_PAUSE = 64;
    static final String GONE = "gone";
    private static final Duration GIVE_UP = Duration.ofDays(1);

    private final Vertx vertx;
    private final Bus bus;
    private final InstantSource clock;
    private final @Nullable NotifyServer target;
    private final Function<Autonomy.Still, Future<Autonomy.Leave>> mayStill;
    private boolean sending;
    /** There may be something new since it was asked what is due. */
    private boolean more;

    /** @param mayStill whether nothing forbids to disturb somebody */
    Notifications(
            Vertx vertx,
            Bus bus,
            InstantSource clock,
            NotifySettings settings,
            Function<Autonomy.Still, Future<Autonomy.Leave>> mayStill) {
        this.mayStill = mayStill;
        this.vertx = vertx;
        this.bus = bus;
        this.clock = clock;
        this.target = settings.url() == null ? null : new NotifyServer(vertx, settings, settings.url());
    }

    /** Takes up what an earlier process left. */
    void start() {
        Future<Done> dropped = bus.ask(NotificationStore.DROP, new NotificationStore.Drop(target == null))
                .onFailure(thrown -> LOG.warn("Old notifications could not be let go: {}", thrown.getMessage()));
        if (target != null) {
            dropped.onComplete(done -> send());
            Timers.every(vertx, LOOK_MS, timer -> send());
        }
    }

    /** A message was written. */
    void tell(Message message) {
        if (target != null) {
            send();
        } else {
            over(message).onFailure(thrown -> LOG.warn("A notification could not be let go: {}", thrown.getMessage()));
        }
    }

    private Future<Boolean> open(String userId) {
        return bus.ask(Presence.DEVICES, new Presence.Of(userId)).map(Presence.Devices::open);
    }

    private void send() {
        if (sending) {
            more = true;
            return;
        }
        sending = true;
        more = false;
        bus.ask(NotificationStore.DUE, new NotificationStore.Due(clock.instant()))
                .compose(due -> {
                    Future<Void> sent = Future.succeededFuture();
                    for (Waiting waiting : due.waiting()) {
                        sent = sent.compose(before -> one(waiting));
                    }
                    return sent;
                })
                .onFailure(thrown -> LOG.warn("Notifications are put off: {}", thrown.getMessage()))
                .onComplete(done -> {
                    sending = false;
                    if (more) {
                        send();
                    }
                });
    }

    private Future<Void> one(Waiting waiting) {
        Message message = waiting.message();
        // Whoever has a device open has seen it.
        return open(message.userId()).compose(open -> {
            boolean late = message.createdAt().plus(GIVE_UP).isBefore(clock.instant());
            if (open || late || message.readAt() != null) {
                return over(message);
            }
            return mayStill.apply(new Autonomy.Still(message.userId())).compose(leave -> {
                if (leave.code().equals(GONE)) {
                    return over(message);
                }
                // At night, or while they want quiet, it waits.
                return leave.given() ? take(waiting) : Future.succeededFuture();
            });
        });
    }

    private Future<Void> take(Waiting waiting) {
        return bus.ask(
                        NotificationStore.TAKE,
                        new NotificationStore.Take(waiting.message().messageId()))
                .compose(taken -> taken.given() ? attempt(waiting) : Future.succeededFuture());
    }

    private Future<Void> attempt(Waiting waiting) {
        NotifyServer to = target;
        if (to == null) {
            return Future.succeededFuture();
        }
        return to.tell(waiting).compose(outcome -> switch (outcome) {
            case TOLD -> over(waiting.message());
            case MAYBE -> {
                LOG.warn(
                        "Whether the notification of message {} arrived is not known",
                        waiting.message().messageId());
                yield over(waiting.message());
            }
            case REFUSED -> {
                LOG.warn(
                        "The notification server refuses message {}: see notifications.* in the settings",
                        waiting.message().messageId());
                yield over(waiting.message());
            }
            case NOT_NOW -> again(waiting);
        });
    }

    private Future<Void> again(Waiting waiting) {
        Duration pause = FIRST_PAUSE.multipliedBy(Math.min(LONGEST_PAUSE, 1L << Math.min(waiting.tries(), 10)));
        return bus.ask(
                        NotificationStore.AGAIN,
                        new NotificationStore.Again(
                                waiting.message().messageId(), clock.instant().plus(pause)))
                .mapEmpty();
    }

    private Future<Void> over(Message message) {
        return bus.ask(NotificationStore.OVER, new NotificationStore.Over(message.messageId()))
                .mapEmpty();
    }
}
