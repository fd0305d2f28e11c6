package demi.e2e;

import demi.rehearse.FakeOllama;
import demi.rehearse.Script;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A directory for the jar, and an Ollama that does what the test says. */
public abstract class WithOllama {

    /** Failing and recovering as usual, only sooner. */
    private static final String IMPATIENT = """
            ollama:
              breaker_reset: 500ms
              probe_every: 500ms
              probe_every_when_down: 200ms
            http:
              messages_per_minute: 10000
            """;

    @TempDir
    public Path directory;

    public final Vertx vertx = Vertx.vertx();

    @SuppressWarnings("NullAway.Init") // started before each test
    public FakeOllama ollama;

    @BeforeEach
    public void startOllama() throws Exception {
        Files.writeString(directory.resolve("demi.yaml"), IMPATIENT);
        ollama = get(FakeOllama.start(vertx, 0, Script.saying("Oh, it is you. What did you break this time?")));
    }

    @AfterEach
    public void stopOllama() throws Exception {
        get(vertx.close());
    }

    public Jar serve() {
        return Jar.serve(directory, environment(), "--conf", "demi.yaml");
    }

    public Jar run(String input, String... arguments) throws IOException, InterruptedException {
        return Jar.run(directory, environment(), input, arguments);
    }

    public Map<String, String> environment() {
        return Map.of("OLLAMA_BASE_URL", ollama.baseUrl());
    }

    public static <T> T get(Future<T> future) throws ExecutionException, InterruptedException, TimeoutException {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
