package demi.discord.outbound;

import demi.bus.Failure;
import demi.bus.Timers;
import demi.discord.jda.DiscordClient;
import demi.discord.jda.DiscordClient.Post;
import demi.discord.message.ReplyTarget;
import demi.util.BoundedMap;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts in order, one at a time a channel, and again until Discord has them: it takes each only once. */
public final class OutboundQueue {

    private static final Logger LOG = LoggerFactory.getLogger(OutboundQueue.class);
    /** With the pauses between them, about a quarter of an hour. */
    private static final int TRIES = 30;

    private static final int LONGEST_PAUSE_S = 30;
    private static final int MOST_WAITING = 200;
    private static final int MOST_REMEMBERED = 5_000;

    private final Vertx vertx;
    private final Supplier<Future<DiscordClient>> mouth;
    private final Map<String, Queue> queues = new HashMap<>();
    /** Nonces of what is on Discord, which itself remembers them for minutes only. */
    private final Map<String, Boolean> arrived = new BoundedMap<>(MOST_REMEMBERED);

    private static final class Queue {
        private Future<Void> tail = Future.succeededFuture();
        private int waiting;
    }

    /** @param mouth to speak with; fails while there is none */
    public OutboundQueue(Vertx vertx, Supplier<Future<DiscordClient>> mouth) {
        this.vertx = vertx;
        this.mouth = mouth;
    }

    /**
     * One of the messages that a post is made of.
     *
     * @param answers whether it is a native reply
     * @param nonce of this message and no other
     */
    public record Piece(Post post, boolean answers, String nonce) {}

    /**
     * Posts them in this order; what has arrived before is not posted again.
     *
     * @return fails UNAVAILABLE or INVALID when one, and what comes after it, is given up
     */
    public Future<Void> post(ReplyTarget place, List<Piece> pieces) {
        Queue queue = queues.computeIfAbsent(place.channel(), first -> new Queue());
        if (queue.waiting >= MOST_WAITING) {
            LOG.warn("Too much waits to be posted in channel {}; something is left out", place.channel());
            return Future.failedFuture(new Failure(Failure.Code.UNAVAILABLE, "Too much waits for Discord."));
        }
        queue.waiting++;
        Future<Void> posted = queue.tail
                .otherwiseEmpty()
                .compose(before -> inOrder(place, pieces))
                .onFailure(thrown -> LOG.warn("A message was not posted on Discord: {}", thrown.getMessage()));
        queue.tail = posted;
        return posted.eventually(() -> {
            queue.waiting--;
            if (queue.waiting == 0) {
                queues.remove(place.channel(), queue);
            }
            return Future.succeededFuture();
        });
    }

    private Future<Void> inOrder(ReplyTarget place, List<Piece> pieces) {
        Future<Void> all = Future.succeededFuture();
        for (Piece piece : pieces) {
            all = all.compose(
                    before -> arrived.containsKey(piece.nonce()) ? Future.succeededFuture() : attempt(place, piece, 1));
        }
        return all;
    }

    private Future<Void> attempt(ReplyTarget place, Piece piece, int number) {
        return mouth.get()
                .compose(now -> now.post(place, piece.post(), piece.answers(), piece.nonce()))
                .onSuccess(done -> arrived.put(piece.nonce(), true))
                .recover(thrown -> Failure.codeOf(thrown) == Failure.Code.UNAVAILABLE && number < TRIES
                        ? Timers.pause(vertx, 1_000 * Math.min(LONGEST_PAUSE_S, 1L << Math.min(number - 1, 10)))
                                .compose(later -> attempt(place, piece, number + 1))
                        : Future.failedFuture(thrown));
    }
}
