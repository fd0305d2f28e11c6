package demi.matrix.client;

import demi.util.BoundedHttpClient;
import demi.util.BoundedHttpClient.Answer;
import demi.util.HttpExchange;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests of one account at its homeserver. All fail with {@link MatrixFault}. Belongs to one context. */
final class MatrixHttpClient {

    private static final Duration WITHIN = Duration.ofSeconds(20);
    private static final Duration MEDIA_WITHIN = Duration.ofSeconds(30);
    private static final int LONGEST = 1 << 20;
    /** Longer ones are parsed beside the event loop. */
    private static final int LONG = 1 << 17;

    private static final int LONGEST_ERROR = 1 << 16;

    private static final int REDIRECTS = 3;
    private static final Set<Integer> REDIRECT = Set.of(301, 302, 303, 307, 308);

    private final Vertx vertx;
    private final Homeserver server;
    private final BoundedHttpClient client;

    MatrixHttpClient(Vertx vertx, Homeserver server) {
        this.vertx = vertx;
        this.server = server;
        this.client = new BoundedHttpClient(vertx);
    }

    /** @param what is done, for the fault's sentence */
    Future<JsonObject> get(String what, String path) {
        return read(what, begin(path, WITHIN, LONGEST));
    }

    Future<JsonObject> send(String what, HttpMethod method, String path, JsonObject body) {
        RequestOptions request = server.request(method, path).putHeader("Content-Type", "application/json");
        return read(what, client.begin(request, body.toBuffer(), WITHIN, LONGEST));
    }

    HttpExchange<Answer> begin(String path, Duration within, int longest) {
        return client.begin(server.request(HttpMethod.GET, path), Buffer.buffer(), within, longest);
    }

    Future<JsonObject> read(String what, HttpExchange<Answer> exchange) {
        return exchange.outcome()
                .compose(answer -> answer.status() == 200 ? parsed(what, answer.body()) : failed(what, answer))
                .recover(thrown -> Future.failedFuture(FaultReader.of(what, thrown)));
    }

    private Future<JsonObject> parsed(String what, Buffer body) {
        Future<@Nullable JsonObject> parsed = body.length() > LONG
                ? vertx.executeBlocking(() -> FaultReader.object(body))
                : Future.succeededFuture(FaultReader.object(body));
        return parsed.compose(object ->
                object == null ? Future.failedFuture(FaultReader.noMatrix(what)) : Future.succeededFuture(object));
    }

    /** A file. The server may send on to another one, which is not shown the token. */
    Future<Buffer> file(String what, String path, int longest) {
        return follow(what, begin(path, MEDIA_WITHIN, bound(longest)), longest, 0)
                .recover(thrown -> Future.failedFuture(FaultReader.of(what, thrown)));
    }

    private Future<Buffer> follow(String what, HttpExchange<Answer> exchange, int longest, int redirects) {
        return exchange.outcome().compose(answer -> {
            if (answer.status() == 200) {
                return answer.body().length() > longest
                        ? Future.failedFuture(FaultReader.tooLarge(what, longest))
                        : Future.succeededFuture(answer.body());
            }
            URI next = REDIRECT.contains(answer.status()) ? location(answer.header("location")) : null;
            if (next == null || redirects == REDIRECTS) {
                return failed(what, answer);
            }
            RequestOptions request = new RequestOptions()
                    .setMethod(HttpMethod.GET)
                    .setAbsoluteURI(next.toASCIIString())
                    .setFollowRedirects(false)
                    .putHeader("User-Agent", "Demi");
            return follow(
                    what, client.begin(request, Buffer.buffer(), MEDIA_WITHIN, bound(longest)), longest, redirects + 1);
        });
    }

    /** An error is read whole, however small the file may be. */
    private static int bound(int longest) {
        return Math.max(longest, LONGEST_ERROR);
    }

    /** Null where it is none that may be followed: from https only to https. */
    private @Nullable URI location(@Nullable String header) {
        try {
            URI next = header == null ? null : server.address().resolve(header);
            return next == null
                            || next.getHost() == null
                            || !("https".equals(next.getScheme())
                                    || server.address().getScheme().equals(next.getScheme()))
                    ? null
                    : next;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static <T> Future<T> failed(String what, Answer answer) {
        return Future.failedFuture(FaultReader.of(what, answer));
    }

    Future<Void> close() {
        return client.close();
    }
}
