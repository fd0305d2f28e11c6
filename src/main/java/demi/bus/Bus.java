package demi.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event bus as the rooms see it: typed, and failing in one way only. One instance a {@link Vertx}, made by
 * whoever made the Vertx and handed to every room; it may be used from any context.
 */
public final class Bus {

    private static final Logger LOG = LoggerFactory.getLogger(Bus.class);

    private static final DeliveryOptions HERE = new DeliveryOptions().setLocalOnly(true);

    private final Vertx vertx;
    private final EventBus bus;
    private final @Nullable NodeLinks links;

    /** Registers the codec; a second Bus on the same Vertx is an {@link IllegalStateException}. */
    public Bus(Vertx vertx) {
        this(vertx, null);
    }

    /** @param links to the other nodes of the house; null: it has this one only */
    public Bus(Vertx vertx, @Nullable NodeLinks links) {
        this.vertx = vertx;
        this.bus = vertx.eventBus();
        this.links = links;
        bus.registerCodec(new RecordCodec());
        bus.codecSelector(body -> body instanceof Record ? RecordCodec.NAME : null);
    }

    /** To the other nodes of the house; null where it has this one only. */
    public @Nullable NodeLinks links() {
        return links;
    }

    /** Asks the room behind {@code ask}; the future fails with a {@link Failure} and nothing else. */
    public <Q extends Record, R> Future<R> request(RequestAddress<Q, R> ask, Q question) {
        long timeout = ask.timeout().toMillis();
        Future<Message<Object>> asked = links != null && links.isShared(ask.address())
                ? links.request(ask.address(), question, timeout)
                : bus.request(ask.address(), question, here().setSendTimeout(timeout));
        return asked.map(answer -> ask.reply().cast(answer.body()))
                .recover(thrown -> Future.failedFuture(failure(ask.address(), thrown)));
    }

    /** For what stays on this node. */
    static DeliveryOptions here() {
        return new DeliveryOptions(HERE);
    }

    /**
     * Answers {@code ask} on the calling context. A handler that throws, or whose future fails, answers with a
     * failure all the same: anything that is no {@link Failure} is a defect, logged here and told as INTERNAL.
     */
    public <Q extends Record, R> Future<Void> handle(RequestAddress<Q, R> ask, Function<Q, Future<R>> handler) {
        return handle(ask, question -> true, handler);
    }

    /** The same on a node of several: what is not {@code isHere}, any more, is asked of the node that has it. */
    public <Q extends Record, R> Future<Void> handle(
            RequestAddress<Q, R> ask, Predicate<? super Q> isHere, Function<Q, Future<R>> handler) {
        AtomicInteger faults = new AtomicInteger();
        return bus.<Q>localConsumer(ask.address())
                .handler(message -> {
                    if (BaseVerticle.isClosing()) {
                        message.fail(NodeLinks.NOT_HERE, BaseVerticle.refusal().sentence());
                        return;
                    }
                    if (!isHere.test(message.body())) {
                        message.fail(NodeLinks.NOT_HERE, "Another node does that.");
                        return;
                    }
                    Future.succeededFuture(message.body())
                            .compose(handler)
                            .onSuccess(message::reply)
                            .onFailure(thrown -> refuse(ask.address(), message, thrown))
                            .onComplete(done ->
                                    count(ask.address(), faults, done.failed() && !(done.cause() instanceof Failure)));
                })
                .completion();
    }

    /** Tells whoever listens; {@code item} is a record, as everything that travels. */
    public <T> void publish(EventAddress<? super T> news, T item) {
        bus.publish(news.address(), item, HERE);
        if (links != null && (news.everywhere() || Scope.isToldEverywhere() || links.isShared(news.address()))) {
            links.publish(news.address(), (Record) item);
        }
    }

    /** Listens on the calling context until that is gone; the future is done once nothing told is missed any more. */
    public <T> Future<Void> subscribe(EventAddress<T> news, Consumer<T> handler) {
        return subscribe(news, handler, true);
    }

    /** The same of what is told on this node only: for what is added up over all of them. */
    public <T> Future<Void> subscribeHere(EventAddress<T> news, Consumer<T> handler) {
        return subscribe(news, handler, false);
    }

    private <T> Future<Void> subscribe(EventAddress<T> news, Consumer<T> handler, boolean ofAllNodes) {
        return bus.localConsumer(news.address(), (Message<Object> message) -> {
                    if (!BaseVerticle.isClosing() && (ofAllNodes || !NodeLinks.isFromElsewhere(message))) {
                        handler.accept(news.type().cast(message.body()));
                    }
                })
                .completion();
    }

    /** Opens a stream: items come to {@code reader}'s handlers on the calling context. */
    public <Q extends Record, T extends Record> StreamReader<T> open(StreamAddress<Q, T> streaming, Q question) {
        StreamReader<T> reader =
                new StreamReader<>(vertx, bus, streaming, UUID.randomUUID().toString());
        if (BaseVerticle.isClosing()) {
            reader.refuse(BaseVerticle.refusal());
        } else {
            reader.open(question);
        }
        return reader;
    }

    /**
     * Serves streams on the calling context. The handler writes until it calls end or fail; when it throws, the
     * reader sees a failure.
     */
    public <Q extends Record, T extends Record> Future<Void> serve(
            StreamAddress<Q, T> streaming, BiConsumer<Q, StreamWriter<T>> handler) {
        AtomicInteger faults = new AtomicInteger();
        return bus.<Q>localConsumer(streaming.address())
                .handler(message -> (BaseVerticle.isClosing()
                                ? Future.<StreamWriter<T>>failedFuture(BaseVerticle.refusal())
                                : StreamWriter.<T>accept(vertx, bus, message))
                        .onSuccess(writer -> {
                            try {
                                handler.accept(message.body(), writer);
                                count(streaming.address(), faults, false);
                            } catch (RuntimeException e) {
                                LOG.error("Handler threw: address={}", streaming.address(), e);
                                writer.fail(new Failure(Failure.Code.INTERNAL, "Something went wrong inside Demi."));
                                count(streaming.address(), faults, true);
                            }
                        })
                        .onFailure(thrown -> refuse(streaming.address(), message, thrown)))
                .completion();
    }

    /** Told where it says something new: a defect, or an answer after one. */
    private void count(String address, AtomicInteger faults, boolean isFault) {
        if (isFault || faults.get() > 0) {
            int inARow = isFault ? faults.incrementAndGet() : 0;
            faults.set(inARow);
            publish(
                    HandlerFault.ADDRESS,
                    new HandlerFault(address.substring(0, address.indexOf('.')), address, inARow));
        }
    }

    private static void refuse(String address, Message<?> message, Throwable thrown) {
        if (!(thrown instanceof Failure)) {
            LOG.error("Handler failed: address={}", address, thrown);
        }
        String sentence = thrown instanceof Failure known ? known.sentence() : "Something went wrong inside Demi.";
        message.fail(Failure.codeOf(thrown).number(), sentence);
    }

    static Failure failure(String address, Throwable thrown) {
        if (thrown instanceof Failure failure) {
            return failure;
        }
        if (!(thrown instanceof ReplyException reply)) {
            LOG.error("Could not send a request: address={}", address, thrown);
            return new Failure(Failure.Code.INTERNAL, "Something went wrong inside Demi.");
        }
        return switch (reply.failureType()) {
            case NO_HANDLERS -> new Failure(Failure.Code.UNAVAILABLE, "Nobody answers at " + address + ".");
            case TIMEOUT -> new Failure(Failure.Code.TIMEOUT, "No answer from " + address + " in time.");
            default ->
                isNotDone(reply)
                        ? new Failure(Failure.Code.UNAVAILABLE, sentenceOf(reply))
                        : new Failure(Failure.Code.of(reply.failureCode()), sentenceOf(reply));
        };
    }

    private static boolean isNotDone(ReplyException reply) {
        return reply.failureCode() == NodeLinks.NOT_HERE || reply.failureCode() == NodeLinks.GONE;
    }

    private static String sentenceOf(ReplyException reply) {
        String message = reply.getMessage();
        return message == null ? "Something went wrong inside Demi." : message;
    }

    /** Unregisters quietly; used by both ends of a stream. */
    static void close(MessageConsumer<?> consumer) {
        consumer.unregister().onFailure(thrown -> LOG.debug("Unregistering failed", thrown));
    }
}
