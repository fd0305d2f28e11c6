package demi.network.client;

import demi.network.message.InboundMessage;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/**
 * A network that does not send by itself what was written while she was away, but can be asked for it. One that sends it, as by long
 * polling or with a sync token, needs none of this.
 */
public interface BackfillClient {

    /** The conversation with that person, the newest first, her own messages as well; empty where it cannot be opened. */
    Future<List<InboundMessage>> recentOf(String person, int most);

    /** Ids of channels that she may read, in which something was written since then; the newest first. */
    List<String> activeSince(Instant since, int most);

    /** Like {@link #recentOf}, for a channel. */
    Future<List<InboundMessage>> recentIn(String channel, int most);
}
