package demi.autonomy;

import demi.contract.Exchange;
import demi.contract.Message;
import demi.contract.NotificationStore.Waiting;
import demi.contract.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;

/** The server that tells phones, in its own language. */
final class NotifyServer {

    private static final int CONNECT_MS = 5_000;
    private static final Duration ANSWER = Duration.ofSeconds(10);
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

    private final Vertx vertx;
    private final HttpClient client;
    private final NotifySettings settings;
    private final URI url;

    NotifyServer(Vertx vertx, NotifySettings settings, URI url) {
        this.vertx = vertx;
        this.settings = settings;
        this.url = url;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_MS).setKeepAlive(false));
    }

    /** The status decides: what else the server says is not waited for. */
    Future<Outcome> tell(Waiting waiting) {
        // An address that is none throws.
        return Future.succeededFuture(waiting)
                .compose(this::send)
                .map(NotifyServer::of)
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

    private Future<Integer> send(Waiting waiting) {
        Message message = waiting.message();
        String text = settings.text() ? message.content() : "Demi wrote.";
        return switch (settings.kind()) {
            case NTFY -> post(to("").putHeader("Title", "Demi"), Buffer.buffer(text));
            case GOTIFY ->
                json(
                        to("/message"),
                        new JsonObject()
                                .put("title", "Demi")
                                .put("message", text)
                                .put("priority", 5));
            case WEBHOOK ->
                json(
                        to(""),
                        new JsonObject()
                                .put("event", "message")
                                .put("username", waiting.username())
                                .put("user_id", message.userId())
                                .put("message_id", message.messageId())
                                .put("created_at", message.createdAt().toString())
                                .put("title", "Demi")
                                .put("text", text));
        };
    }

    private RequestOptions to(String path) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(url.toString().replaceFirst("/+$", "") + path)
                .setFollowRedirects(false)
                .putHeader("User-Agent", "Demi");
        Secret token = settings.token();
        if (token != null && settings.kind() == NotifySettings.Kind.GOTIFY) {
            request.putHeader("X-Gotify-Key", token.value());
        } else if (token != null) {
            request.putHeader("Authorization", "Bearer " + token.value());
        }
        return request;
    }

    private Future<Integer> json(RequestOptions request, JsonObject body) {
        return post(request.putHeader("Content-Type", "application/json"), body.toBuffer());
    }

    private Future<Integer> post(RequestOptions request, Buffer body) {
        return Exchange.status(vertx, client, request, body, ANSWER);
    }
}
