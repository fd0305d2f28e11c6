package demi.util;

import demi.bus.BaseVerticle;
import demi.bus.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One exchange with a server elsewhere. Whatever happens first (the end, an error, a time-out, a cancel) decides, and
 * what has not been read to its end by then is cut off. The time-outs of Vert.x's clients are not enough: they end with
 * the head of the response, and a body that stalls would be waited for for ever. Belongs to one context.
 */
public final class HttpExchange<T> {

    private static final Logger LOG = LoggerFactory.getLogger(HttpExchange.class);
    private static final long END_WITHIN_MS = 2_000;
    /** HTTP/2's CANCEL; with HTTP/1 the connection is closed. */
    private static final long CANCEL = 8;
    /** How long the body is waited for where only its beginning is of use. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private static final int BEGINNING = 8_192;

    private final Vertx vertx;
    private final HttpClient client;
    private final Promise<T> outcome = Promise.promise();
    private @Nullable HttpClientRequest request;
    private boolean ended;
    private long timer = -1;

    /** A whole response; its body as UTF-8. */
    public record Answer(int status, String body) {}

    public HttpExchange(Vertx vertx, HttpClient client) {
        this.vertx = vertx;
        this.client = client;
    }

    /**
     * Begins one that is read to its end, whatever its status; fails with a {@link TimeoutException} when that is not
     * there in time, and otherwise where it breaks off or is too long.
     *
     * @param longest body, in bytes
     */
    public static HttpExchange<Answer> readWhole(
            Vertx vertx, HttpClient client, RequestOptions options, Buffer body, Duration within, int longest) {
        HttpExchange<Answer> exchange = new HttpExchange<>(vertx, client);
        exchange.within(within);
        exchange.send(options, body)
                .onSuccess(response -> readAll(exchange, response, longest))
                .onFailure(exchange::fail);
        return exchange;
    }

    /** Only asks what the status is; what else is answered is let go. Fails as {@link #readWhole} does. */
    public static Future<Integer> readStatus(
            Vertx vertx, HttpClient client, RequestOptions options, Buffer body, Duration within) {
        HttpExchange<Integer> exchange = new HttpExchange<>(vertx, client);
        exchange.within(within);
        exchange.send(options, body)
                .onSuccess(response -> exchange.finish(response.statusCode()))
                .onFailure(exchange::fail);
        return exchange.outcome();
    }

    /** The status, and of the body what is there within a moment, {@link #BEGINNING} bytes at most. Fails as {@link #readWhole} does. */
    public static Future<Answer> readBeginning(
            Vertx vertx, HttpClient client, RequestOptions options, Buffer body, Duration within) {
        HttpExchange<Answer> exchange = new HttpExchange<>(vertx, client);
        exchange.within(within);
        exchange.send(options, body)
                .onSuccess(response -> readSome(exchange, response))
                .onFailure(exchange::fail);
        return exchange.outcome();
    }

    private static void readSome(HttpExchange<Answer> exchange, HttpClientResponse response) {
        Buffer some = Buffer.buffer();
        Runnable enough = () -> exchange.finish(new Answer(response.statusCode(), some.toString()));
        exchange.watch(MOMENT, enough);
        response.exceptionHandler(broken -> enough.run())
                .handler(piece -> {
                    if (some.length() < BEGINNING) {
                        some.appendBuffer(piece.slice(0, Math.min(piece.length(), BEGINNING - some.length())));
                    }
                    if (some.length() >= BEGINNING) {
                        enough.run();
                    }
                })
                .endHandler(end -> {
                    exchange.ended = true;
                    enough.run();
                });
    }

    private void within(Duration time) {
        watch(time, () -> fail(new TimeoutException("no answer within " + time.toMillis() + " ms")));
    }

    private static void readAll(HttpExchange<Answer> exchange, HttpClientResponse response, int longest) {
        Buffer whole = Buffer.buffer();
        response.exceptionHandler(exchange::fail)
                .handler(piece -> {
                    if (whole.length() + piece.length() > longest) {
                        exchange.fail(new IllegalStateException("an answer of more than " + longest + " bytes"));
                    } else {
                        whole.appendBuffer(piece);
                    }
                })
                .endHandler(end -> {
                    exchange.ended = true;
                    exchange.finish(new Answer(response.statusCode(), whole.toString()));
                });
    }

    /** The response's head; whoever gets it reads the rest, and says when it is over. */
    public Future<HttpClientResponse> send(RequestOptions options, Buffer body) {
        if (BaseVerticle.isClosing()) {
            return Future.failedFuture(BaseVerticle.refusal());
        }
        // A client that is being closed throws.
        return Future.succeededFuture(options)
                .compose(client::request)
                .compose(opened -> {
                    request = opened;
                    // Without one, a request that is reset before its response is logged as an error.
                    opened.exceptionHandler(broken -> LOG.debug("Request broke off: {}", broken.toString()));
                    if (isOver()) {
                        opened.reset(CANCEL);
                        return Future.failedFuture("over before it began");
                    }
                    return body.length() == 0 ? opened.send() : opened.send(body);
                })
                .map(response -> {
                    // Nor a response.
                    response.exceptionHandler(broken -> LOG.debug("Response broke off: {}", broken.toString()));
                    response.end().onComplete(end -> ended = true);
                    return response;
                });
    }

    /** Calls {@code late} after that time, unless it is over by then. Takes the place of what was to be called before. */
    public void watch(Duration time, Runnable late) {
        vertx.cancelTimer(timer);
        if (!isOver()) {
            timer = Timers.limit(vertx, Math.max(1, time.toMillis()), fired -> late.run());
        }
    }

    public Future<T> outcome() {
        return outcome.future();
    }

    public boolean isOver() {
        return outcome.future().isComplete();
    }

    /** It came to this, unless it was over before. */
    public void finish(T result) {
        if (outcome.tryComplete(result)) {
            vertx.cancelTimer(timer);
            // A response that does not end after that would keep its connection for ever.
            if (!ended && BaseVerticle.isClosing()) {
                hangUp();
            } else if (!ended) {
                Timers.after(vertx, END_WITHIN_MS, late -> {
                    if (!ended) {
                        hangUp();
                    }
                });
            }
        }
    }

    /** It came to nothing, unless it was over before. */
    public void fail(Throwable why) {
        if (outcome.tryFail(why)) {
            vertx.cancelTimer(timer);
            hangUp();
        }
    }

    /** Whatever else the server has to say is of no use. */
    public void hangUp() {
        if (request != null) {
            request.reset(CANCEL);
        }
    }
}
