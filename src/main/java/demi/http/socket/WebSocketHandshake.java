package demi.http.socket;

import demi.api.AccountsApi.Caller;
import demi.http.web.BearerAuth;
import demi.http.web.Language;
import demi.http.web.Problem;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a chat socket in, or refuses it while it is still an HTTP request. */
public final class WebSocketHandshake {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketHandshake.class);

    private final BearerAuth guard;
    private final SocketRegistry sockets;

    public WebSocketHandshake(BearerAuth guard, SocketRegistry sockets) {
        this.guard = guard;
        this.sockets = sockets;
    }

    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!asksForSocket(request)) {
            context.fail(Problem.of(426, "This is a WebSocket; connect with a client for that.")
                    .with("Upgrade", "websocket")
                    .with("Sec-WebSocket-Version", "13")
                    .with("Connection", "Upgrade"));
            return;
        }
        if (!hasKey(request)) {
            context.fail(Problem.of(400, "Sec-WebSocket-Key has to be 16 bytes in Base64."));
            return;
        }
        boolean streams = "1".equals(first(context, "stream"));
        request.pause();
        guard.caller(token(context))
                .onSuccess(caller -> enter(context, caller, streams))
                .onFailure(thrown -> refuse(context, thrown));
    }

    private void enter(RoutingContext context, Caller caller, boolean streams) {
        Problem refusal = sockets.refusal(caller.userId());
        if (refusal != null) {
            refuse(context, refusal);
            return;
        }
        HttpConnection connection = context.request().connection();
        Language language = language(context);
        context.request()
                .toWebSocket()
                .map(socket -> {
                    sockets.add(socket, connection, caller, streams, language);
                    return socket;
                })
                .onFailure(thrown -> {
                    LOG.warn("Could not complete a handshake: {}", thrown.toString());
                    connection.close();
                });
    }

    private static void refuse(RoutingContext context, Throwable thrown) {
        context.request().resume();
        context.fail(thrown);
    }

    private static boolean asksForSocket(HttpServerRequest request) {
        String connection = request.getHeader(HttpHeaders.CONNECTION);
        return connection != null
                && connection.toLowerCase(Locale.ROOT).contains("upgrade")
                && "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))
                && "13".equals(request.getHeader("Sec-WebSocket-Version"));
    }

    private static boolean hasKey(HttpServerRequest request) {
        List<String> keys = request.headers().getAll("Sec-WebSocket-Key");
        try {
            return keys.size() == 1
                    && keys.get(0).length() == 24
                    && Base64.getDecoder().decode(keys.get(0)).length == 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable String token(RoutingContext context) {
        String inQuery = first(context, "token");
        return inQuery != null ? inQuery : BearerAuth.bearer(context.request());
    }

    /** As lang says, else as the client's Accept-Language does. */
    private static Language language(RoutingContext context) {
        String wanted = first(context, "lang");
        Language known = wanted == null ? null : Language.named(wanted);
        return known == null ? Language.of(context.request()) : known;
    }

    private static @Nullable String first(RoutingContext context, String name) {
        return context.queryParams().get(name);
    }
}
