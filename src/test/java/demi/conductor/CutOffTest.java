package demi.conductor;

import static demi.conductor.ConductorFixture.NEVER;
import static demi.conductor.ConductorFixture.get;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AttachmentsApi;
import demi.api.AutonomyApi;
import demi.api.ChatApi;
import demi.api.InferenceApi;
import demi.api.value.Emotion;
import demi.api.value.Message;
import demi.api.value.PromptMessage;
import demi.bus.Failure;
import demi.conductor.prompt.ImageLoader;
import demi.conductor.prompt.PromptTest;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever writes comes first, and what has to be cut does not go without notes, whoever asks for it. */
@Tag("slow")
class CutOffTest {

    private static final Duration NEVER_AFTER = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration PATIENT = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // made by each test
    private ConductorFixture she;

    private void start(int window, Duration after, Duration patience) {
        she = new ConductorFixture(folder, InstantSource.system(), window, true, after, patience);
        get(she.bus.handle(AutonomyApi.CONFIRM, asked -> Future.succeededFuture(AutonomyApi.Confirmation.ALLOWED)));
    }

    @AfterEach
    void close() {
        she.close();
    }

    private static boolean asksForNotes(InferenceApi.Generate request) {
        return request.messages()
                .get(request.messages().size() - 1)
                .content()
                .contains("Before you forget its beginning");
    }

    private Future<ChatApi.CheckIn> speaksFirst() {
        return she.bus.request(
                ChatApi.WRITE_FIRST,
                new ChatApi.WriteFirst("ann", "first", ChatApi.Tone.PLAIN, Emotion.LONELINESS, null));
    }

    private List<InferenceApi.Generate> questions() {
        return she.requests.stream().filter(request -> request.format() != null).toList();
    }

    @Test
    void aQuestionThatWaitsIsNotAskedInAPromptThatIsOldByThen() {
        start(4_096, SOON, PATIENT);
        she.play(request -> request.format() == null ? "Oh." : NEVER);
        she.talk("ann", "My dog Rex ran away", null);
        await().until(() -> questions().size() == 1);
        she.play(request -> request.format() == null ? NEVER : "{}");
        she.say("bob", "Hello");
        await().until(() -> she.cancelled.size() == 1);
        assertEquals(questions(), she.cancelled);
    }

    @Test
    void whatSheIsAboutToSayFirstIsCutOffByThePersonOnly() {
        start(4_096, NEVER_AFTER, PATIENT);
        she.play(request -> request.priority() == InferenceApi.Priority.BACKGROUND ? NEVER : "Hm.");
        Future<ChatApi.CheckIn> first = speaksFirst();
        await().until(() -> she.requests.size() == 1);
        she.talk("bob", "Hello", null);
        assertEquals(List.of(), she.cancelled);
        she.talk("ann", "Hello", null);
        assertEquals("talking", get(first).code());
        assertEquals(1, she.cancelled.size());
    }

    /** Talks until a prompt has so many letters. */
    private void fill(int letters) {
        for (int turn = 0; letters(she.requests.get(she.requests.size() - 1)) < letters; turn++) {
            she.talk("ann", "thought number " + turn + " " + "and so on ".repeat(12), null);
            assertTrue(turn < 60, "the window is full long before");
        }
    }

    private static int letters(InferenceApi.Generate request) {
        return request.messages().stream()
                .mapToInt(line -> line.content().length())
                .sum();
    }

    private static Failure tooLong() {
        return new Failure(Failure.Code.TOO_LONG, "The prompt is longer than the window.");
    }

    @Test
    void whatIsCutAfterARefusalDoesNotGoWithoutNotes() {
        start(16_384, NEVER_AFTER, PATIENT);
        AtomicInteger most = new AtomicInteger(Integer.MAX_VALUE);
        she.play(request -> letters(request) > most.get()
                ? tooLong()
                : asksForNotes(request) ? "Ann counts thoughts." : "That is so very true. ".repeat(12));
        she.talk("ann", "Hello", null);
        fill(6_000);
        most.set(5_000);
        she.talk("ann", "And now?", null);
        InferenceApi.Generate reply = she.requests.get(she.requests.size() - 1);
        assertTrue(reply.messages().stream().anyMatch(line -> line.content().contains("Ann counts thoughts.")));
        assertFalse(reply.messages().stream().anyMatch(line -> line.content().contains("thought number 0 ")));
        InferenceApi.Generate notes = she.requests.stream()
                .filter(CutOffTest::asksForNotes)
                .filter(request -> letters(request) <= most.get())
                .findFirst()
                .orElseThrow();
        assertTrue(
                notes.messages().stream().anyMatch(line -> line.content().contains("thought number 0 ")),
                "of what goes, which is the oldest");
    }

    @Test
    void whatIsCutWhenSheSpeaksFirstDoesNotGoWithoutNotes() {
        start(16_384, NEVER_AFTER, PATIENT);
        AtomicInteger most = new AtomicInteger(Integer.MAX_VALUE);
        she.play(request -> letters(request) > most.get()
                ? tooLong()
                : asksForNotes(request)
                        ? "Ann counts thoughts."
                        : request.priority() == InferenceApi.Priority.BACKGROUND
                                ? "How far are you?"
                                : "That is so very true. ".repeat(12));
        she.talk("ann", "Hello", null);
        fill(6_000);
        most.set(5_000);
        assertEquals("", get(speaksFirst()).code());
        List<PromptMessage> asked = she.requests.get(she.requests.size() - 1).messages();
        assertTrue(asked.stream().anyMatch(line -> line.content().contains("Ann counts thoughts.")));
        PromptTest.assertSurvivesATemplate(asked);
        she.talk("ann", "Far", null);
        List<PromptMessage> next = she.requests.get(she.requests.size() - 1).messages();
        assertEquals(asked, next.subList(0, asked.size()), "the notes stay where they are");
    }

    @Test
    void whoeverWaitsForNotesIsToldThatItTakesLong() {
        start(16_384, NEVER_AFTER, SOON);
        AtomicInteger most = new AtomicInteger(Integer.MAX_VALUE);
        she.play(request -> letters(request) > most.get()
                ? tooLong()
                : asksForNotes(request) ? NEVER : "That is so very true. ".repeat(12));
        she.talk("ann", "Hello", null);
        fill(6_000);
        most.set(5_000);
        she.say("ann", "And now?", null);
        await().until(() -> she.told("ann", ChatApi.MessageAdded.class).stream()
                .map(ChatApi.MessageAdded::message)
                .anyMatch(Message::holding));
        get(she.bus.request(ChatApi.STOP, new ChatApi.Stop("ann")));
        await().until(() -> she.openTurns() == 0);
    }

    @Test
    void aPictureThatIsTooMuchIsTakenOutAndMentioned() {
        start(4_096, NEVER_AFTER, PATIENT);
        get(she.bus.handle(
                AttachmentsApi.fetch("discord"),
                look -> Future.succeededFuture(new AttachmentsApi.Pictures(List.of("aGVsbG8=")))));
        she.play(request ->
                request.messages().stream().anyMatch(line -> !line.images().isEmpty()) ? tooLong() : "Where?");
        Message.Speaker ann = new Message.Speaker("ann", "Ann", "");
        get(she.bus.request(
                ChatApi.SAY, new ChatApi.Say("ann", "Look", null, Instant.now(), ann, List.of("discord:one"))));
        await().until(() -> she.openTurns() == 0);
        assertEquals(2, she.requests.size());
        assertTrue(ConductorFixture.last(she.requests.get(1)).contains(ImageLoader.UNSEEN.strip()));
        assertEquals(List.of(), she.told("ann", ChatApi.Failed.class));
    }
}
