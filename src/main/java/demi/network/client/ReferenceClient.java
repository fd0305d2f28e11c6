package demi.network.client;

import demi.network.message.AccessPolicy;
import demi.network.message.Reference;
import io.vertx.core.Future;

/** A network that can be asked for what a message refers to and was not sent with it. */
public interface ReferenceClient {

    /** A message that is answered, quoted; only from a channel in which she may read. */
    Future<Reference.Line> answered(String channel, String message);

    /** What a thread was made from; fails where that is no message, or one of somebody to whom she does not listen. */
    Future<Reference.Line> threadOf(String parent, String thread, AccessPolicy access);
}
