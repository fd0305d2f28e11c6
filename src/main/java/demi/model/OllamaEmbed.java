package demi.model;

import demi.contract.Failure;
import demi.contract.Model.Embed;
import demi.contract.Model.Embedded;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One question what texts mean. Whatever happens first decides; a cancel closes the connection. */
final class OllamaEmbed {

    private static final Logger LOG = LoggerFactory.getLogger(OllamaEmbed.class);
    /** Shorter than anybody who asks over the bus waits. */
    private static final long TIMEOUT_MS = 25_000;

    private static final long CANCEL = 8;

    private final Vertx vertx;
    private final HttpClient client;
    private final ModelSettings settings;
    private final URI server;
    private final Embed asked;
    private final Promise<Embedded> outcome = Promise.promise();
    private @Nullable HttpClientRequest request;

    OllamaEmbed(Vertx vertx, HttpClient client, ModelSettings settings, URI server, Embed asked) {
        this.vertx = vertx;
        this.client = client;
        this.settings = settings;
        this.server = server;
        this.asked = asked;
    }

    /** Fails INVALID when the answer does not fit the question, CANCELLED, TIMEOUT, else UNAVAILABLE. */
    Future<Embedded> run() {
        long timer =
                vertx.setTimer(TIMEOUT_MS, late -> fail(Failure.Code.TIMEOUT, "The embedding model does not answer."));
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(server + "/api/embed")
                .setConnectTimeout(settings.connectTimeout().toMillis())
                .putHeader("Content-Type", "application/json");
        // A client that is being closed throws.
        Future.succeededFuture(options)
                .compose(client::request)
                .compose(this::send)
                .compose(this::read)
                .onSuccess(outcome::tryComplete)
                .onFailure(thrown -> {
                    if (thrown instanceof Failure failure) {
                        outcome.tryFail(failure);
                    } else {
                        fail(Failure.Code.UNAVAILABLE, "The embedding model cannot be reached.");
                    }
                });
        return outcome.future().onComplete(over -> vertx.cancelTimer(timer));
    }

    private Future<HttpClientResponse> send(HttpClientRequest opened) {
        request = opened;
        if (outcome.future().isComplete()) {
            opened.reset(CANCEL);
            return Future.failedFuture("over before it began");
        }
        JsonObject body = new JsonObject()
                .put("model", asked.model())
                .put("input", new JsonArray(asked.texts()))
                .put("keep_alive", settings.keepAlive().toSeconds() + "s");
        return opened.send(body.toBuffer());
    }

    private Future<Embedded> read(HttpClientResponse response) {
        // A response that is reset without one is logged as an error.
        response.exceptionHandler(broken -> LOG.debug("The response broke off: {}", broken.toString()));
        Future<Buffer> body = response.body();
        return body.compose(bytes ->
                Embeddings.read(response.statusCode(), bytes, asked.texts().size()));
    }

    void cancel() {
        fail(Failure.Code.CANCELLED, "Somebody is talking to her.");
    }

    private void fail(Failure.Code code, String sentence) {
        if (outcome.tryFail(new Failure(code, sentence)) && request != null) {
            request.reset(CANCEL);
        }
    }
}
