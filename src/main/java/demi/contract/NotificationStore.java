package demi.contract;

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
            Notifications.@Nullable Target target) {}

    /** @param waiting oldest first; {@code more} tells whether others wait for a later time */
    public record AllWaiting(List<Waiting> waiting, boolean more) {
        public AllWaiting {
            waiting = List.copyOf(waiting);
        }
    }

    public static final Ask<Due, AllWaiting> DUE = Ask.of("store.notification.due", Due.class, AllWaiting.class);

    /** Takes the right to tell it: done before it is told, so that no crash makes two. */
    public record Take(String messageId) {}

    /** @param given false when it is taken, or gone */
    public record Taken(boolean given) {}

    public static final Ask<Take, Taken> TAKE = Ask.of("store.notification.take", Take.class, Taken.class);

    /**
     * To be tried again at {@code next}.
     *
     * @param doubt whether it may have arrived
     */
    public record Again(String messageId, Instant next, boolean doubt) {}

    public static final Ask<Again, Done> AGAIN = Ask.of("store.notification.again", Again.class, Done.class);

    /** It is told, or will never be. */
    public record Over(String messageId) {}

    public static final Ask<Over, Done> OVER = Ask.of("store.notification.over", Over.class, Done.class);

    /** What an earlier process was about to tell is in doubt from now on, since it may have arrived. */
    public record Interrupted() {}

    public static final Ask<Interrupted, Done> INTERRUPTED =
            Ask.of("store.notification.interrupted", Interrupted.class, Done.class);

    /** @param target null: none; {@code owner} whether it is the house's first account */
    public record FoundTarget(Notifications.@Nullable Target target, boolean owner) {}

    public static final Ask<Notifications.TargetOf, FoundTarget> TARGET =
            Ask.of("store.notification.target", Notifications.TargetOf.class, FoundTarget.class);

    public record KeepTarget(String userId, Notifications.Target target) {}

    /** In the place of any other. Fails NOT_FOUND for nobody. */
    public static final Ask<KeepTarget, Done> KEEP_TARGET =
            Ask.of("store.notification.target.keep", KeepTarget.class, Done.class);

    public static final Ask<Notifications.RemoveTarget, Notifications.Removed> REMOVE_TARGET =
            Ask.of("store.notification.target.remove", Notifications.RemoveTarget.class, Notifications.Removed.class);
}
