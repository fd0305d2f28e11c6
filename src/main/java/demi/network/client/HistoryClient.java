package demi.network.client;

import demi.network.message.HistoryMessage;
import demi.network.message.ReplyTarget;
import io.vertx.core.Future;
import java.util.List;

/** A network that tells what was written in a channel before she was spoken to there. */
public interface HistoryClient {

    /** What was written in a channel before a message, the newest first. */
    Future<List<HistoryMessage>> before(ReplyTarget target, String messageId, int most);
}
