package demi.model;

import demi.contract.Done;
import demi.contract.Exchange;
import demi.contract.Failure;
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
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** One {@code /api/pull} of one server, from its first line to its last. */
final class OllamaPull {

    /** A large model's digest is verified without a word. */
    private static final Duration SILENCE = Duration.ofMinutes(15);

    private static final int LONGEST_LINE = 1 << 16;
    private static final int LONGEST_SENTENCE = 200;

    /** How far it is, of all layers that were named so far. */
    record Progress(String status, long completed, long total) {}

    interface Listener {
        void heard(Progress progress);
    }

    private record Layer(long completed, long total) {}

    private final Listener listener;
    private final Map<String, Layer> layers = new HashMap<>();
    private final Exchange<Done> exchange;

    OllamaPull(Vertx vertx, HttpClient client, Listener listener) {
        this.exchange = new Exchange<>(vertx, client);
        this.listener = listener;
    }

    /** Fails with a sentence that says why. */
    Future<Void> run(URI server, String model) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(server + "/api/pull")
                .putHeader("Content-Type", "application/json");
        Buffer body = new JsonObject().put("model", model).put("stream", true).toBuffer();
        listen();
        exchange.send(options, body).onSuccess(this::answered).onFailure(thrown -> fail("Ollama cannot be reached."));
        return exchange.outcome().mapEmpty();
    }

    private void answered(HttpClientResponse response) {
        if (exchange.isOver()) {
            return;
        }
        RecordParser parser = RecordParser.newDelimited("\n", response).maxRecordSize(LONGEST_LINE);
        response.exceptionHandler(broken -> fail("The connection to Ollama broke off."));
        parser.exceptionHandler(broken -> fail("Ollama's answer broke off."));
        parser.endHandler(end -> fail("Ollama's answer ended too early (status " + response.statusCode() + ")."));
        parser.handler(this::heard);
    }

    private void heard(Buffer bytes) {
        listen();
        JsonObject line;
        try {
            line = bytes.length() == 0 ? new JsonObject() : bytes.toJsonObject();
        } catch (DecodeException | ClassCastException e) {
            fail("Ollama's answer could not be read.");
            return;
        }
        if (line.getValue("error") instanceof String error) {
            fail("Ollama says: " + clipped(error));
        } else if (line.getValue("status") instanceof String status) {
            progress(status, line);
        }
    }

    private void progress(String status, JsonObject line) {
        if (line.getValue("digest") instanceof String digest && line.getValue("total") instanceof Number total) {
            long completed = line.getValue("completed") instanceof Number number ? number.longValue() : 0;
            long all = Math.max(0, total.longValue());
            layers.put(clipped(digest), new Layer(Math.max(0, Math.min(all, completed)), all));
        }
        listener.heard(new Progress(
                clipped(status),
                layers.values().stream().mapToLong(Layer::completed).sum(),
                layers.values().stream().mapToLong(Layer::total).sum()));
        if (status.equals("success")) {
            exchange.finish(Done.DONE);
        }
    }

    private static String clipped(String text) {
        String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() <= LONGEST_SENTENCE ? clean : clean.substring(0, LONGEST_SENTENCE) + "…";
    }

    private void listen() {
        exchange.watch(SILENCE, () -> fail("Ollama fell silent."));
    }

    private void fail(String sentence) {
        exchange.fail(new Failure(Failure.Code.UNAVAILABLE, sentence));
    }
}
