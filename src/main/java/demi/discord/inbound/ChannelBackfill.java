package demi.discord.inbound;

import demi.discord.jda.DiscordClient;
import demi.discord.message.AccessPolicy;
import demi.discord.message.HistoryMessage;
import demi.discord.message.ReplyTarget;
import demi.discord.message.Timeouts;
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
 * What was said in a channel while she could not listen: Discord is asked for it the first time that she is spoken to there,
 * after each connection that may have missed something.
 */
public final class ChannelBackfill {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelBackfill.class);
    private static final int MOST_CHANNELS = 500;
    /** Rather an answer that knows less than none. */
    private static final long PATIENCE_MS = 5_000;

    private final Vertx vertx;
    private final Supplier<Future<DiscordClient>> mouth;
    private final AccessPolicy access;
    private final ChannelContext overheard;
    private final int most;
    private final Map<String, Future<?>> byChannel = new BoundedMap<>(MOST_CHANNELS);

    /** @param most lines of a channel; 0: none */
    public ChannelBackfill(
            Vertx vertx,
            Supplier<Future<DiscordClient>> mouth,
            AccessPolicy access,
            ChannelContext overheard,
            int most) {
        this.vertx = vertx;
        this.mouth = mouth;
        this.access = access;
        this.overheard = overheard;
        this.most = most;
    }

    /** Something may have been missed. */
    public void again() {
        byChannel.clear();
    }

    /** Never fails: done when what was said before that message is overheard, as far as it can be had. */
    public Future<?> before(ReplyTarget place, String messageId) {
        return byChannel.computeIfAbsent(place.channel(), first -> ask(place, messageId));
    }

    private Future<?> ask(ReplyTarget place, String messageId) {
        // Discord does not tell of earlier messages what roles their writers have.
        if (most == 0 || access.looksAtRoles()) {
            return Future.succeededFuture();
        }
        List<String> heard = overheard.takeBefore(place.channel(), messageId);
        return Timeouts.within(vertx, PATIENCE_MS, mouth.get().compose(now -> now.before(place, messageId, most)))
                .map(found -> lines(place.channel(), found))
                .onFailure(thrown -> LOG.debug("What was said before is not known: {}", thrown.getMessage()))
                .otherwise(heard)
                .onSuccess(lines -> overheard.before(place.channel(), lines));
    }

    /** Since she last said something, the oldest first. */
    private List<String> lines(String channel, List<HistoryMessage> newestFirst) {
        List<String> lines = new ArrayList<>(newestFirst.stream()
                .takeWhile(message -> !message.hers())
                .filter(message -> !message.bot() && access.knows(message.author()))
                .filter(message -> !message.content().isBlank())
                .map(message -> overheard.line(channel, message.author(), message.name(), message.content()))
                .toList());
        Collections.reverse(lines);
        return lines;
    }
}
