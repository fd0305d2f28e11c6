package demi.network.client;

import demi.bus.Failure;
import demi.network.message.ReplyTarget;
import io.vertx.core.Future;

/**
 * The one thing that a chat network has to be able to do. What else one can do, it implements beside this: {@link TypingClient},
 * {@link HistoryClient}, {@link BackfillClient}, {@link ReferenceClient}, {@link ReadReceiptClient}. Called on the room's context, and
 * completes its futures there.
 */
public interface NetworkClient {

    /** Her own account's id, as it is the author's id of what she writes. */
    String ownId();

    /**
     * Posts one message. A direct message goes to {@link ReplyTarget#person}: the channel of such a target may have been made up by
     * that person.
     *
     * @return fails with a {@link Failure}: UNAVAILABLE when the network may take it later, anything else when it never will. It is
     *     asked again with the same nonce, also where it may have arrived
     */
    Future<Void> post(ReplyTarget target, Post post);
}
