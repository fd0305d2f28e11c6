package demi.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.app.Application;
import demi.model.ModelSettings;
import demi.model.ScriptedOllama;
import demi.model.TestSettings;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code check} says of Ollama and its model. */
class ModelChecksTest {

    private final Vertx vertx = Vertx.vertx();
    private final ScriptedOllama ollama = new ScriptedOllama(vertx);

    @AfterEach
    void close() {
        Application.await(vertx.close());
    }

    private String check() {
        return check(TestSettings.of(8_192, ollama.address()), Duration.ofMinutes(1));
    }

    private static String check(ModelSettings settings, Duration loading) {
        List<CheckResult> found = new CopyOnWriteArrayList<>();
        Application house = new Application();
        try {
            new ModelChecks(house, settings, "", loading, found::add).run();
        } finally {
            Application.await(house.close());
        }
        return found.stream().map(CheckResult::toString).collect(Collectors.joining("\n"));
    }

    @Test
    void aModelInAnyOfItsNamesIsThereAndNothingIsLoadedWhereItIsNotToBe() {
        ollama.models("Llama3.2:1b");
        String check = check(TestSettings.of(8_192, ollama.address()), Duration.ZERO);
        assertTrue(check.contains("ok    model: llama3.2:1b is there"), check);
        assertTrue(check.contains("check without --quick loads it"), check);
        assertFalse(check.contains("FAIL"), check);
        assertEquals(List.of(), ollama.loadings());
    }

    @Test
    void aModelThatIsNotInMemoryIsLoadedAndMeasured() {
        ollama.measures(180, 20, 16, 2);
        String check = check();
        assertTrue(check.contains("loading it, up to 60 s"), check);
        assertTrue(check.contains("ok    template: Its template has the persona read first"), check);
        assertTrue(check.contains("warn  speed: reads 9 tokens a second and writes 8.0"), check);
        assertEquals(1, ollama.loadings().size());
        assertEquals(
                8_192,
                ollama.loadings().get(0).getJsonObject("options").getInteger("num_ctx"),
                "the window of the replies");
    }

    @Test
    void aModelThatIsNotLoadedInTimeIsAWarning() {
        ollama.neverLoads();
        String check = check(TestSettings.of(8_192, ollama.address()), Duration.ofMillis(1));
        assertTrue(check.contains("warn  template: llama3.2:1b was not in Ollama's memory"), check);
        assertFalse(check.contains("FAIL"), check);
        assertFalse(check.contains("speed:"), check);
    }

    @Test
    void anEmbeddingModelIsNotLoadedToTalk() {
        ollama.shows("llama3.2:1b", List.of("embedding"), new JsonObject());
        check();
        assertEquals(List.of(), ollama.loadings());
    }

    @Test
    void anEmbeddingModelCannotTalk() {
        ollama.shows("llama3.2:1b", List.of("embedding"), new JsonObject());
        String check = check();
        assertTrue(check.contains("FAIL  model: llama3.2:1b cannot talk"), check);
    }

    @Test
    void whatIsLoadedIsMeasuredAndTooSlowIsSaid() {
        ollama.shows("llama3.2:1b", List.of("completion", "vision", "thinking"), new JsonObject());
        ollama.loaded("llama3.2:1b", 8_192);
        ollama.measures(180, 20, 16, 2);
        String check = check();
        assertTrue(check.contains("sees pictures and can think"), check);
        assertTrue(check.contains("ok    template: Its template has the persona read first"), check);
        assertTrue(check.contains("warn  speed: reads 9 tokens a second and writes 8.0"), check);
        assertTrue(check.contains("takes 910 s to read, longer than ollama.first_token_timeout (60 s)"), check);
        ollama.measures(2_000, 1, 16, 1);
        assertTrue(check().contains("ok    speed: reads 2000 tokens a second"), check());
    }

    @Test
    void aPathOfAnotherInterfaceIsWrong() {
        String check = check(TestSettings.of(8_192, ollama.address() + "/v1"), Duration.ZERO);
        assertTrue(check.contains("Its path is wrong: the address is " + ollama.address()), check);
    }
}
