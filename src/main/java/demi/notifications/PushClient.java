package demi.notifications;

import demi.api.value.Secret;
import demi.util.HttpClients;
import demi.util.HttpExchange;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Speaks with the servers that tell phones, each in its own language. Belongs to one context. */
final class PushClient {

    private static final int CONNECT_MS = 5_000;
    private static final Duration ANSWER = Duration.ofSeconds(10);
    /** Of what has arrived lately. */
    private static final int LONGEST_LIST = 1 << 20;

    static final String TITLE = "Demi";
    /** Gotify keeps it with the message. */
    private static final String EXTRA = "demi::message";

    /** Priorities of Gotify, for 1 to 5. */
    private static final int[] GOTIFY = {0, 2, 5, 8, 10};

    /** Whether something has arrived. */
    enum Arrived {
        YES,
        NO,
        /** The server does not say. */
        UNKNOWN
    }

    private final Vertx vertx;
    private final HttpClient client;
    private final int priority;
    private final @Nullable URI click;
    /** Servers that have shown that they put a notification in the place of an earlier one of its sequence. */
    private final Set<String> replacing = new HashSet<>();

    PushClient(Vertx vertx, int priority, @Nullable URI click) {
        this.vertx = vertx;
        this.priority = priority;
        this.click = click;
        this.client = HttpClients.create(
                vertx, new HttpClientOptions().setConnectTimeout(CONNECT_MS).setKeepAlive(false));
    }

    /** The status decides: for what else the server says nobody waits long. */
    Future<PushAttempt> push(PushTarget target, PushNote note) {
        // An address that is none throws.
        return Future.succeededFuture(note)
                .compose(same -> send(target, same))
                .map(answer -> {
                    if (answer.body().contains("\"sequence_id\":\"" + sequence(note) + "\"")) {
                        replacing.add(target.server());
                    }
                    return PushAttempt.ofStatus(answer.status());
                })
                .otherwise(PushAttempt::of);
    }

    /** Whether a second try of the same could not be seen. */
    boolean replaces(PushTarget target) {
        return replacing.contains(target.server());
    }

    /** Asks what has arrived in the last day. */
    Future<Arrived> hasArrived(PushTarget target, PushNote note) {
        return switch (target.kind()) {
            case NTFY ->
                list(get(target, "/json?poll=1&since=24h", target.token()))
                        .map(list -> ArrivedList.ntfy(list, sequence(note), TITLE, note.text(target.text())));
            case GOTIFY ->
                target.clientToken() == null
                        ? Future.succeededFuture(Arrived.UNKNOWN)
                        : list(get(target, "/message?limit=100", target.clientToken()))
                                .map(list -> ArrivedList.gotify(list, EXTRA, note.id()));
            case WEBHOOK -> Future.succeededFuture(Arrived.UNKNOWN);
        };
    }

    private Future<@Nullable String> list(RequestOptions request) {
        return Future.succeededFuture(request)
                .compose(same -> HttpExchange.readWhole(vertx, client, same, Buffer.buffer(), ANSWER, LONGEST_LIST)
                        .outcome())
                .map(answer -> answer.status() == 200 ? answer.body() : null)
                .otherwiseEmpty();
    }

    private Future<HttpExchange.Answer> send(PushTarget target, PushNote note) {
        String text = note.text(target.text());
        return switch (target.kind()) {
            case NTFY -> post(ntfy(to(target, ""), note, target.text()), Buffer.buffer(text));
            case GOTIFY -> json(to(target, "/message"), gotify(note, text, target.text()));
            case WEBHOOK ->
                json(
                        to(target, ""),
                        new JsonObject()
                                .put("event", note.username().isEmpty() ? "test" : "message")
                                .put("username", note.username())
                                .put("user_id", note.userId())
                                .put("message_id", note.id())
                                .put("created_at", note.at().toString())
                                .put("title", TITLE)
                                .put("text", text));
        };
    }

    /** At most 64 letters, digits, - and _. */
    static String sequence(PushNote note) {
        return "demi-" + note.id();
    }

    private RequestOptions ntfy(RequestOptions request, PushNote note, boolean words) {
        request.putHeader("Title", TITLE)
                .putHeader("Priority", Integer.toString(priority))
                .putHeader("X-Sequence-ID", sequence(note));
        if (click != null) {
            request.putHeader("Click", click.toASCIIString());
        }
        return words ? request.putHeader("Markdown", "yes") : request;
    }

    private JsonObject gotify(PushNote note, String text, boolean words) {
        JsonObject extras = new JsonObject().put(EXTRA, new JsonObject().put("id", note.id()));
        if (click != null) {
            extras.put(
                    "client::notification",
                    new JsonObject().put("click", new JsonObject().put("url", click.toASCIIString())));
        }
        if (words) {
            extras.put("client::display", new JsonObject().put("contentType", "text/markdown"));
        }
        return new JsonObject()
                .put("title", TITLE)
                .put("message", text)
                .put("priority", GOTIFY[priority - 1])
                .put("extras", extras);
    }

    private static RequestOptions to(PushTarget target, String path) {
        return request(HttpMethod.POST, target, path, target.token());
    }

    private static RequestOptions get(PushTarget target, String path, @Nullable Secret token) {
        return request(HttpMethod.GET, target, path, token);
    }

    private static RequestOptions request(HttpMethod method, PushTarget target, String path, @Nullable Secret token) {
        RequestOptions request = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(target.address() + path)
                .setFollowRedirects(false)
                .putHeader("User-Agent", "Demi");
        if (token != null && target.kind() == NotificationSettings.Kind.GOTIFY) {
            request.putHeader("X-Gotify-Key", token.value());
        } else if (token != null) {
            request.putHeader("Authorization", "Bearer " + token.value());
        }
        return request;
    }

    private Future<HttpExchange.Answer> json(RequestOptions request, JsonObject body) {
        return post(request.putHeader("Content-Type", "application/json"), body.toBuffer());
    }

    private Future<HttpExchange.Answer> post(RequestOptions request, Buffer body) {
        return HttpExchange.readBeginning(vertx, client, request, body, ANSWER);
    }
}
