package demi.notifications;

import demi.api.AutonomyApi;
import demi.api.NotificationsApi;
import demi.api.OpenDevices;
import demi.api.store.NotificationStore;
import demi.api.store.NotificationStore.DueNotification;
import demi.api.value.Message;
import demi.bus.Ack;
import demi.bus.Bus;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells phones of messages that nobody could see, each person's own: tried for a day while it is sure that nothing arrived, and
 * never told twice. What may have arrived is looked up, or told again where that cannot be seen; else it counts as told.
 */
@WallTime("how long one is kept")
final class NotificationDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(NotificationDispatcher.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final int LONGEST_PAUSE = 64;
    private static final Duration GIVE_UP = Duration.ofDays(1);

    private final Bus bus;
    private final InstantSource clock;
    private final PushClient client;
    private final @Nullable PushTarget house;
    private final PushTroubles troubles;
    /** Servers that gave no answer in this round: what else goes there waits for the next one, so that others do not. */
    private final Set<String> silent = new HashSet<>();

    private boolean sending;
    /** There may be something new since it was asked what is due. */
    private boolean more;

    /** @param house the owner's, where they have none of their own; null: none */
    NotificationDispatcher(
            Bus bus, InstantSource clock, PushClient client, @Nullable PushTarget house, PushTroubles troubles) {
        this.bus = bus;
        this.clock = clock;
        this.client = client;
        this.house = house;
        this.troubles = troubles;
    }

    /** Takes up what an earlier process left. */
    void start() {
        bus.request(NotificationStore.MARK_INTERRUPTED, new NotificationStore.MarkInterrupted())
                .onFailure(thrown -> LOG.warn("Could not resume earlier notifications: {}", thrown.getMessage()))
                .onComplete(done -> send());
    }

    /** Whose notifications go where; null: nobody is told. */
    @Nullable
    PushTarget target(String userId, boolean owner, NotificationsApi.@Nullable Target own) {
        return own != null ? PushTarget.of(userId, own) : owner ? house : null;
    }

    /** Sends what is due; one at a time. */
    void send() {
        if (sending) {
            more = true;
            return;
        }
        sending = true;
        more = false;
        bus.request(NotificationStore.DUE, new NotificationStore.FindDue(clock.instant()))
                .compose(due -> {
                    silent.clear();
                    Future<Void> sent = Future.succeededFuture();
                    for (DueNotification waiting : due.waiting()) {
                        sent = sent.compose(before -> dispatch(waiting));
                    }
                    return sent;
                })
                .onFailure(thrown -> LOG.warn("Postponed notifications: {}", thrown.getMessage()))
                .onComplete(done -> {
                    sending = false;
                    if (more) {
                        send();
                    }
                });
    }

    private Future<Void> dispatch(DueNotification waiting) {
        Message message = waiting.message();
        PushTarget target = target(message.userId(), waiting.owner(), waiting.target());
        if (target == null || message.readAt() != null) {
            return complete(message);
        }
        if (message.createdAt().plus(GIVE_UP).isBefore(clock.instant())) {
            if (waiting.tries() > 0) {
                LOG.warn("Gave up a notification after a day: message={} target={}", message.messageId(), target.key());
            }
            return complete(message);
        }
        if (silent.contains(target.server())) {
            return Future.succeededFuture();
        }
        // Whoever has a device open has seen it.
        return bus.request(OpenDevices.HAS_OPEN_DEVICE, new OpenDevices.HasOpenDevice(message.userId()))
                .compose(devices -> devices.open()
                        ? complete(message)
                        : bus.request(AutonomyApi.CONFIRM, new AutonomyApi.Confirm(message.userId()))
                                .compose(leave -> leave.code().equals(AutonomyApi.Confirmation.GONE.code())
                                        ? complete(message)
                                        // At night, or while they want quiet, it waits.
                                        : leave.allowed() ? claim(waiting, target) : Future.succeededFuture()));
    }

    private Future<Void> claim(DueNotification waiting, PushTarget target) {
        return bus.request(
                        NotificationStore.CLAIM,
                        new NotificationStore.Claim(waiting.message().messageId()))
                .compose(taken -> !taken.granted()
                        ? Future.succeededFuture()
                        : waiting.doubt() ? lookUpArrival(waiting, target) : attempt(waiting, target));
    }

    /** An earlier try may have arrived. */
    private Future<Void> lookUpArrival(DueNotification waiting, PushTarget target) {
        return client.hasArrived(target, PushNote.of(waiting)).compose(arrived -> switch (arrived) {
            case YES -> complete(waiting.message());
            case NO -> attempt(waiting, target);
            case UNKNOWN -> client.replaces(target) ? attempt(waiting, target) : leaveInDoubt(waiting, target);
        });
    }

    private Future<Void> attempt(DueNotification waiting, PushTarget target) {
        return client.push(target, PushNote.of(waiting)).compose(attempt -> {
            troubles.after(target, waiting.message().userId(), attempt);
            if (attempt.silent()) {
                silent.add(target.server());
            }
            return switch (attempt.outcome()) {
                case TOLD -> complete(waiting.message());
                case MAYBE -> target.canLookUp() ? reschedule(waiting, true) : leaveInDoubt(waiting, target);
                case NOT_NOW -> reschedule(waiting, false);
            };
        });
    }

    private Future<Void> leaveInDoubt(DueNotification waiting, PushTarget target) {
        LOG.warn(
                "Left a notification in doubt, not sending it again: message={} target={}",
                waiting.message().messageId(),
                target.key());
        return complete(waiting.message());
    }

    private Future<Void> reschedule(DueNotification waiting, boolean doubt) {
        Duration pause = FIRST_PAUSE.multipliedBy(Math.min(LONGEST_PAUSE, 1L << Math.min(waiting.tries(), 10)));
        return bus.request(
                        NotificationStore.RESCHEDULE,
                        new NotificationStore.Reschedule(
                                waiting.message().messageId(), clock.instant().plus(pause), doubt))
                .mapEmpty();
    }

    private Future<Void> complete(Message message) {
        Future<Ack> kept = bus.request(NotificationStore.COMPLETE, new NotificationStore.Complete(message.messageId()));
        return kept.mapEmpty();
    }
}
