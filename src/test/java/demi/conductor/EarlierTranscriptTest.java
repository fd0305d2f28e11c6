package demi.conductor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import demi.api.AutonomyApi;
import demi.api.ChatApi;
import demi.api.InferenceApi;
import demi.api.store.MessageStore;
import demi.api.store.MessageStore.TranscriptChange;
import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import demi.api.value.PromptMessage;
import demi.api.value.PromptMessage.Role;
import demi.conductor.prompt.NoteForm;
import demi.conductor.prompt.PromptTest;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A talk that an earlier version had goes on, and whoever speaks first in it. */
class EarlierTranscriptTest {

    private static final String OLD_NOTE = "Now: Monday 23 November, 10:05 (morning). Tone: sarcasm 6, warmth 7.";

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // made before each test
    private ConductorFixture she;

    @BeforeEach
    void open() {
        she = new ConductorFixture(folder, InstantSource.fixed(Instant.parse("2026-11-28T19:25:00Z")), 4_096);
        had(
                new PromptMessage(Role.SYSTEM, OLD_NOTE),
                new PromptMessage(Role.USER, "Never answered"),
                new PromptMessage(Role.SYSTEM, OLD_NOTE),
                new PromptMessage(Role.USER, "Hello?"),
                new PromptMessage(Role.ASSISTANT, "Sorry."),
                new PromptMessage(Role.SYSTEM, OLD_NOTE),
                new PromptMessage(Role.ASSISTANT, "Still cross?"));
    }

    @AfterEach
    void close() {
        she.close();
    }

    private void had(PromptMessage... lines) {
        TranscriptChange change = new TranscriptChange(0, null, List.of(lines));
        ConductorFixture.get(she.bus.request(
                MessageStore.ADD_REPLY,
                new MessageStore.AddReply(
                        "old",
                        "ann",
                        "Still cross?",
                        EmotionLevels.neutral(),
                        false,
                        null,
                        MessageStore.FollowUpKinds.NONE,
                        change,
                        Instant.parse("2026-11-23T10:05:00Z"))));
    }

    @Test
    void itIsReadInTheNewShapeAndGrowsFromThere() {
        she.talk("ann", "A bit", null);
        she.talk("ann", "Not any more", null);
        InferenceApi.Generate first = she.requests.get(0);
        InferenceApi.Generate second = she.requests.get(1);
        PromptTest.assertSurvivesATemplate(first.messages());
        assertFalse(first.messages().stream().anyMatch(line -> line.content().contains("sarcasm")));
        assertEquals("Never answered\n\nHello?", first.messages().get(1).content());
        assertEquals("Still cross?", first.messages().get(4).content());
        assertEquals(
                first.messages(), second.messages().subList(0, first.messages().size()));
    }

    @Test
    void whatSheSaysFirstIsAskedForAtItsEndAndStaysInIt() {
        she.play(request -> "How was Porto?");
        ConductorFixture.get(
                she.bus.handle(AutonomyApi.CONFIRM, asked -> Future.succeededFuture(AutonomyApi.Confirmation.ALLOWED)));
        ChatApi.CheckIn written = ConductorFixture.get(she.bus.request(
                ChatApi.WRITE_FIRST,
                new ChatApi.WriteFirst("ann", "first", ChatApi.Tone.PLAIN, Emotion.LONELINESS, null)));
        assertEquals("", written.code());
        she.play(request -> "Good.");
        she.talk("ann", "Wet", null);
        List<PromptMessage> asked = she.requests.get(0).messages();
        List<PromptMessage> next = she.requests.get(1).messages();
        PromptTest.assertSurvivesATemplate(asked);
        assertEquals("", NoteForm.words(ConductorFixture.last(she.requests.get(0))), "nobody said anything");
        assertEquals(asked, next.subList(0, asked.size()));
        assertEquals(new PromptMessage(Role.ASSISTANT, "How was Porto?"), next.get(asked.size()));
    }

    @Test
    void thinkingAloudHasAPromptOfItsOwn() {
        she.play(request -> "I wonder what rain tastes like.");
        ChatApi.Ramble thought = ConductorFixture.get(
                she.bus.request(ChatApi.WRITE_RAMBLE, new ChatApi.WriteRamble(Emotion.EXCITEMENT, List.of())));
        assertEquals("I wonder what rain tastes like.", thought.text());
        List<PromptMessage> asked = she.requests.get(0).messages();
        assertEquals(
                List.of(Role.SYSTEM, Role.USER),
                asked.stream().map(PromptMessage::role).toList());
        assertEquals(1, NoteForm.notes(asked.get(1).content()).size());
    }
}
