package demi.contract;

import java.time.Instant;
import java.util.List;

/**
 * Messages of which a phone is still to be told, kept so that each is told once or, where that is in doubt, not. Each comes
 * here in the commit that keeps what she wrote first.
 */
public final class NotificationStore {
    private NotificationStore() {}

    /** Asks for what is to be told now. */
    public record Due(Instant at) {}

    /** @param tries how often it was tried in vain */
    public record Waiting(Message message, String username, int tries) {}

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

    /** It surely did not arrive: to be tried again at {@code next}. */
    public record Again(String messageId, Instant next) {}

    public static final Ask<Again, Done> AGAIN = Ask.of("store.notification.again", Again.class, Done.class);

    /** It is told, or will never be. */
    public record Over(String messageId) {}

    public static final Ask<Over, Done> OVER = Ask.of("store.notification.over", Over.class, Done.class);

    /**
     * Lets go of what an earlier process was about to tell, since it may have arrived.
     *
     * @param all also of what nobody has tried to tell yet
     */
    public record Drop(boolean all) {}

    public static final Ask<Drop, Done> DROP = Ask.of("store.notification.drop", Drop.class, Done.class);
}
