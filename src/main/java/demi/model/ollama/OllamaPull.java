package demi.model.ollama;

import demi.bus.Ack;
import demi.bus.Failure;
import demi.model.config.ServerAddress;
import demi.util.HttpExchange;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.parsetools.RecordParser;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One {@code /api/pull} of one server, from its first line to its last. */
public final class OllamaPull {

    private static final Logger LOG = LoggerFactory.getLogger(OllamaPull.class);
    /** A large model's digest is verified without a word. */
    private static final Duration SILENCE = Duration.ofMinutes(15);

    private static final int LONGEST_LINE = 1 << 16;

    /** How far it is, of all layers that were named so far. */
    public record Progress(String status, long completed, long total) {}

    public interface Listener {
        void onProgress(Progress progress);
    }

    private record Layer(long completed, long total) {}

    private final Listener listener;
    private final Map<String, Layer> layers = new HashMap<>();
    private final HttpExchange<Ack> exchange;
    private final Duration connectTimeout;

    public OllamaPull(Vertx vertx, HttpClient client, Duration connectTimeout, Listener listener) {
        this.exchange = new HttpExchange<>(vertx, client);
        this.connectTimeout = connectTimeout;
        this.listener = listener;
    }

    /** Fails with a sentence that says why. */
    public Future<Void> run(ServerAddress server, String model) {
        RequestOptions options = server.request(HttpMethod.POST, "/api/pull", connectTimeout);
        Buffer body = new JsonObject().put("model", model).put("stream", true).toBuffer();
        listen();
        exchange.send(options, body).onSuccess(this::answered).onFailure(thrown -> fail("Ollama cannot be reached."));
        return exchange.outcome().mapEmpty();
    }

    /** Ends it, unless it is over; it fails CANCELLED then. */
    public void cancel() {
        exchange.fail(new Failure(Failure.Code.CANCELLED, "Cancelled."));
    }

    private void answered(HttpClientResponse response) {
        if (exchange.isOver()) {
            return;
        }
        if (response.statusCode() != 200) {
            refused(response);
            return;
        }
        RecordParser parser = RecordParser.newDelimited("\n", response).maxRecordSize(LONGEST_LINE);
        response.exceptionHandler(broken -> fail("The connection to Ollama broke off."));
        parser.exceptionHandler(broken -> fail("Ollama's answer broke off."));
        parser.endHandler(end -> fail("Ollama's answer ended too early. Try again: what has arrived is kept."));
        parser.handler(this::onLine);
    }

    /** Ollama says so at once where it knows before the first line; that is one JSON object, without a line's end. */
    private void refused(HttpClientResponse response) {
        Buffer body = Buffer.buffer();
        response.exceptionHandler(broken -> fail("The connection to Ollama broke off."));
        response.handler(piece -> body.appendBuffer(body.length() < LONGEST_LINE ? piece : Buffer.buffer()));
        response.endHandler(end -> failed(OllamaRefusal.reason(body.toString())));
    }

    private void failed(String reason) {
        LOG.info("Ollama could not pull a model: {}", reason);
        fail(OllamaRefusal.ofPull(reason));
    }

    private void onLine(Buffer bytes) {
        listen();
        JsonObject line;
        try {
            line = ChatChunk.isBlank(bytes) ? new JsonObject() : bytes.toJsonObject();
        } catch (DecodeException | ClassCastException e) {
            fail("Ollama's answer could not be read.");
            return;
        }
        if (line.getValue("error") instanceof String error) {
            failed(OllamaRefusal.clipped(error));
        } else if (line.getValue("status") instanceof String status) {
            progress(status, line);
        }
    }

    private void progress(String status, JsonObject line) {
        if (line.getValue("digest") instanceof String digest && line.getValue("total") instanceof Number total) {
            long completed = line.getValue("completed") instanceof Number number ? number.longValue() : 0;
            long all = Math.max(0, total.longValue());
            layers.put(OllamaRefusal.clipped(digest), new Layer(Math.max(0, Math.min(all, completed)), all));
        }
        listener.onProgress(new Progress(
                OllamaRefusal.clipped(status),
                layers.values().stream().mapToLong(Layer::completed).sum(),
                layers.values().stream().mapToLong(Layer::total).sum()));
        if (status.equals("success")) {
            exchange.finish(Ack.DONE);
        }
    }

    private void listen() {
        exchange.watch(SILENCE, () -> fail("Ollama fell silent."));
    }

    private void fail(String sentence) {
        exchange.fail(new Failure(Failure.Code.UNAVAILABLE, sentence));
    }
}
