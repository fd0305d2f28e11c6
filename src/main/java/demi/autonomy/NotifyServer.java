package demi.autonomy;

import demi.contract.Message;
import demi.contract.NotificationStore.Waiting;
import demi.contract.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** The server that tells phones, in its own language. */
final class NotifyServer {

    private static final int CONNECT_MS = 5_000;
    private static final long ANSWER_MS = 10_000;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private static final int DEEP = 5;

    enum Outcome {
        TOLD,
        /** The connection broke on the way: it may have arrived. */
        MAYBE,
        /** The server does not want it, and will not later. */
        REFUSED,
        /** It surely did not arrive. */
        NOT_NOW
    }

    private final WebClient client;
    private final NotifySettings settings;
    private final URI url;

    NotifyServer(Vertx vertx, NotifySettings settings, URI url) {
        this.settings = settings;
        this.url = url;
        this.client = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setConnectTimeout(CONNECT_MS)
                        .setFollowRedirects(false)
                        .setKeepAlive(false)
                        .setUserAgent("Demi"));
    }

    Future<Outcome> tell(Waiting waiting) {
        // A client that is being closed throws.
        return Future.succeededFuture(waiting)
                .compose(this::send)
                .map(response -> of(response.statusCode()))
                .otherwise(thrown -> neverSent(thrown) ? Outcome.NOT_NOW : Outcome.MAYBE);
    }

    private static Outcome of(int status) {
        if (status < 300) {
            return Outcome.TOLD;
        }
        // A proxy may say 502 or 504 of what has arrived.
        return status == UNAVAILABLE || status == TOO_MANY
                ? Outcome.NOT_NOW
                : status >= 500 ? Outcome.MAYBE : Outcome.REFUSED;
    }

    private static boolean neverSent(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(DEEP)
                .anyMatch(each -> each instanceof ConnectException
                        || each instanceof UnknownHostException
                        || each instanceof NoRouteToHostException
                        || each instanceof SSLHandshakeException
                        || (each instanceof SocketException
                                && String.valueOf(each.getMessage()).contains("unreachable")));
    }

    private Future<HttpResponse<Buffer>> send(Waiting waiting) {
        Message message = waiting.message();
        String text = settings.text() ? message.content() : "Demi wrote.";
        Secret token = settings.token();
        return switch (settings.kind()) {
            case NTFY -> bearer(post(""), token).putHeader("Title", "Demi").sendBuffer(Buffer.buffer(text));
            case GOTIFY -> {
                HttpRequest<Buffer> request = post("/message");
                if (token != null) {
                    request.putHeader("X-Gotify-Key", token.value());
                }
                yield request.sendJsonObject(new JsonObject()
                        .put("title", "Demi")
                        .put("message", text)
                        .put("priority", 5));
            }
            case WEBHOOK ->
                bearer(post(""), token)
                        .sendJsonObject(new JsonObject()
                                .put("event", "message")
                                .put("username", waiting.username())
                                .put("user_id", message.userId())
                                .put("message_id", message.messageId())
                                .put("created_at", message.createdAt().toString())
                                .put("title", "Demi")
                                .put("text", text));
        };
    }

    private HttpRequest<Buffer> post(String path) {
        return client.postAbs(url.toString().replaceFirst("/+$", "") + path).timeout(ANSWER_MS);
    }

    private static HttpRequest<Buffer> bearer(HttpRequest<Buffer> request, @Nullable Secret token) {
        return token == null ? request : request.bearerTokenAuthentication(token.value());
    }
}
