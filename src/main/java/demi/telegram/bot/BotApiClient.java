package demi.telegram.bot;

import demi.api.value.Secret;
import demi.bus.Failure;
import demi.telegram.bot.BotApiException.Kind;
import demi.util.HttpClients;
import demi.util.HttpExchange;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLHandshakeException;

/**
 * Calls methods of the Bot API and loads files. All that fails does so with a {@link BotApiException}. The token stands in the path of
 * every request and nowhere else. Belongs to one context.
 */
final class BotApiClient {

    private static final int CONNECT_MS = 5_000;
    /** Shorter than a server keeps a silent connection open: one that it is just closing would fail a call. */
    private static final int KEEP_ALIVE_S = 20;
    /** One is always taken by the poll. */
    private static final int CONNECTIONS = 8;
    /** Telegram ends a list of updates at 4 MiB, of what it keeps of them. */
    static final int LONGEST_LIST = 8 << 20;

    static final int LONGEST_ANSWER = 1 << 20;

    private static final Pattern TOKEN = Pattern.compile("\\d{1,20}:[A-Za-z0-9_-]{1,100}");

    private final Vertx vertx;
    private final HttpClient client;
    private final URI server;
    private final Secret token;
    private final Duration file;

    BotApiClient(Vertx vertx, BotOptions options) {
        this.vertx = vertx;
        this.server = options.server();
        this.token = options.token();
        this.file = options.file();
        this.client = HttpClients.create(
                vertx,
                new HttpClientOptions().setConnectTimeout(CONNECT_MS).setKeepAliveTimeout(KEEP_ALIVE_S),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    }

    /** Whether it could be one: what is none must not become part of an address. */
    static boolean isToken(Secret token) {
        return TOKEN.matcher(token.value()).matches();
    }

    /** The result of a method, whatever it is but null. */
    Future<Object> call(String method, JsonObject parameters, Duration within, int longest) {
        if (!isToken(token)) {
            return Future.failedFuture(new BotApiException(Kind.TOKEN, method + ": the token is none"));
        }
        RequestOptions request = request(HttpMethod.POST, "/bot" + token.value() + "/" + method)
                .putHeader("Content-Type", "application/json");
        // An address that is none throws.
        return Future.succeededFuture(request)
                .compose(same -> HttpExchange.readWhole(vertx, client, same, parameters.toBuffer(), within, longest)
                        .outcome())
                .recover(thrown -> Future.failedFuture(broken(method, thrown)))
                .map(answer -> AnswerReader.result(method, answer, token.value()));
    }

    /** The bytes of a file, by the path that {@code getFile} told, and so with a token that is one. */
    Future<Buffer> download(String path, int largest) {
        String encoded;
        try {
            encoded = encoded(path);
        } catch (IllegalArgumentException e) {
            return Future.failedFuture(new BotApiException(Kind.REFUSED, "download: no path of a file"));
        }
        RequestOptions request = request(HttpMethod.GET, "/file/bot" + token.value() + "/" + encoded);
        HttpExchange<Buffer> exchange = new HttpExchange<>(vertx, client);
        exchange.watch(file, () -> exchange.fail(new TimeoutException("no file in time")));
        return Future.succeededFuture(request)
                .compose(same -> exchange.send(same, Buffer.buffer()))
                .onSuccess(response -> {
                    if (response.statusCode() != 200) {
                        exchange.fail(new BotApiException(Kind.REFUSED, "download: status " + response.statusCode()));
                        return;
                    }
                    Buffer bytes = Buffer.buffer();
                    response.exceptionHandler(exchange::fail)
                            .handler(piece -> {
                                if (bytes.length() + piece.length() > largest) {
                                    exchange.fail(tooLarge());
                                } else {
                                    bytes.appendBuffer(piece);
                                }
                            })
                            .endHandler(end -> exchange.finish(bytes));
                })
                .onFailure(exchange::fail)
                .transform(sent -> exchange.outcome())
                .recover(thrown -> Future.failedFuture(broken("download", thrown)));
    }

    static BotApiException tooLarge() {
        return new BotApiException(Kind.REFUSED, "download: larger than what is taken");
    }

    /** A server in local mode tells a path of its own disk, which nobody else can load. */
    private static String encoded(String path) {
        String[] parts = path.split("/", -1);
        if (Arrays.stream(parts).anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))) {
            throw new IllegalArgumentException("no path of a file");
        }
        return Arrays.stream(parts)
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    private RequestOptions request(HttpMethod method, String path) {
        boolean tls = "https".equals(server.getScheme());
        String before = server.getRawPath() == null ? "" : server.getRawPath().replaceAll("/+$", "");
        return new RequestOptions()
                .setMethod(method)
                .setSsl(tls)
                .setHost(server.getHost())
                .setPort(server.getPort() >= 0 ? server.getPort() : tls ? 443 : 80)
                .setURI(before + path)
                // To wherever it leads, the token would be shown.
                .setFollowRedirects(false)
                .putHeader("User-Agent", "Demi");
    }

    private static BotApiException broken(String call, Throwable thrown) {
        if (thrown instanceof BotApiException known) {
            return known;
        }
        boolean neverSent = thrown instanceof ConnectException
                || thrown instanceof UnknownHostException
                || thrown instanceof NoRouteToHostException
                || thrown instanceof SSLHandshakeException
                || thrown instanceof Failure;
        return new BotApiException(Kind.NETWORK, call + ": " + reason(thrown), !neverSent, null, null);
    }

    /** Its own message may tell the address. */
    private static String reason(Throwable thrown) {
        if (thrown instanceof Failure closing) {
            return closing.sentence();
        }
        if (thrown instanceof TimeoutException) {
            return "no whole answer in time";
        }
        if (thrown instanceof UnknownHostException) {
            return "the server's name is not known";
        }
        if (thrown instanceof ConnectException || thrown instanceof NoRouteToHostException) {
            return "the server cannot be reached";
        }
        if (thrown instanceof SSLHandshakeException) {
            return "no secure connection";
        }
        return thrown instanceof IllegalStateException ? "the answer is too long" : "the connection broke off";
    }

    Future<Void> close() {
        return client.close();
    }
}
