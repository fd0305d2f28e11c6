package demi.api.store;

import demi.api.NotificationsApi;
import demi.api.value.Message;
import demi.bus.Ack;
import demi.bus.RequestAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages of which a phone is still to be told, kept so that each is told once or, where that is in doubt, not. Each comes
 * here in the commit that keeps what she wrote first. And where each person's phone is.
 */
public final class NotificationStore {
    private NotificationStore() {}

    /** Asks for what is to be told now. */
    public record FindDue(Instant at) {}

    /**
     * @param tries how often it was tried in vain
     * @param doubt whether one of these tries may have arrived
     * @param owner whether the message is to the house's first account
     * @param target the person's own phone, null: none
     * @param browsers of that person's
     * @param sent what has taken it already: {@link #PHONE}, or ids of subscriptions
     */
    public record DueNotification(
            Message message,
            String username,
            int tries,
            boolean doubt,
            boolean owner,
            NotificationsApi.@Nullable Target target,
            List<WebPushStore.Browser> browsers,
            List<String> sent) {
        public DueNotification {
            browsers = List.copyOf(browsers);
            sent = List.copyOf(sent);
        }
    }

    /** The phone among what has taken a notification. */
    public static final String PHONE = "phone";

    /** @param waiting oldest first; {@code more} tells whether others wait for a later time */
    public record DueNotifications(List<DueNotification> waiting, boolean more) {
        public DueNotifications {
            waiting = List.copyOf(waiting);
        }
    }

    public static final RequestAddress<FindDue, DueNotifications> DUE =
            RequestAddress.of("store.notification.due", FindDue.class, DueNotifications.class);

    /** Takes the right to tell it: done before it is told, so that no crash makes two. */
    public record Claim(String messageId) {}

    /** @param granted false when it is taken, or gone */
    public record Claimed(boolean granted) {}

    public static final RequestAddress<Claim, Claimed> CLAIM =
            RequestAddress.of("store.notification.claim", Claim.class, Claimed.class);

    /**
     * To be tried again at {@code next}.
     *
     * @param doubt whether it may have arrived at the phone
     * @param sent what has taken it with this try
     */
    public record Reschedule(String messageId, Instant next, boolean doubt, List<String> sent) {
        public Reschedule {
            sent = List.copyOf(sent);
        }

        /** Nothing has taken it. */
        public static Reschedule of(String messageId, Instant next, boolean doubt) {
            return new Reschedule(messageId, next, doubt, List.of());
        }
    }

    public static final RequestAddress<Reschedule, Ack> RESCHEDULE =
            RequestAddress.of("store.notification.reschedule", Reschedule.class, Ack.class);

    /** It is told, or will never be. */
    public record Complete(String messageId) {}

    public static final RequestAddress<Complete, Ack> COMPLETE =
            RequestAddress.of("store.notification.complete", Complete.class, Ack.class);

    /** What an earlier process was about to tell is in doubt from now on, since it may have arrived. */
    public record MarkInterrupted() {}

    public static final RequestAddress<MarkInterrupted, Ack> MARK_INTERRUPTED =
            RequestAddress.of("store.notification.markInterrupted", MarkInterrupted.class, Ack.class);

    /** @param target null: none; {@code owner} whether it is the house's first account */
    public record FoundTarget(NotificationsApi.@Nullable Target target, boolean owner) {}

    public static final RequestAddress<NotificationsApi.GetTarget, FoundTarget> TARGET =
            RequestAddress.of("store.notification.target", NotificationsApi.GetTarget.class, FoundTarget.class);

    public record SaveTarget(String userId, NotificationsApi.Target target) {}

    /** In the place of any other. Fails NOT_FOUND for nobody. */
    public static final RequestAddress<SaveTarget, Ack> SAVE_TARGET =
            RequestAddress.of("store.notification.target.save", SaveTarget.class, Ack.class);

    public static final RequestAddress<NotificationsApi.RemoveTarget, NotificationsApi.TargetRemoved> REMOVE_TARGET =
            RequestAddress.of(
                    "store.notification.target.remove",
                    NotificationsApi.RemoveTarget.class,
                    NotificationsApi.TargetRemoved.class);
}
