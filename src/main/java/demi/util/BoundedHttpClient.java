package demi.util;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An HTTP client of its own whose every answer is bounded, in time and in bytes. Belongs to one context. */
public final class BoundedHttpClient {

    private static final int CONNECT_MS = 5_000;

    private final Vertx vertx;
    private final HttpClient client;

    /** A whole response, whatever its status; names of headers in lower case, the last of several counts. */
    public record Answer(int status, Map<String, String> headers, Buffer body) {

        public @Nullable String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }
    }

    /** The answer is longer than was allowed. */
    public static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLong(int longest) {
            super("an answer of more than " + longest + " bytes");
        }
    }

    public BoundedHttpClient(Vertx vertx) {
        this.vertx = vertx;
        this.client = HttpClients.create(vertx, new HttpClientOptions().setConnectTimeout(CONNECT_MS));
    }

    /**
     * Begins a request; whoever has no more use for it fails it. Fails with a {@link TimeoutException}, with {@link TooLong}, or as the
     * connection does.
     *
     * @param longest body, in bytes
     */
    public HttpExchange<Answer> begin(RequestOptions options, Buffer body, Duration within, int longest) {
        HttpExchange<Answer> exchange = new HttpExchange<>(vertx, client);
        exchange.watch(
                within, () -> exchange.fail(new TimeoutException("no answer within " + within.toMillis() + " ms")));
        exchange.send(options, body)
                .onSuccess(response -> read(exchange, response, longest))
                .onFailure(exchange::fail);
        return exchange;
    }

    private static void read(HttpExchange<Answer> exchange, HttpClientResponse response, int longest) {
        Buffer whole = Buffer.buffer();
        response.exceptionHandler(exchange::fail).handler(piece -> {
            if (whole.length() + piece.length() > longest) {
                exchange.fail(new TooLong(longest));
            } else {
                whole.appendBuffer(piece);
            }
        });
        response.end()
                .onSuccess(end -> exchange.finish(new Answer(response.statusCode(), headers(response), whole)))
                .onFailure(exchange::fail);
    }

    private static Map<String, String> headers(HttpClientResponse response) {
        return response.headers().entries().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> entry.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue, (one, later) -> later));
    }

    /** What is under way fails. */
    public Future<Void> close() {
        return client.close();
    }
}
