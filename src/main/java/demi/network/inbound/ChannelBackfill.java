package demi.network.inbound;

import demi.network.client.HistoryClient;
import demi.network.client.NetworkClient;
import demi.network.message.AccessPolicy;
import demi.network.message.HistoryMessage;
import demi.network.message.InboundMessage;
import demi.network.message.ReplyTarget;
import demi.network.message.Timeouts;
import demi.util.BoundedMap;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was said in a channel while she could not listen: the network, if it can, is asked for it the first time that she is spoken to there,
 * after each connection that may have missed something.
 */
public final class ChannelBackfill {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelBackfill.class);
    private static final int MOST_CHANNELS = 500;
    /** Rather an answer that knows less than none. */
    private static final long PATIENCE_MS = 5_000;

    private final Vertx vertx;
    private final Supplier<Future<NetworkClient>> client;
    private final AccessPolicy access;
    private final ChannelContext overheard;
    private final int most;
    private final Map<String, Future<?>> byChannel = new BoundedMap<>(MOST_CHANNELS);

    /** @param most lines of a channel; 0: none */
    public ChannelBackfill(
            Vertx vertx,
            Supplier<Future<NetworkClient>> client,
            AccessPolicy access,
            ChannelContext overheard,
            int most) {
        this.vertx = vertx;
        this.client = client;
        this.access = access;
        this.overheard = overheard;
        this.most = most;
    }

    /** Something may have been missed. */
    public void reset() {
        byChannel.clear();
    }

    /** Never fails: done when what was said before that message is overheard, as far as it can be had. */
    public Future<?> loadBefore(InboundMessage message) {
        return byChannel.computeIfAbsent(message.place().channel(), first -> ask(message));
    }

    private Future<?> ask(InboundMessage message) {
        ReplyTarget place = message.place();
        // Discord, which has roles, does not tell of earlier messages what roles their writers have.
        if (most == 0 || access.checksRoles()) {
            return Future.succeededFuture();
        }
        List<String> heard = overheard.takeUntil(place.channel(), message.at());
        return Timeouts.within(vertx, PATIENCE_MS, client.get().compose(now -> history(now, place)))
                .map(found -> lines(place.channel(), found))
                .onFailure(thrown -> LOG.debug("Could not load earlier messages: {}", thrown.getMessage()))
                .otherwise(heard)
                .onSuccess(lines -> overheard.prepend(place.channel(), lines));
    }

    private Future<List<HistoryMessage>> history(NetworkClient now, ReplyTarget place) {
        return now instanceof HistoryClient history
                ? history.before(place, place.message(), most)
                : Future.failedFuture("the network does not tell");
    }

    /** Since she last said something, the oldest first. */
    private List<String> lines(String channel, List<HistoryMessage> newestFirst) {
        List<String> lines = new ArrayList<>(newestFirst.stream()
                .takeWhile(message -> !message.fromDemi())
                .filter(message -> !message.bot() && access.allowsUser(message.author()))
                .filter(message -> !message.content().isBlank())
                .map(message -> overheard.line(channel, message.author(), message.name(), message.content()))
                .toList());
        Collections.reverse(lines);
        return lines;
    }
}
