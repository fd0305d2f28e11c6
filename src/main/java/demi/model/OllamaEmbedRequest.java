package demi.model;

import demi.api.InferenceApi.Embed;
import demi.api.InferenceApi.Embedded;
import demi.bus.Failure;
import demi.model.ollama.EmbeddingResponse;
import demi.model.ollama.OllamaAddress;
import demi.util.HttpExchange;
import demi.util.HttpExchange.Answer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One question what texts mean; a cancel closes the connection. */
final class OllamaEmbedRequest {

    /** Shorter than anybody who asks over the bus waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final String NOTHING = ".";
    private static final int LONGEST_ANSWER = 1 << 26;

    private final Vertx vertx;
    private final HttpClient client;
    private final ModelSettings settings;
    private final OllamaAddress server;
    private final Embed asked;
    private @Nullable HttpExchange<Answer> exchange;

    OllamaEmbedRequest(Vertx vertx, HttpClient client, ModelSettings settings, OllamaAddress server, Embed asked) {
        this.vertx = vertx;
        this.client = client;
        this.settings = settings;
        this.server = server;
        this.asked = asked;
    }

    /** Fails INVALID when the answer does not fit the question, CANCELLED, TIMEOUT, else UNAVAILABLE. */
    Future<Embedded> run() {
        RequestOptions options = server.request(HttpMethod.POST, "/api/embed", settings.connectTimeout());
        // Some engines have no number for nothing, and refuse what stands beside it as well.
        List<String> texts = asked.texts().stream()
                .map(text -> text.isBlank() ? NOTHING : text)
                .toList();
        JsonObject body = new JsonObject()
                .put("model", asked.model())
                .put("input", new JsonArray(texts))
                .put("keep_alive", settings.keepAlive().toSeconds() + "s");
        exchange = HttpExchange.readWhole(vertx, client, options, body.toBuffer(), PATIENCE, LONGEST_ANSWER);
        return exchange.outcome()
                .recover(thrown -> Future.failedFuture(failure(thrown)))
                .compose(answer -> EmbeddingResponse.read(
                        answer.status(), answer.body(), asked.texts().size()));
    }

    private static Failure failure(Throwable thrown) {
        if (thrown instanceof Failure failure) {
            return failure;
        }
        return thrown instanceof TimeoutException
                ? new Failure(Failure.Code.TIMEOUT, "The embedding model does not answer.")
                : new Failure(Failure.Code.UNAVAILABLE, "The embedding model cannot be reached.");
    }

    void cancel() {
        if (exchange != null) {
            exchange.fail(new Failure(Failure.Code.CANCELLED, "Somebody is talking to her."));
        }
    }
}
