package demi.conductor;

import static demi.conductor.ConductorFixture.last;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.ChatApi;
import demi.api.InferenceApi;
import demi.api.value.Message;
import demi.api.value.PromptMessage;
import demi.bus.Failure;
import demi.conductor.prompt.PromptTest;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens with a message that the model did not answer at the first try. */
class RetryTest {

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // made before each test
    private ConductorFixture she;

    @BeforeEach
    void open() {
        she = new ConductorFixture(folder, InstantSource.system(), 4_096);
    }

    @AfterEach
    void close() {
        she.close();
    }

    private static Failure late() {
        return new Failure(Failure.Code.TIMEOUT, "Ollama did not begin to answer.");
    }

    private static Failure away() {
        return new Failure(Failure.Code.UNAVAILABLE, "Ollama is not there.");
    }

    private static Failure tooLong() {
        return new Failure(Failure.Code.TOO_LONG, "The prompt is too long.");
    }

    private List<InferenceApi.Generate> tries(String said) {
        return she.requests.stream()
                .filter(request -> last(request).startsWith(said))
                .toList();
    }

    private static void assertSameBytes(List<InferenceApi.Generate> tries) {
        tries.forEach(request -> assertEquals(tries.get(0).messages(), request.messages()));
    }

    @Test
    void aSlowModelIsAskedTheSameWithMorePatienceUntilItAnswers() {
        she.play(request -> request.attempt() < 3 ? late() : "At last.");
        she.talk("ann", "Hello", null);
        List<InferenceApi.Generate> tries = tries("Hello");
        assertEquals(
                List.of(1, 2, 3),
                tries.stream().map(InferenceApi.Generate::attempt).toList());
        assertSameBytes(tries);
        assertEquals(tries.size(), she.requests.size(), "nothing else was asked in between");
        assertEquals(List.of(), she.told("ann", ChatApi.Failed.class));
        she.talk("ann", "And now?", null);
        assertEquals(1, tries("And now?").get(0).attempt(), "patience is a message's own");
    }

    @Test
    void afterThreeTriesThePersonIsToldThatTheMachineIsTooSlowAndTheOthersGoOn() {
        she.play(request -> last(request).startsWith("A whole book") ? late() : "Fine.");
        she.say("ann", "A whole book");
        she.say("ann", "Short");
        she.talk("bob", "Hello", null);
        await().until(() -> !she.replies("ann").isEmpty());
        assertEquals(3, tries("A whole book").size());
        assertSameBytes(tries("A whole book"));
        List<ChatApi.Failed> told = she.told("ann", ChatApi.Failed.class);
        assertEquals(
                1,
                told.stream()
                        .filter(failed -> failed.sentence().contains("too slow"))
                        .count(),
                told.toString());
        assertEquals("inference_error", told.get(told.size() - 1).code());
        assertEquals(0, she.openTurns());
        assertEquals(
                1,
                she.told("ann", ChatApi.MessageAdded.class).stream()
                        .map(ChatApi.MessageAdded::message)
                        .filter(Message::holding)
                        .count());
    }

    @Test
    void anOllamaThatIsAwayIsWaitedForWithTheSamePromptWhateverIsSaidMeanwhile() {
        she.talk("ann", "One", null);
        she.play(request -> away());
        she.say("ann", "Two");
        await().until(() -> !tries("Two").isEmpty());
        she.say("ann", "Three");
        await().until(() -> she.requests.size() > 8);
        she.play(request -> "Here.");
        await().until(() -> she.replies("ann").size() == 3);
        assertSameBytes(tries("Two"));
        List<InferenceApi.Generate> asked = tries("Say yes.");
        assertTrue(asked.size() > 1, "the server is tried with something harmless");
        List<PromptMessage> waiting = tries("Two").get(0).messages();
        for (InferenceApi.Generate question : asked) {
            int size = question.messages().size();
            assertEquals(
                    waiting.subList(0, waiting.size() - 1),
                    question.messages().subList(0, size - 1),
                    "the same beginning");
        }
        assertTrue(tries("Two").stream().allMatch(request -> request.attempt() == 1), "waiting is no slowness");
    }

    @Test
    void aPromptThatIsRefusedAsTooLongIsCutAndAskedAgainWithoutAWord() {
        int most = 4_000;
        she.play(request -> letters(request) > most ? tooLong() : "That is so very true. ".repeat(12));
        for (int i = 0; i < 25; i++) {
            she.talk("ann", "thought number " + i + " " + "and so on ".repeat(12), null);
        }
        List<InferenceApi.Generate> refused =
                she.requests.stream().filter(request -> letters(request) > most).toList();
        assertTrue(!refused.isEmpty() && refused.size() < 8, refused.size() + " were refused");
        assertEquals(List.of(), she.told("ann", ChatApi.Failed.class));
        assertEquals(
                0,
                she.told("ann", ChatApi.MessageAdded.class).stream()
                        .filter(spoken -> spoken.message().holding())
                        .count());
        for (InferenceApi.Generate request : she.requests) {
            PromptTest.assertSurvivesATemplate(request.messages());
        }
    }

    private static int letters(InferenceApi.Generate request) {
        return request.messages().stream()
                .mapToInt(line -> line.content().length())
                .sum();
    }

    @Test
    void aMessageThatIsTooLongHoweverShortIsGivenUp() {
        she.play(request -> last(request).startsWith("Long") ? tooLong() : "Fine.");
        she.say("ann", "Long");
        she.talk("ann", "Short", null);
        assertEquals(5, tries("Long").size());
        assertEquals(1, she.told("ann", ChatApi.Failed.class).size());
        assertEquals(0, she.openTurns());
    }

    @Test
    void whatIsGivenUpByThePersonStaysInTheTalkAsItWasSent() {
        she.play(request -> away());
        she.say("ann", "Never mind");
        await().until(() -> !tries("Never mind").isEmpty());
        await().until(() -> {
            ConductorFixture.get(she.bus.request(ChatApi.STOP, new ChatApi.Stop("ann")));
            return she.openTurns() == 0;
        });
        she.play(request -> "Here.");
        she.talk("ann", "Hello", null);
        List<PromptMessage> before = tries("Never mind").get(0).messages();
        InferenceApi.Generate next = she.requests.get(she.requests.size() - 1);
        assertEquals(before.size(), next.messages().size());
        assertTrue(last(next).startsWith(before.get(before.size() - 1).content() + "\n\nHello"), last(next));
        assertNotEquals(before, next.messages());
    }
}
