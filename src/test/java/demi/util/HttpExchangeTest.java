package demi.util;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import demi.util.HttpExchange.Answer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An exchange with servers that are too slow, say too much, or never come to their end. */
class HttpExchangeTest {

    private static final Duration SOON = Duration.ofMillis(100);
    private static final Duration LATE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient();
    private final Context context = vertx.getOrCreateContext();
    private final Promise<Void> cut = Promise.promise();

    @AfterEach
    void close() {
        get(vertx.close());
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private static Throwable failure(Future<?> future) {
        return Objects.requireNonNull(
                assertThrows(CompletionException.class, () -> get(future)).getCause());
    }

    private RequestOptions serve(Handler<HttpServerRequest> handler) {
        int port = get(vertx.createHttpServer()
                        .requestHandler(request -> {
                            request.connection().closeHandler(closed -> cut.tryComplete());
                            handler.handle(request);
                        })
                        .listen(0, "127.0.0.1"))
                .actualPort();
        return new RequestOptions().setAbsoluteURI("http://127.0.0.1:" + port + "/");
    }

    /** Answers 200, and then is silent in the middle of a word. */
    private RequestOptions stalling() {
        return serve(request -> request.response().setChunked(true).write("He"));
    }

    private <T> Future<T> there(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        context.runOnContext(go -> work.get().onComplete(done));
        return done.future();
    }

    private Future<Answer> whole(RequestOptions options, Duration within, int longest) {
        return there(() -> HttpExchange.readWhole(vertx, client, options, Buffer.buffer(), within, longest)
                .outcome());
    }

    @Test
    void aWholeAnswerIsItsStatusAndItsBody() {
        Answer answer =
                get(whole(serve(request -> request.response().setStatusCode(404).end("No.")), LATE, 3));
        assertEquals(new Answer(404, "No."), answer);
    }

    @Test
    void aBodyThatStallsIsNotWaitedForAndItsConnectionIsClosed() {
        assertInstanceOf(TimeoutException.class, failure(whole(stalling(), SOON, 100)));
        get(cut.future());
    }

    @Test
    void aHeadThatDoesNotComeIsNotWaitedFor() {
        assertInstanceOf(TimeoutException.class, failure(whole(serve(request -> {}), SOON, 100)));
        get(cut.future());
    }

    @Test
    void aBodyThatIsTooLongIsNotRead() {
        RequestOptions endless =
                serve(request -> request.response().setChunked(true).write("x".repeat(1_000)));
        assertEquals(
                "an answer of more than 999 bytes",
                failure(whole(endless, LATE, 999)).getMessage());
        get(cut.future());
    }

    @Test
    void aStatusIsKnownBeforeTheBodyEndsWhichIsCutOffThen() {
        RequestOptions stalling = stalling();
        assertEquals(
                200,
                get(there(() -> HttpExchange.readStatus(vertx, client, stalling, Buffer.buffer("question"), LATE))));
        get(cut.future());
    }

    @Test
    void whatIsCancelledIsCutOff() {
        Promise<HttpExchange<Answer>> begun = Promise.promise();
        RequestOptions silent = serve(request -> begun.future()
                .onSuccess(exchange ->
                        context.runOnContext(go -> exchange.fail(new IllegalStateException("not wanted any more")))));
        context.runOnContext(
                go -> begun.complete(HttpExchange.readWhole(vertx, client, silent, Buffer.buffer(), LATE, 100)));
        assertEquals(
                "not wanted any more", failure(get(begun.future()).outcome()).getMessage());
        get(cut.future());
    }

    @Test
    void whatIsOverBeforeItIsSentIsNotSent() {
        AtomicInteger asked = new AtomicInteger();
        RequestOptions server = serve(request -> {
            asked.incrementAndGet();
            request.response().end("answer");
        });
        Future<Answer> outcome = there(() -> {
            HttpExchange<Answer> exchange = HttpExchange.readWhole(vertx, client, server, Buffer.buffer(), LATE, 100);
            exchange.fail(new IllegalStateException("never mind"));
            return exchange.outcome();
        });
        assertEquals("never mind", failure(outcome).getMessage());
        // Each gets a connection in its turn: by the time of the last one, the first would have been asked.
        for (int i = 0; i < 10; i++) {
            get(whole(server, LATE, 100));
        }
        assertEquals(10, asked.get());
    }
}
