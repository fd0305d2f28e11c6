package demi.bus;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the nodes of a house speak with each other. Each has one address that all others know, behind which it hands on to its own
 * rooms: nobody has to know where a room is registered, and what was registered by a node that is gone disturbs nobody. What was
 * asked of a node that is gone fails at once. May be used from any context.
 */
public final class NodeLinks {

    private static final Logger LOG = LoggerFactory.getLogger(NodeLinks.class);

    /** The node that was asked has done nothing: the room is not open there, or closing. */
    static final int NOT_HERE = 100;
    /** The node that was asked is gone, with or without having done it. */
    static final int GONE = 101;

    private static final String TO = "to";
    private static final String TOLD = "told";
    private static final String TIMEOUT = "timeout";
    /** Between two tries: a room takes longer to open on another node. */
    private static final long PAUSE_MS = 50;

    private final Vertx vertx;
    private final EventBus bus;
    private final String self;
    private final Membership members;
    private final Context context;
    private final Map<String, Scope> rooms;
    private final AtomicBoolean isOpening = new AtomicBoolean();
    private final Promise<Void> opened = Promise.promise();
    private final Set<Asked> underWay = ConcurrentHashMap.newKeySet();
    private volatile Nodes nodes = new Nodes(Map.of(), List.of());

    /**
     * @param shares which node has what, of {@link Shares}; without what none has that can be reached
     * @param others that can be reached, without this one
     */
    public record Nodes(Map<String, String> shares, List<String> others) {
        public Nodes {
            shares = Map.copyOf(shares);
            others = List.copyOf(others);
        }
    }

    /** A question to another node that is not answered yet. */
    private static final class Asked {
        private final String node;
        private final Context context;
        private final Promise<Message<Object>> answer = Promise.promise();

        Asked(String node, Context context) {
            this.node = node;
            this.context = context;
        }
    }

    /**
     * @param self this node's name, that no other process ever has
     * @param members who else is there
     * @param rooms what the addresses of rooms begin with; without those of {@link Scope#NODE}
     */
    public NodeLinks(Vertx vertx, String self, Membership members, Map<String, Scope> rooms) {
        this.vertx = vertx;
        this.bus = vertx.eventBus();
        this.self = self;
        this.members = members;
        this.context = vertx.getOrCreateContext();
        context.exceptionHandler(NodeLinks::unexpected);
        this.rooms = Map.copyOf(rooms);
    }

    public String self() {
        return self;
    }

    public Membership members() {
        return members;
    }

    public Nodes nodes() {
        return nodes;
    }

    /** From now on these are there; what was asked of any other fails. */
    public void update(Nodes now) {
        nodes = now;
        for (Asked asked : underWay) {
            failIfGone(asked);
        }
    }

    private void failIfGone(Asked asked) {
        if (!nodes.others().contains(asked.node)) {
            asked.context.runOnContext(gone -> asked.answer.tryFail(
                    new ReplyException(ReplyFailure.RECIPIENT_FAILURE, GONE, "That node is gone.")));
        }
    }

    private static String inbox(String node) {
        return "node." + node;
    }

    /** Vert.x 5.0.10 completes what was sent to a node that has just gone twice, and throws the second time. */
    private static void unexpected(Throwable thrown) {
        if (thrown instanceof IllegalStateException && "Promise already completed".equals(thrown.getMessage())) {
            LOG.debug("Could not send to a node that is gone", thrown);
        } else {
            LOG.error("Unhandled exception between nodes", thrown);
        }
    }

    /** Takes what others ask and tell; done once they can. Again, it does nothing more. */
    public Future<Void> open() {
        if (isOpening.compareAndSet(false, true)) {
            context.runOnContext(begin -> bus.<Record>consumer(inbox(self), this::received)
                    .completion()
                    .onComplete(opened));
        }
        return opened.future();
    }

    private void received(Message<Record> message) {
        String to = message.headers().get(TO);
        DeliveryOptions here = new DeliveryOptions().setLocalOnly(true);
        if (message.headers().contains(TOLD)) {
            bus.publish(to, message.body(), here.addHeader(TOLD, "elsewhere"));
            return;
        }
        if (!self.equals(holder(to, message.body()))) {
            // It has been given to another node meanwhile.
            message.fail(NOT_HERE, "Another node does that.");
            return;
        }
        here.setSendTimeout(Long.parseLong(message.headers().get(TIMEOUT)));
        bus.<Object>request(to, message.body(), here)
                .onSuccess(answer -> message.reply(answer.body()))
                .onFailure(thrown -> refuse(message, thrown));
    }

    private static void refuse(Message<?> message, Throwable thrown) {
        if (!(thrown instanceof ReplyException reply)) {
            LOG.error("Could not hand on a question", thrown);
            message.fail(Failure.Code.INTERNAL.number(), "Something went wrong inside Demi.");
        } else if (reply.failureType() == ReplyFailure.NO_HANDLERS) {
            message.fail(NOT_HERE, "Nobody answers there.");
        } else if (reply.failureType() == ReplyFailure.TIMEOUT) {
            message.fail(Failure.Code.TIMEOUT.number(), "No answer in time.");
        } else {
            message.fail(reply.failureCode(), reply.getMessage());
        }
    }

    /** Whether what is asked or told at {@code address} may concern other nodes. */
    boolean isShared(String address) {
        return scope(address) != Scope.NODE;
    }

    private Scope scope(String address) {
        int end = address.indexOf('.');
        return end < 0 ? Scope.NODE : rooms.getOrDefault(address.substring(0, end), Scope.NODE);
    }

    /** The node that answers; null where none does at the moment. */
    private @Nullable String holder(String address, Record question) {
        boolean ofPerson = scope(address) == Scope.PERSON && question instanceof OfPerson;
        return nodes.shares().get(ofPerson ? Shares.of(((OfPerson) question).userId()) : Shares.HOUSE);
    }

    /** Whether it was told on another node. */
    static boolean isFromElsewhere(Message<?> message) {
        return message.headers().contains(TOLD);
    }

    /** Tells all other nodes. */
    void publish(String address, Record item) {
        DeliveryOptions there = new DeliveryOptions().addHeader(TO, address).addHeader(TOLD, self);
        context.runOnContext(next -> {
            for (String node : nodes.others()) {
                bus.send(inbox(node), item, there);
            }
        });
    }

    /**
     * Asks the node that has what is asked for, and again while it has not been done: no node has it yet, or the room is not open
     * there. Where that node is gone only what is {@link Repeatable}.
     */
    Future<Message<Object>> request(String address, Record question, long timeoutMillis) {
        return request(address, question, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis), true);
    }

    private Future<Message<Object>> request(String address, Record question, long end, boolean first) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0 && !first) {
            return Future.failedFuture(new ReplyException(ReplyFailure.NO_HANDLERS));
        }
        return ask(address, question, Math.max(1, left))
                .recover(thrown -> maySucceedLater(thrown, question)
                        ? Timers.pause(vertx, PAUSE_MS).compose(later -> request(address, question, end, false))
                        : Future.failedFuture(thrown));
    }

    private Future<Message<Object>> ask(String address, Record question, long timeout) {
        String node = holder(address, question);
        if (node == null) {
            return Future.failedFuture(new ReplyException(ReplyFailure.NO_HANDLERS));
        }
        if (node.equals(self)) {
            return bus.request(
                    address, question, new DeliveryOptions().setLocalOnly(true).setSendTimeout(timeout));
        }
        return send(
                node,
                question,
                new DeliveryOptions()
                        .addHeader(TO, address)
                        .addHeader(TIMEOUT, Long.toString(timeout))
                        .setSendTimeout(timeout));
    }

    private Future<Message<Object>> send(String node, Record question, DeliveryOptions there) {
        Asked asked = new Asked(node, vertx.getOrCreateContext());
        Promise<Message<Object>> answer = asked.answer;
        underWay.add(asked);
        context.runOnContext(next -> bus.<Object>request(inbox(node), question, there)
                .onComplete(done -> asked.context.runOnContext(back -> {
                    if (done.succeeded()) {
                        answer.tryComplete(done.result());
                    } else {
                        answer.tryFail(done.cause());
                    }
                })));
        // It may have gone before it was among those under way.
        failIfGone(asked);
        return answer.future().onComplete(done -> underWay.remove(asked));
    }

    private static boolean maySucceedLater(Throwable thrown, Record question) {
        if (!(thrown instanceof ReplyException reply)) {
            return false;
        }
        return reply.failureType() == ReplyFailure.NO_HANDLERS
                || reply.failureCode() == NOT_HERE
                || (reply.failureCode() == GONE && question instanceof Repeatable again && again.mayBeRepeated());
    }
}
