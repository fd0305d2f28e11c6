package demi.model;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import demi.api.InferenceApi;
import demi.api.InferenceApi.Finish;
import demi.api.InferenceApi.Generate;
import demi.api.InferenceApi.Priority;
import demi.api.InferenceApi.State;
import demi.api.value.PromptMessage;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.StreamReader;
import demi.model.config.ServerSettings;
import demi.rehearse.FakeOllama;
import demi.rehearse.Script;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The model verticle and a played Ollama. */
abstract class ModelRoomFixture {

    final Vertx vertx = Vertx.vertx();
    final Bus bus = new Bus(vertx);
    final Context asking = vertx.getOrCreateContext();
    boolean warmUp;
    int window = 2_048;
    final List<State> states = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init") // started before each test
    FakeOllama ollama;

    final List<FakeOllama> others = new ArrayList<>();

    @BeforeEach
    void open() {
        ollama = get(FakeOllama.start(vertx, 0, Script.saying("Hello there.")));
        get(bus.subscribe(InferenceApi.STATE, states::add));
    }

    @AfterEach
    void close() {
        get(vertx.close());
    }

    void deploy() {
        deploy(1, Duration.ofMinutes(1));
    }

    void deploy(int parallel, Duration timeout) {
        ModelSettings settings = new ModelSettings(
                Stream.concat(Stream.of(ollama), others.stream())
                        .map(server -> ServerSettings.ollama(URI.create(server.baseUrl()), parallel))
                        .toList(),
                "llama3.2:1b",
                List.of("llama3.2:3b"),
                window,
                64,
                .8,
                Duration.ofMinutes(30),
                warmUp,
                Duration.ofSeconds(2),
                timeout,
                timeout,
                Duration.ofMinutes(5),
                parallel,
                3,
                Duration.ofMillis(100),
                Duration.ofMillis(50),
                3,
                Duration.ofMillis(300),
                false);
        get(vertx.deployVerticle(new ModelVerticle(bus, settings)));
        get(bus.request(InferenceApi.STATUS, new InferenceApi.GetState()));
    }

    static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    /** A completion as somebody who asked for it sees it. */
    final class Asked {
        final List<String> pieces = new CopyOnWriteArrayList<>();
        final List<Integer> places = new CopyOnWriteArrayList<>();
        final Promise<Void> begun = Promise.promise();
        final Promise<Void> end = Promise.promise();
        final Promise<StreamReader<InferenceApi.Step>> reader = Promise.promise();
        final Promise<Finish> finish = Promise.promise();

        void heard(InferenceApi.Step step) {
            if (step.finish() != null) {
                finish.complete(step.finish());
            } else if (step.text().isEmpty()) {
                places.add(step.place());
            } else {
                pieces.add(step.text());
                begun.tryComplete();
            }
        }

        String text() {
            return String.join("", pieces);
        }

        Finish finish() {
            return finish.future().result();
        }

        Failure failure() {
            CompletionException thrown = assertThrows(CompletionException.class, () -> get(end.future()));
            return assertInstanceOf(Failure.class, thrown.getCause());
        }

        void cancel() {
            asking.runOnContext(go -> reader.future().result().cancel());
        }
    }

    Asked ask(String who, Priority priority) {
        return ask(new Generate(
                who, priority, List.of(new PromptMessage(PromptMessage.Role.USER, "From " + who)), 64, null));
    }

    Asked ask(Generate question) {
        Asked asked = new Asked();
        asking.runOnContext(go -> {
            StreamReader<InferenceApi.Step> reader =
                    bus.open(InferenceApi.GENERATE, question).onItem(asked::heard);
            reader.end().onComplete(asked.end);
            asked.reader.complete(reader);
        });
        get(asked.reader.future());
        return asked;
    }

    Asked ask() {
        return ask("ann", Priority.PERSON);
    }

    String reply() {
        Asked asked = ask();
        get(asked.end.future());
        return asked.text();
    }
}
