package demi.bus;

import demi.bus.StreamControl.Cancel;
import demi.bus.StreamControl.Credit;
import demi.bus.StreamControl.End;
import demi.bus.StreamControl.Failed;
import demi.bus.StreamControl.Heartbeat;
import demi.bus.StreamControl.Opened;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.MessageProducer;
import java.util.ArrayDeque;

/**
 * The writing end of a stream. Belongs to the context on which it was handed out; not thread-safe. What is written
 * without credit waits here, so a producer should stop its source while {@link #full()}.
 */
public final class StreamWriter<T extends Record> {

    static final String ID = "stream";
    /** How often a silent writer shows that it lives; the reader gives up after three of these. */
    static final long BEAT_MS = 5_000;

    private final Vertx vertx;
    private final MessageProducer<Object> items;
    private final ArrayDeque<T> waiting = new ArrayDeque<>();
    private final MessageConsumer<StreamControl> control;
    private final long beat;
    private int credits;
    private boolean ending;
    private boolean closed;
    private Runnable onDrain = () -> {};
    private Runnable onCancel = () -> {};

    private StreamWriter(Vertx vertx, EventBus bus, String id) {
        this.vertx = vertx;
        this.items = bus.sender(StreamReader.itemsAddress(id), Bus.here());
        this.control = bus.localConsumer(controlAddress(id), message -> onControl(message.body()));
        this.beat = Timers.every(vertx, BEAT_MS, timer -> send(new Heartbeat()));
    }

    static String controlAddress(String id) {
        return "stream." + id + ".control";
    }

    static <T extends Record> Future<StreamWriter<T>> accept(Vertx vertx, EventBus bus, Message<?> request) {
        String id = request.headers().get(ID);
        if (id == null) {
            return Future.failedFuture(new Failure(Failure.Code.INVALID, "Not a request for a stream."));
        }
        StreamWriter<T> writer = new StreamWriter<>(vertx, bus, id);
        return writer.control.completion().map(registered -> {
            request.reply(new Opened());
            return writer;
        });
    }

    /** Sends {@code item}, or keeps it until there is credit. Nothing happens once the stream is over. */
    public void write(T item) {
        if (closed || ending) {
            return;
        }
        if (credits > 0) {
            credits--;
            send(item);
        } else {
            waiting.add(item);
        }
    }

    /** Whether the reader has to catch up before more should be written. */
    public boolean full() {
        return credits == 0;
    }

    /** Called each time that there is credit again after there was none. */
    public void onDrain(Runnable handler) {
        onDrain = handler;
    }

    /** Called once when the reader cancels or is gone; not after {@link #end} or {@link #fail}. */
    public void onCancel(Runnable handler) {
        onCancel = handler;
    }

    /** Ends the stream after what was written. */
    public void end() {
        ending = true;
        finishIfWritten();
    }

    /** Ends the stream with a failure, at once: what still waits for credit is dropped. */
    public void fail(Failure failure) {
        if (!closed) {
            send(new Failed(failure.code(), failure.sentence()));
            close();
        }
    }

    private void finishIfWritten() {
        if (ending && !closed && waiting.isEmpty()) {
            send(new End());
            close();
        }
    }

    private void onControl(StreamControl said) {
        if (closed) {
            return;
        }
        if (said instanceof Credit credit) {
            boolean drained = credits == 0;
            credits += credit.items();
            while (credits > 0 && !waiting.isEmpty()) {
                credits--;
                send(waiting.remove());
            }
            finishIfWritten();
            if (drained && credits > 0 && !closed) {
                onDrain.run();
            }
        } else if (said instanceof Cancel) {
            readerGone();
        }
    }

    private void send(Record message) {
        items.write(message).onFailure(nobodyThere -> readerGone());
    }

    private void readerGone() {
        if (!closed) {
            close();
            onCancel.run();
        }
    }

    private void close() {
        closed = true;
        waiting.clear();
        vertx.cancelTimer(beat);
        Bus.close(control);
    }
}
