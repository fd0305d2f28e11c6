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
    public record Due(Instant at) {}

    /**
     * @param tries how often it was tried in vain
     * @param doubt whether one of these tries may have arrived
     * @param owner whether the message is to the house's first account
     * @param target the person's own, null: none
     */
    public record Waiting(
            Message message,
            String username,
            int tries,
            boolean doubt,
            boolean owner,
            NotificationsApi.@Nullable Target target) {}

    /** @param waiting oldest first; {@code more} tells whether others wait for a later time */
    public record AllWaiting(List<Waiting> waiting, boolean more) {
        public AllWaiting {
            waiting = List.copyOf(waiting);
        }
    }

    public static final RequestAddress<Due, AllWaiting> DUE =
            RequestAddress.of("store.notification.due", Due.class, AllWaiting.class);

    /** Takes the right to tell it: done before it is told, so that no crash makes two. */
    public record Take(String messageId) {}

    /** @param given false when it is taken, or gone */
    public record Taken(boolean given) {}

    public static final RequestAddress<Take, Taken> TAKE =
            RequestAddress.of("store.notification.take", Take.class, Taken.class);

    /**
     * To be tried again at {@code next}.
     *
     * @param doubt whether it may have arrived
     */
    public record Again(String messageId, Instant next, boolean doubt) {}

    public static final RequestAddress<Again, Ack> AGAIN =
            RequestAddress.of("store.notification.again", Again.class, Ack.class);

    /** It is told, or will never be. */
    public record Over(String messageId) {}

    public static final RequestAddress<Over, Ack> OVER =
            RequestAddress.of("store.notification.over", Over.class, Ack.class);

    /** What an earlier process was about to tell is in doubt from now on, since it may have arrived. */
    public record Interrupted() {}

    public static final RequestAddress<Interrupted, Ack> INTERRUPTED =
            RequestAddress.of("store.notification.interrupted", Interrupted.class, Ack.class);

    /** @param target null: none; {@code owner} whether it is the house's first account */
    public record FoundTarget(NotificationsApi.@Nullable Target target, boolean owner) {}

    public static final RequestAddress<NotificationsApi.TargetOf, FoundTarget> TARGET =
            RequestAddress.of("store.notification.target", NotificationsApi.TargetOf.class, FoundTarget.class);

    public record KeepTarget(String userId, NotificationsApi.Target target) {}

    /** In the place of any other. Fails NOT_FOUND for nobody. */
    public static final RequestAddress<KeepTarget, Ack> KEEP_TARGET =
            RequestAddress.of("store.notification.target.keep", KeepTarget.class, Ack.class);

    public static final RequestAddress<NotificationsApi.RemoveTarget, NotificationsApi.Removed> REMOVE_TARGET =
            RequestAddress.of(
                    "store.notification.target.remove",
                    NotificationsApi.RemoveTarget.class,
                    NotificationsApi.Removed.class);
}
