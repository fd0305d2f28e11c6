package demi.rehearse;

import demi.rehearse.request.JsonFormat;
import demi.rehearse.request.TokenEstimate;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plays the steps of one reply on its HTTP response, no faster than the client reads. */
final class ScriptPlayer {
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Reply reply;
    private final Context context;
    private final Iterator<ScriptStep> steps;
    private final List<Buffer> held = new ArrayList<>();
    private final StringBuilder spoken = new StringBuilder();
    private final StringBuilder thought = new StringBuilder();
    private long started;
    private int tokens;
    private boolean over;

    /**
     * What is known of a reply before it begins.
     *
     * @param limit the most tokens it may have
     * @param newTokens those of the prompt that have to be read
     * @param tokensPerSecond how fast they are; 0 takes no time
     * @param schema what the reply must fit; null where it says what the script says
     */
    record Reply(
            String model,
            boolean chat,
            boolean stream,
            int limit,
            int promptTokens,
            int newTokens,
            int tokensPerSecond,
            boolean cold,
            @Nullable JsonObject schema) {
        private static final long LOAD_NANOS = 800_000_000;
        private static final int FAST = 10_000;

        long loadNanos() {
            return cold ? LOAD_NANOS : 1_000_000;
        }

        /** Only of what is new, while the count is of all. */
        long readNanos() {
            return newTokens * 1_000_000_000L / (tokensPerSecond > 0 ? tokensPerSecond : FAST);
        }
    }

    ScriptPlayer(Context context, HttpServerRequest request, Reply reply, List<ScriptStep> steps) {
        this.context = context;
        this.request = request;
        this.response = request.response();
        this.reply = reply;
        this.steps = steps.iterator();
    }

    /** Plays until something has to be waited for, then goes on from there: a loop, so that long scripts need no stack. */
    void play() {
        if (started == 0) {
            started = System.nanoTime();
        }
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

    /** What was generated so far. */
    String spoken() {
        return spoken.toString();
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
        begin(200, reply.stream() ? OllamaResponses.LINES : OllamaResponses.JSON);
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

    /** Only where a line was sent already, the status is 200 and the error is a line. */
    Future<?> error(String message) {
        return finish(500, line(OllamaResponses.error(message)));
    }

    Future<?> status(int code, String body) {
        return finish(code, Buffer.buffer(body));
    }

    Future<?> end() {
        return finish(200, Buffer.buffer());
    }

    Future<?> drop() {
        over = true;
        request.connection().close();
        return Future.succeededFuture();
    }

    Future<?> done(String reason) {
        String why = reply.schema() == null ? reason : fit(reply.schema(), reason);
        held.forEach(this::write);
        long nanos = Math.max(1, System.nanoTime() - started);
        JsonObject last = reply.stream() ? head("", "") : head(spoken.toString(), thought.toString());
        last.put("done", true).put("done_reason", why);
        last.put("total_duration", reply.loadNanos() + reply.readNanos() + nanos)
                .put("load_duration", reply.loadNanos());
        last.put("prompt_eval_count", reply.promptTokens()).put("prompt_eval_duration", Math.max(1, reply.readNanos()));
        last.put("eval_count", tokens).put("eval_duration", nanos);
        return finish(200, line(last));
    }

    /** Whatever the script says, a sampler that keeps to a schema lets nothing else out; returns the reason of the end. */
    private String fit(JsonObject schema, String reason) {
        String said = spoken.toString();
        boolean half = reason.equals("length") && said.stripLeading().startsWith("{");
        if (half || JsonFormat.fits(schema, said)) {
            return reason;
        }
        held.clear();
        spoken.setLength(0);
        tokens = 0;
        for (String token : TokenEstimate.of(Json.encode(JsonFormat.smallest(schema)))) {
            if (full()) {
                return "length";
            }
            piece(token, "");
        }
        return "stop";
    }

    private boolean full() {
        return tokens >= reply.limit();
    }

    private Buffer piece(String text, String thinking) {
        tokens++;
        spoken.append(text);
        thought.append(thinking);
        Buffer line = reply.stream() ? line(head(text, thinking).put("done", false)) : Buffer.buffer();
        if (reply.schema() == null) {
            return line;
        }
        held.add(line);
        return Buffer.buffer();
    }

    /** What every line begins with; {@code thinking} is left out where there is none. */
    private JsonObject head(String text, String thinking) {
        JsonObject head = OllamaResponses.head(reply.model());
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
        String streamed = status == 200 ? OllamaResponses.LINES : "application/json";
        begin(status, reply.stream() ? streamed : OllamaResponses.JSON);
        return response.end(last);
    }
}
