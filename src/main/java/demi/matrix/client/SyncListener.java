package demi.matrix.client;

import io.vertx.core.Future;

/** Who is told what {@link SyncLoop} hears. Called on the loop's context, one call after the other. */
public interface SyncListener {

    /**
     * Somebody said something. The next is told when this is done, so it has to be done as soon as the message is kept. Fails where it
     * cannot be kept now: it is then told again. After a restart one may be told that was told before.
     */
    Future<Void> message(MatrixMessage message);

    /** All that was told up to here is done with: another run may begin from {@code since}. Fails where that cannot be kept now. */
    Future<Void> reached(String since);

    /** Whether she joins a room that she is invited to; otherwise the invite is declined. */
    default boolean accepts(String room, String inviter, boolean direct) {
        return true;
    }

    /** Somebody said something that is encrypted, or in a room that is; once for a room in a run. */
    default void unreadable(String room, String sender) {}

    /** She is no longer in a room. */
    default void left(String room, boolean banned) {}

    /** Messages of that room were left out, since there were too many. */
    default void missed(String room) {}

    /** The server no longer goes on from where she was: what was said between then and now was missed. */
    default void startedAnew() {}

    /** It works, for the first time or again. */
    default void connected() {}

    /** It does not work, and is tried again. Told each time. */
    default void trouble(MatrixFault fault) {}

    /** It does not work, and is not tried again: the token is not accepted. */
    default void ended(MatrixFault fault) {}
}
