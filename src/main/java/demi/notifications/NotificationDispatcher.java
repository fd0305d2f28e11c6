package demi.notifications;

import demi.api.AutonomyApi;
import demi.api.NotificationsApi;
import demi.api.OpenDevices;
import demi.api.store.NotificationStore;
import demi.api.store.NotificationStore.DueNotification;
import demi.api.store.WebPushStore.Browser;
import demi.api.value.Message;
import demi.bus.Ack;
import demi.bus.Bus;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells phones and browsers of messages that nobody could see, each person's own: tried for a day while it is sure that nothing
 * arrived, and never told twice. What may have arrived at a phone is looked up, or told again where that cannot be seen; else it
 * counts as told. A browser shows one in the place of the other, so that it is told again.
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
    private final @Nullable WebPushSender webPush;
    private final PushTroubles troubles;
    /** Servers that gave no answer in this round: what else goes there waits for the next one, so that others do not. */
    private final Set<String> silent = new HashSet<>();

    private boolean sending;
    /** There may be something new since it was asked what is due. */
    private boolean more;

    /**
     * @param house the owner's, where they have none of their own; null: none
     * @param webPush null: browsers are not told
     */
    NotificationDispatcher(
            Bus bus,
            InstantSource clock,
            PushClient client,
            @Nullable PushTarget house,
            @Nullable WebPushSender webPush,
            PushTroubles troubles) {
        this.bus = bus;
        this.clock = clock;
        this.client = client;
        this.house = house;
        this.webPush = webPush;
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
        PushTarget target = waiting.sent().contains(NotificationStore.PHONE)
                ? null
                : target(message.userId(), waiting.owner(), waiting.target());
        List<Browser> browsers = browsers(waiting);
        if ((target == null && browsers.isEmpty()) || message.readAt() != null) {
            return complete(message);
        }
        if (message.createdAt().plus(GIVE_UP).isBefore(clock.instant())) {
            if (waiting.tries() > 0) {
                LOG.warn(
                        "Gave up a notification after a day: message={} target={} browsers={}",
                        message.messageId(),
                        target == null ? "none" : target.key(),
                        browsers.size());
            }
            return complete(message);
        }
        if (browsers.isEmpty() && isSilent(target)) {
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
                                        : leave.allowed()
                                                ? claim(waiting, target, browsers)
                                                : Future.succeededFuture()));
    }

    /** Of a person's, those that have not been told. */
    private List<Browser> browsers(DueNotification waiting) {
        return webPush == null
                ? List.of()
                : waiting.browsers().stream()
                        .filter(browser -> !waiting.sent().contains(browser.subscriptionId()))
                        .toList();
    }

    private boolean isSilent(@Nullable PushTarget target) {
        return target != null && silent.contains(target.server());
    }

    private Future<Void> claim(DueNotification waiting, @Nullable PushTarget target, List<Browser> browsers) {
        return bus.request(
                        NotificationStore.CLAIM,
                        new NotificationStore.Claim(waiting.message().messageId()))
                .compose(taken -> !taken.granted() ? Future.succeededFuture() : tell(waiting, target, browsers));
    }

    private Future<Void> tell(DueNotification waiting, @Nullable PushTarget target, List<Browser> browsers) {
        return tellPhone(waiting, target)
                .compose(phone -> tellBrowsers(waiting, browsers).compose(told -> {
                    boolean over = phone == PhoneState.OVER;
                    List<String> sent = new ArrayList<>(told);
                    if (over && target != null) {
                        sent.add(NotificationStore.PHONE);
                    }
                    return over && told.size() == browsers.size()
                            ? complete(waiting.message())
                            : reschedule(waiting, phone == PhoneState.IN_DOUBT, sent);
                }));
    }

    /** What is to be done about a phone after a try. */
    private enum PhoneState {
        OVER,
        LATER,
        /** Later, and it may have arrived. */
        IN_DOUBT
    }

    private Future<PhoneState> tellPhone(DueNotification waiting, @Nullable PushTarget target) {
        if (target == null) {
            return Future.succeededFuture(PhoneState.OVER);
        }
        if (isSilent(target)) {
            return Future.succeededFuture(waiting.doubt() ? PhoneState.IN_DOUBT : PhoneState.LATER);
        }
        return waiting.doubt() ? lookUpArrival(waiting, target) : attempt(waiting, target);
    }

    private Future<List<String>> tellBrowsers(DueNotification waiting, List<Browser> browsers) {
        return webPush == null || browsers.isEmpty()
                ? Future.succeededFuture(List.of())
                : webPush.push(browsers, PushNote.of(waiting)).map(WebPushSender::over);
    }

    /** An earlier try may have arrived. */
    private Future<PhoneState> lookUpArrival(DueNotification waiting, PushTarget target) {
        return client.hasArrived(target, PushNote.of(waiting)).compose(arrived -> switch (arrived) {
            case YES -> Future.succeededFuture(PhoneState.OVER);
            case NO -> attempt(waiting, target);
            case UNKNOWN ->
                client.replaces(target)
                        ? attempt(waiting, target)
                        : Future.succeededFuture(leaveInDoubt(waiting, target));
        });
    }

    private Future<PhoneState> attempt(DueNotification waiting, PushTarget target) {
        return client.push(target, PushNote.of(waiting)).map(attempt -> {
            troubles.after(target, waiting.message().userId(), attempt);
            if (attempt.silent()) {
                silent.add(target.server());
            }
            return switch (attempt.outcome()) {
                case TOLD, GONE -> PhoneState.OVER;
                case MAYBE -> target.canLookUp() ? PhoneState.IN_DOUBT : leaveInDoubt(waiting, target);
                case NOT_NOW -> PhoneState.LATER;
            };
        });
    }

    private static PhoneState leaveInDoubt(DueNotification waiting, PushTarget target) {
        LOG.warn(
                "Left a notification in doubt, not sending it again: message={} target={}",
                waiting.message().messageId(),
                target.key());
        return PhoneState.OVER;
    }

    private Future<Void> reschedule(DueNotification waiting, boolean doubt, List<String> sent) {
        Duration pause = FIRST_PAUSE.multipliedBy(Math.min(LONGEST_PAUSE, 1L << Math.min(waiting.tries(), 10)));
        return bus.request(
                        NotificationStore.RESCHEDULE,
                        new NotificationStore.Reschedule(
                                waiting.message().messageId(), clock.instant().plus(pause), doubt, sent))
                .mapEmpty();
    }

    private Future<Void> complete(Message message) {
        Future<Ack> kept = bus.request(NotificationStore.COMPLETE, new NotificationStore.Complete(message.messageId()));
        return kept.mapEmpty();
    }
}
