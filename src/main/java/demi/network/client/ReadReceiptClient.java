package demi.network.client;

import demi.network.message.ReplyTarget;
import io.vertx.core.Future;

/** A network that shows how far she has read. */
public interface ReadReceiptClient {

    /** She has taken this message and all before it in its channel. */
    Future<Void> read(ReplyTarget target);
}
