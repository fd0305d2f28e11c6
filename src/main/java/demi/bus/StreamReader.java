package demi.bus;

import demi.bus.StreamControl.Cancel;
import demi.bus.StreamControl.Credit;
import demi.bus.StreamControl.End;
import demi.bus.StreamControl.Failed;
import demi.bus.StreamControl.Opened;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.function.Consumer;

/**
 * The reading end of a stream. Belongs to the context that opened it; not thread-safe. Credit is given back as items
 * are handled, in halves of the window, so a reader that stops handling stops the writer within one window.
 */
public final class StreamReader<T extends Record> {

    private static final int WINDOW = 64;

    private final Vertx vertx;
    private final EventBus bus;
    private final StreamAddress<?, T> streaming;
    private final String id;
    private final MessageConsumer<Record> items;
    private final Promise<Void> end = Promise.promise();
    private final long watchLiveness;
    private Consumer<T> onItem = item -> {};
    private boolean opened;
    private boolean closed;
    private boolean receivedSinceCheck = true;
    private int silentWatches;
    private boolean paused;
    private int handled;

    StreamReader(Vertx vertx, EventBus bus, StreamAddress<?, T> streaming, String id) {
        this.vertx = vertx;
        this.bus = bus;
        this.streaming = streaming;
        this.id = id;
        this.items = bus.localConsumer(itemsAddress(id), this::onItemReceived);
        this.watchLiveness = Timers.every(vertx, StreamWriter.BEAT_MS, timer -> watchLiveness());
    }

    static String itemsAddress(String id) {
        return "stream." + id;
    }

    void open(Record question) {
        DeliveryOptions options = Bus.here().addHeader(StreamWriter.ID, id);
        items.completion()
                .compose(registered -> bus.<Opened>request(streaming.address(), question, options))
                .onSuccess(answer -> {
                    opened = true;
                    control(closed ? new Cancel() : new Credit(WINDOW));
                })
                .onFailure(thrown -> close(Future.failedFuture(Bus.failure(streaming.address(), thrown))));
    }

    /** It was not to be opened. */
    void refuse(Failure why) {
        close(Future.failedFuture(why));
    }

    /** What is done with each item, in order. Set it before leaving the handler that opened the stream. */
    public StreamReader<T> onItem(Consumer<T> handler) {
        onItem = handler;
        return this;
    }

    /** Done at the stream's end; fails with the writer's {@link Failure}, or with CANCELLED after {@link #cancel}. */
    public Future<Void> end() {
        return end.future();
    }

    /** Stops giving credit; at most one window of items still comes. */
    public void pause() {
        paused = true;
    }

    /** Gives credit again. */
    public void resume() {
        paused = false;
        giveCredit();
    }

    /** Ends the stream from this side; the writer is told at once. Does nothing when it is over already. */
    public void cancel() {
        if (!closed) {
            if (opened) {
                control(new Cancel());
            }
            close(Future.failedFuture(new Failure(Failure.Code.CANCELLED, "Cancelled.")));
        }
    }

    private void onItemReceived(Message<Record> message) {
        receivedSinceCheck = true;
        Record said = message.body();
        if (closed) {
            return;
        }
        if (streaming.item().isInstance(said)) {
            handled++;
            onItem.accept(streaming.item().cast(said));
            giveCredit();
        } else if (said instanceof End) {
            close(Future.succeededFuture());
        } else if (said instanceof Failed broke) {
            close(Future.failedFuture(new Failure(broke.code(), broke.sentence())));
        }
    }

    private void giveCredit() {
        if (!paused && !closed && handled >= WINDOW / 2) {
            control(new Credit(handled));
            handled = 0;
        }
    }

    private void watchLiveness() {
        silentWatches = receivedSinceCheck || !opened ? 0 : silentWatches + 1;
        receivedSinceCheck = false;
        if (silentWatches >= 3) {
            close(Future.failedFuture(
                    new Failure(Failure.Code.UNAVAILABLE, "The stream from " + streaming.address() + " went silent.")));
        }
    }

    private void control(StreamControl said) {
        bus.send(StreamWriter.controlAddress(id), said, Bus.here());
    }

    private void close(Future<Void> outcome) {
        if (closed) {
            return;
        }
        closed = true;
        vertx.cancelTimer(watchLiveness);
        Bus.close(items);
        if (outcome.succeeded()) {
            end.tryComplete();
        } else {
            end.tryFail(outcome.cause());
        }
    }
}
