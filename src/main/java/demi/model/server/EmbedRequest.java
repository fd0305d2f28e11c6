package demi.model.server;

import demi.api.InferenceApi.Embed;
import demi.api.InferenceApi.Embedded;
import demi.bus.Failure;
import demi.model.server.ServerProtocol.Call;
import demi.util.HttpExchange;
import demi.util.HttpExchange.Answer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One question what texts mean; a cancel closes the connection. */
public final class EmbedRequest {

    /** Shorter than anybody who asks over the bus waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final String NOTHING = ".";
    private static final int LONGEST_ANSWER = 1 << 26;

    private final Vertx vertx;
    private final HttpClient client;
    private final ServerProtocol protocol;
    private final Embed asked;
    private @Nullable HttpExchange<Answer> exchange;

    EmbedRequest(Vertx vertx, HttpClient client, ServerProtocol protocol, Embed asked) {
        this.vertx = vertx;
        this.client = client;
        this.protocol = protocol;
        this.asked = asked;
    }

    /** Fails INVALID when the answer does not fit the question, CANCELLED, TIMEOUT, else UNAVAILABLE. */
    public Future<Embedded> run() {
        // Some engines have no number for nothing, and refuse what stands beside it as well.
        List<String> texts = asked.texts().stream()
                .map(text -> text.isBlank() ? NOTHING : text)
                .toList();
        Call call = protocol.embed(asked, texts);
        exchange = HttpExchange.readWhole(vertx, client, call.options(), call.body(), PATIENCE, LONGEST_ANSWER);
        return exchange.outcome()
                .recover(thrown -> Future.failedFuture(failure(thrown)))
                .compose(answer -> Embeddings.read(protocol, answer, asked));
    }

    private static Failure failure(Throwable thrown) {
        if (thrown instanceof Failure failure) {
            return failure;
        }
        return thrown instanceof TimeoutException
                ? new Failure(Failure.Code.TIMEOUT, "The embedding model does not answer.")
                : new Failure(Failure.Code.UNAVAILABLE, "The embedding model cannot be reached.");
    }

    public void cancel() {
        if (exchange != null) {
            exchange.fail(new Failure(Failure.Code.CANCELLED, "Somebody is talking to her."));
        }
    }
}
