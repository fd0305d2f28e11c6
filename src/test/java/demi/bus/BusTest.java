package demi.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.ChatApi;
import demi.api.ChatApi.Stop;
import demi.api.InferenceApi;
import demi.api.InferenceApi.Generate;
import demi.api.InferenceApi.Step;
import demi.bus.Failure.Code;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BusTest {

    private static final Generate QUESTION = Generate.reply("ann", List.of(), 10);

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final Context writing = vertx.getOrCreateContext();
    private final Context reading = vertx.getOrCreateContext();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private <T> Future<T> on(Context context, Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        context.runOnContext(run -> work.get().onComplete(done));
        return done.future();
    }

    private static Failure failureOf(Future<?> asked) {
        CompletionException thrown = assertThrows(CompletionException.class, () -> await(asked));
        return assertInstanceOf(Failure.class, thrown.getCause());
    }

    @Test
    void aMessageIsHandedOverAsItIs() {
        Stop question = new Stop("ann");
        List<Stop> heard = new ArrayList<>();
        await(bus.handle(ChatApi.STOP, asked -> {
            heard.add(asked);
            return Future.succeededFuture(Ack.DONE);
        }));
        assertSame(Ack.DONE, await(bus.request(ChatApi.STOP, question)));
        assertSame(question, heard.get(0));
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void aFailureArrivesWithItsCodeAndSentence(Code code) {
        await(bus.handle(ChatApi.STOP, asked -> Future.failedFuture(new Failure(code, "Because."))));
        Failure failure = failureOf(bus.request(ChatApi.STOP, new Stop("ann")));
        assertEquals(code, failure.code());
        assertEquals("Because.", failure.sentence());
    }

    @Test
    void aHandlerThatThrowsAnswersAllTheSameAndGivesNothingAway() {
        await(bus.handle(ChatApi.STOP, asked -> {
            throw new IllegalStateException("secret detail");
        }));
        Failure failure = failureOf(bus.request(ChatApi.STOP, new Stop("ann")));
        assertEquals(Code.INTERNAL, failure.code());
        assertTrue(!failure.sentence().contains("secret"));
    }

    @Test
    void nobodyThereIsUnavailableAtOnce() {
        assertEquals(
                Code.UNAVAILABLE,
                failureOf(bus.request(ChatApi.STOP, new Stop("ann"))).code());
    }

    @Test
    void noAnswerInTimeIsATimeout() {
        RequestAddress<Stop, Ack> hasty =
                new RequestAddress<>("test.hasty", Stop.class, Ack.class, Duration.ofMillis(20));
        await(bus.handle(hasty, asked -> Promise.<Ack>promise().future()));
        assertEquals(
                Code.TIMEOUT, failureOf(bus.request(hasty, new Stop("ann"))).code());
    }

    @Test
    void itemsComeInOrderAndThenTheEnd() {
        int items = 1_000;
        serve(writer -> {
            for (int i = 0; i < items; i++) {
                writer.write(step(i));
            }
            writer.end();
        });
        List<Step> heard = new ArrayList<>();
        await(read(heard));
        assertEquals(items, heard.size());
        for (int i = 0; i < items; i++) {
            assertEquals(i, heard.get(i).place());
        }
    }

    @Test
    void aPausedReaderStopsTheWriterWithinOneWindow() {
        Promise<Integer> stoppedAt = Promise.promise();
        Promise<StreamReader<Step>> paused = Promise.promise();
        int total = 500;
        serve(writer -> new Object() {
            int written;

            void go() {
                while (!writer.full() && written < total) {
                    writer.write(step(written++));
                }
                if (written == total) {
                    writer.end();
                } else if (written >= 64) {
                    stoppedAt.tryComplete(written);
                }
            }

            void start() {
                writer.onDrain(this::go);
                go();
            }
        }.start());
        List<Step> heard = new ArrayList<>();
        Future<Void> end = on(reading, () -> {
            StreamReader<Step> reader = bus.open(InferenceApi.GENERATE, QUESTION);
            reader.pause();
            paused.complete(reader);
            return reader.onItem(heard::add).end();
        });
        assertEquals(64, await(stoppedAt.future()), "a whole window, and no more");
        reading.runOnContext(go -> paused.future().result().resume());
        await(end);
        assertEquals(total, heard.size());
    }

    @Test
    void cancelReachesTheWriterOnce() {
        Promise<Void> cancelled = Promise.promise();
        serve(writer -> {
            writer.onCancel(cancelled::complete);
            writer.write(step(0));
        });
        Future<Void> end = on(reading, () -> {
            StreamReader<Step> reader = bus.open(InferenceApi.GENERATE, QUESTION);
            return reader.onItem(first -> {
                        reader.cancel();
                        reader.cancel();
                    })
                    .end();
        });
        assertEquals(Code.CANCELLED, failureOf(end).code());
        await(cancelled.future());
    }

    @Test
    void cancelBeforeTheStreamIsOpenReachesTheWriterToo() {
        Promise<Void> cancelled = Promise.promise();
        serve(writer -> writer.onCancel(cancelled::complete));
        Future<Void> end = on(reading, () -> {
            StreamReader<Step> reader = bus.open(InferenceApi.GENERATE, QUESTION);
            reader.cancel();
            return reader.end();
        });
        assertEquals(Code.CANCELLED, failureOf(end).code());
        await(cancelled.future());
    }

    @Test
    void aWriterThatFailsDropsWhatWaits() {
        serve(writer -> {
            for (int i = 0; i < 10; i++) {
                writer.write(step(i));
            }
            writer.fail(new Failure(Code.UNAVAILABLE, "Gone."));
        });
        List<Step> heard = new ArrayList<>();
        Failure failure = failureOf(read(heard));
        assertEquals(Code.UNAVAILABLE, failure.code());
        assertEquals("Gone.", failure.sentence());
        assertEquals(List.of(), heard, "there was no credit yet");
    }

    @Test
    void aHandlerThatThrowsFailsTheStream() {
        serve(writer -> {
            throw new IllegalStateException("a defect");
        });
        assertEquals(Code.INTERNAL, failureOf(read(new ArrayList<>())).code());
    }

    @Test
    void nobodyServingIsUnavailable() {
        assertEquals(Code.UNAVAILABLE, failureOf(read(new ArrayList<>())).code());
    }

    @Test
    void aWriterNoticesThatItsReaderIsGone() {
        Promise<Void> gone = Promise.promise();
        Promise<StreamWriter<Step>> opened = Promise.promise();
        serve(writer -> {
            writer.onCancel(gone::complete);
            writer.write(step(0));
            opened.complete(writer);
        });
        String reader = await(vertx.deployVerticle(new io.vertx.core.VerticleBase() {
            @Override
            public Future<?> start() {
                Promise<Void> first = Promise.promise();
                bus.open(InferenceApi.GENERATE, QUESTION).onItem(item -> first.tryComplete());
                return first.future();
            }
        }));
        await(vertx.undeploy(reader));
        writing.runOnContext(go -> opened.future().result().write(step(1)));
        await(gone.future());
    }

    private static Step step(int number) {
        return new Step(number, "", null);
    }

    private void serve(java.util.function.Consumer<StreamWriter<Step>> handler) {
        await(on(writing, () -> bus.serve(InferenceApi.GENERATE, (question, writer) -> handler.accept(writer))));
    }

    private Future<Void> read(List<Step> into) {
        return on(
                reading,
                () -> bus.open(InferenceApi.GENERATE, QUESTION)
                        .onItem(into::add)
                        .end());
    }
}
