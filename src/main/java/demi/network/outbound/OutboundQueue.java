package demi.network.outbound;

import demi.bus.Failure;
import demi.bus.Timers;
import demi.network.client.NetworkClient;
import demi.network.client.Post;
import demi.network.message.ReplyTarget;
import demi.util.BoundedMap;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts in order, one at a time a channel, and again until the network has them, each only once. */
public final class OutboundQueue {

    private static final Logger LOG = LoggerFactory.getLogger(OutboundQueue.class);
    /** With the pauses between them, about a quarter of an hour. */
    private static final int TRIES = 30;

    private static final int LONGEST_PAUSE_S = 30;
    private static final int MOST_WAITING = 200;
    private static final int MOST_REMEMBERED = 5_000;

    private final Vertx vertx;
    private final String network;
    private final Supplier<Future<NetworkClient>> client;
    private final Map<String, Queue> queues = new HashMap<>();
    /** Channels with nonces of what has arrived: a network remembers them for minutes only, if at all. */
    private final Map<String, Boolean> arrived = new BoundedMap<>(MOST_REMEMBERED);

    private static final class Queue {
        private Future<Void> tail = Future.succeededFuture();
        private int waiting;
    }

    /**
     * @param network its title, for people
     * @param client to speak with; fails while there is none
     */
    public OutboundQueue(Vertx vertx, String network, Supplier<Future<NetworkClient>> client) {
        this.vertx = vertx;
        this.network = network;
        this.client = client;
    }

    /**
     * Posts them in this order; what has arrived before is not posted again.
     *
     * @return fails UNAVAILABLE or INVALID when one, and what comes after it, is given up
     */
    public Future<Void> post(ReplyTarget place, List<Post> posts) {
        Queue queue = queues.computeIfAbsent(place.channel(), first -> new Queue());
        if (queue.waiting >= MOST_WAITING) {
            LOG.warn("Dropped a message, too many wait: channel={}", place.channel());
            return Future.failedFuture(new Failure(Failure.Code.UNAVAILABLE, "Too much waits for " + network + "."));
        }
        queue.waiting++;
        Future<Void> posted = queue.tail
                .otherwiseEmpty()
                .compose(before -> inOrder(place, posts))
                .onFailure(thrown -> LOG.warn("A message was not posted on {}: {}", network, thrown.getMessage()));
        queue.tail = posted;
        return posted.eventually(() -> {
            queue.waiting--;
            if (queue.waiting == 0) {
                queues.remove(place.channel(), queue);
            }
            return Future.succeededFuture();
        });
    }

    private Future<Void> inOrder(ReplyTarget place, List<Post> posts) {
        Future<Void> all = Future.succeededFuture();
        for (Post post : posts) {
            all = all.compose(before ->
                    arrived.containsKey(key(place, post)) ? Future.succeededFuture() : attempt(place, post, 1));
        }
        return all;
    }

    /** Ids of messages, and so nonces that are made of them, may be of their channel only. */
    private static String key(ReplyTarget place, Post post) {
        return place.channel() + " " + post.nonce();
    }

    private Future<Void> attempt(ReplyTarget place, Post post, int number) {
        return client.get()
                .compose(now -> now.post(place, post))
                .onSuccess(done -> arrived.put(key(place, post), true))
                .recover(thrown -> Failure.codeOf(thrown) == Failure.Code.UNAVAILABLE && number < TRIES
                        ? Timers.pause(vertx, 1_000 * Math.min(LONGEST_PAUSE_S, 1L << Math.min(number - 1, 10)))
                                .compose(later -> attempt(place, post, number + 1))
                        : Future.failedFuture(thrown));
    }
}
