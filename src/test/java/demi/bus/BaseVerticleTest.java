package demi.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.ChatApi;
import demi.api.HealthApi;
import demi.api.InferenceApi;
import demi.api.InferenceApi.Generate;
import demi.api.InferenceApi.Step;
import demi.util.HttpExchange;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A room that is closing, and takes its time for it, starts nothing more. */
class BaseVerticleTest {

    private static final long SOON_MS = 50;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final HttpClient client = vertx.createHttpClient();
    private final List<String> started = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final Slow room = new Slow();
    private String deployment = "";

    /** Closes when the test lets it. */
    private final class Slow extends BaseVerticle {

        private final Promise<Void> isAsked = Promise.promise();
        private final Promise<Void> mayClose = Promise.promise();

        @Override
        public Future<?> start() {
            return Future.all(
                    bus.handle(ChatApi.STOP, asked -> {
                        started.add("an answer");
                        return Future.succeededFuture(Ack.DONE);
                    }),
                    bus.subscribe(HealthApi.REQUESTED, call -> started.add("news")),
                    bus.serve(
                            InferenceApi.GENERATE,
                            (Generate asked, StreamWriter<Step> writer) -> started.add("a stream")));
        }

        @Override
        protected Future<?> close() {
            isAsked.complete();
            return mayClose.future();
        }

        Context ownContext() {
            return context;
        }
    }

    @BeforeEach
    void open() {
        deployment = await(vertx.deployVerticle(room));
    }

    @AfterEach
    void close() {
        room.mayClose.tryComplete();
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private static void isRefused(Future<?> asked) {
        CompletionException thrown = assertThrows(CompletionException.class, () -> await(asked));
        assertEquals(
                Failure.Code.UNAVAILABLE,
                assertInstanceOf(Failure.class, thrown.getCause()).code());
    }

    private <T> Future<T> inside(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        room.ownContext().runOnContext(now -> work.get().onComplete(done));
        return done.future();
    }

    private Future<Void> begin() {
        return inside(() -> {
            Timers.after(vertx, SOON_MS, timer -> started.add("a timer"));
            Timers.every(vertx, SOON_MS, timer -> started.add("a timer that repeats"));
            Timers.every(vertx, 1, SOON_MS, timer -> started.add("a timer that repeats, at once"));
            return Future.succeededFuture();
        });
    }

    /** What was due before has had its turn then. */
    private void untilTimersAreOver() {
        await(inside(() -> {
            Promise<Void> over = Promise.promise();
            Timers.limit(vertx, 3 * SOON_MS, limit -> over.complete());
            return over.future();
        }));
    }

    private Future<Void> closing() {
        Future<Void> closed = vertx.undeploy(deployment);
        await(room.isAsked.future());
        return closed;
    }

    @Test
    void whileItIsOpenAllOfItIsStarted() {
        await(begin());
        await(bus.request(ChatApi.STOP, new ChatApi.Stop("ann")));
        await(inside(() -> Timers.pause(vertx, 1)));
        untilTimersAreOver();
        assertTrue(started.containsAll(List.of("a timer", "a timer that repeats", "an answer")), started::toString);
    }

    @Test
    void timersThatWereSetFireNoMoreAndNoneAreSet() {
        // One turn of the room's loop, so that none is due before.
        Future<Void> paused = inside(() -> {
            begin();
            Future<Void> pause = Timers.pause(vertx, SOON_MS);
            vertx.undeploy(deployment);
            return pause;
        });
        await(room.isAsked.future());
        started.clear();
        isRefused(paused);
        assertEquals(
                Timers.NONE,
                await(inside(() -> Future.succeededFuture(Timers.after(vertx, 1, timer -> started.add("late"))))));
        assertEquals(
                Timers.NONE,
                await(inside(() -> Future.succeededFuture(Timers.every(vertx, 1, timer -> started.add("late"))))));
        isRefused(inside(() -> Timers.pause(vertx, 1)));
        untilTimersAreOver();
        assertEquals(List.of(), started);
    }

    @Test
    void nobodyIsAnsweredAndNothingIsHeard() {
        closing();
        isRefused(bus.request(ChatApi.STOP, new ChatApi.Stop("ann")));
        isRefused(bus.open(InferenceApi.GENERATE, Generate.reply("ann", List.of(), 10))
                .end());
        bus.publish(HealthApi.REQUESTED, new HealthApi.HealthRequested());
        untilTimersAreOver();
        assertEquals(List.of(), started);
    }

    @Test
    void noRequestLeavesAndNoStreamIsOpened() {
        int port = await(vertx.createHttpServer()
                        .requestHandler(request -> {
                            requests.incrementAndGet();
                            request.response().end();
                        })
                        .listen(0))
                .actualPort();
        RequestOptions to = new RequestOptions().setHost("127.0.0.1").setPort(port);
        Duration patience = Duration.ofSeconds(30);
        assertEquals(200, await(inside(() -> HttpExchange.readStatus(vertx, client, to, Buffer.buffer(), patience))));
        closing();
        isRefused(inside(() -> HttpExchange.readStatus(vertx, client, to, Buffer.buffer(), patience)));
        isRefused(inside(() -> bus.open(InferenceApi.GENERATE, Generate.reply("ann", List.of(), 10))
                .end()));
        assertEquals(1, requests.get());
    }

    @Test
    void whatIsUnderWayIsStillEnded() {
        closing();
        untilTimersAreOver();
    }

    @Test
    void afterItHasClosedItIsTheSame() {
        Future<Void> closed = closing();
        room.mayClose.complete();
        await(closed);
        isRefused(inside(() -> Timers.pause(vertx, 1)));
        isRefused(inside(() -> bus.open(InferenceApi.GENERATE, Generate.reply("ann", List.of(), 10))
                .end()));
        assertEquals(List.of(), started);
    }
}
