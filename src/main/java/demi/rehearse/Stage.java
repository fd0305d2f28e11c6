package demi.rehearse;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** Plays the steps of one reply on its HTTP response, no faster than the client reads. */
final class Stage {
    private final HttpServerResponse response;
    private final Runnable hangUp;
    private final Reply reply;
    private final Context context;
    private final Iterator<Step> steps;
    private final Consumer<String> finished;
    private final long started = System.nanoTime();
    private final StringBuilder spoken = new StringBuilder();
    private final StringBuilder thought = new StringBuilder();
    private int tokens;
    private boolean over;

    /** What is known of a reply before it begins. {@code limit} is num_predict; zero or less is none. */
    record Reply(String model, boolean chat, boolean stream, int limit, int promptTokens, long loadNanos) {}

    /** @param finished gets the text when the reply is complete; not called for one that broke off */
    Stage(
            Context context,
            HttpServerResponse response,
            Runnable hangUp,
            Reply reply,
            List<Step> steps,
            Consumer<String> finished) {
        this.context = context;
        this.response = response;
        this.hangUp = hangUp;
        this.reply = reply;
        this.steps = steps.iterator();
        this.finished = finished;
    }

    /** Plays until something has to be waited for, then goes on from there: a loop, so that long scripts need no stack. */
    void play() {
        while (!over && !response.closed()) {
            Future<?> due = steps.hasNext() ? steps.next().play(this) : done("stop");
            if (!due.isComplete()) {
                due.onComplete(result -> context.runOnContext(v -> play()));
                return;
            }
        }
    }

    /** The connection is gone. Returns whether that cut the reply off. */
    boolean abandon() {
        boolean cut = !over;
        over = true;
        return cut;
    }

    Future<?> say(String text) {
        return full() ? done("length") : write(piece(text, ""));
    }

    Future<?> think(String text) {
        return full() ? done("length") : write(piece("", text));
    }

    Future<?> sayInChunks(int size, List<String> pieces) {
        Buffer all = Buffer.buffer();
        pieces.forEach(piece -> all.appendBuffer(piece(piece, "")));
        Future<?> sent = Future.succeededFuture();
        for (int from = 0; from < all.length(); from += Math.min(size, all.length() - from)) {
            sent = write(all.getBuffer(from, from + Math.min(size, all.length() - from)));
        }
        return sent;
    }

    Future<?> write(Buffer bytes) {
        if (bytes.length() == 0) {
            return Future.succeededFuture();
        }
        begin(200, reply.stream() ? "application/x-ndjson" : Answers.JSON);
        response.write(bytes);
        if (!response.writeQueueFull()) {
            return Future.succeededFuture();
        }
        Promise<Void> drained = Promise.promise();
        response.drainHandler(v -> drained.tryComplete());
        return drained.future();
    }

    Future<?> delay(long millis) {
        return millis > 0 ? context.owner().timer(millis) : Future.succeededFuture();
    }

    Future<?> error(String message) {
        return finish(reply.stream() ? 200 : 500, line(new JsonObject().put("error", message)));
    }

    Future<?> status(int code, String body) {
        return finish(code, Buffer.buffer(body));
    }

    Future<?> end() {
        return finish(200, Buffer.buffer());
    }

    Future<?> drop() {
        over = true;
        hangUp.run();
        return Future.succeededFuture();
    }

    Future<?> done(String reason) {
        long nanos = Math.max(1, System.nanoTime() - started);
        JsonObject last = reply.stream() ? head("", "") : head(spoken.toString(), thought.toString());
        last.put("done", true).put("done_reason", reason);
        last.put("total_duration", reply.loadNanos() + nanos).put("load_duration", reply.loadNanos());
        last.put("prompt_eval_count", reply.promptTokens()).put("prompt_eval_duration", Math.max(1, nanos / 4));
        last.put("eval_count", tokens).put("eval_duration", Math.max(1, nanos - nanos / 4));
        finished.accept(spoken.toString());
        return finish(200, line(last));
    }

    private boolean full() {
        return reply.limit() > 0 && tokens >= reply.limit();
    }

    private Buffer piece(String text, String thinking) {
        tokens++;
        spoken.append(text);
        thought.append(thinking);
        return reply.stream() ? line(head(text, thinking).put("done", false)) : Buffer.buffer();
    }

    /** What every line begins with; {@code thinking} is left out where there is none. */
    private JsonObject head(String text, String thinking) {
        JsonObject head = Answers.head(reply.model());
        JsonObject said = reply.chat() ? new JsonObject().put("role", "assistant") : head;
        said.put(reply.chat() ? "content" : "response", text);
        if (!thinking.isEmpty()) {
            said.put("thinking", thinking);
        }
        return reply.chat() ? head.put("message", said) : head;
    }

    private static Buffer line(JsonObject json) {
        return json.toBuffer().appendString("\n");
    }

    private void begin(int status, String type) {
        if (!response.headWritten()) {
            response.setStatusCode(status).putHeader("Content-Type", type).setChunked(true);
        }
    }

    private Future<?> finish(int status, Buffer last) {
        over = true;
        begin(status, reply.stream() && status == 200 ? "application/x-ndjson" : Answers.JSON);
        return response.end(last);
    }
}
