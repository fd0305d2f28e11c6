package demi.util;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import demi.util.BoundedHttpClient.Answer;
import demi.util.BoundedHttpClient.TooLong;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers that are whole, too long, too late, or none. */
class BoundedHttpClientTest {

    private static final Duration LATE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final BoundedHttpClient client = new BoundedHttpClient(vertx);

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

    private Future<Answer> ask(Handler<HttpServerRequest> server, Duration within, int longest) {
        int port = get(vertx.createHttpServer().requestHandler(server).listen(0, "127.0.0.1"))
                .actualPort();
        Promise<Answer> answer = Promise.promise();
        RequestOptions options = new RequestOptions().setHost("127.0.0.1").setPort(port);
        context.runOnContext(now -> client.begin(options, Buffer.buffer(), within, longest)
                .outcome()
                .onComplete(answer));
        return answer.future();
    }

    @Test
    void anAnswerIsWholeWhateverItsStatus() {
        Answer answer = get(ask(
                request -> request.response()
                        .setStatusCode(418)
                        .putHeader("X-Kind", "Teapot")
                        .end("short"),
                LATE,
                5));
        assertEquals(418, answer.status());
        assertEquals("short", answer.body().toString());
        assertEquals("Teapot", answer.header("x-KIND"));
        assertNull(answer.header("none"));
    }

    @Test
    void whatIsTooLongIsNotRead() {
        Future<Answer> answer =
                ask(request -> request.response().setChunked(true).write("far too long"), LATE, 5);
        assertInstanceOf(TooLong.class, failure(answer));
    }

    @Test
    void whatComesTooLateIsNotWaitedFor() {
        Future<Answer> answer =
                ask(request -> request.response().setChunked(true).write("be"), Duration.ofMillis(100), 5);
        assertInstanceOf(TimeoutException.class, failure(answer));
    }

    @Test
    void aBrokenAnswerFails() {
        Future<Answer> answer = ask(
                request -> request.response()
                        .putHeader("Content-Length", "5")
                        .write("be")
                        .onComplete(written -> request.connection().close()),
                LATE,
                5);
        failure(answer);
    }
}
