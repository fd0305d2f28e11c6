package demi.network.client;

import demi.network.message.ReplyTarget;
import io.vertx.core.Future;

/** A network that shows that she is typing. */
public interface TypingClient {

    /** Shows it, for as long as {@link NetworkInfo#typingShown} says or until the next post; asked again while she still types. */
    Future<Void> typing(ReplyTarget target);

    /** Ends it, where a network would go on showing it after the post; nothing by default. */
    default Future<Void> typingEnded(ReplyTarget target) {
        return Future.succeededFuture();
    }
}
