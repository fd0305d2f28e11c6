package demi.conductor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import demi.contract.Autonomy;
import demi.contract.Chat;
import demi.contract.Emotion;
import demi.contract.Feelings;
import demi.contract.Line;
import demi.contract.Line.Role;
import demi.contract.MessageStore;
import demi.contract.MessageStore.TranscriptChange;
import demi.contract.Model;
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
                new Line(Role.SYSTEM, OLD_NOTE),
                new Line(Role.USER, "Never answered"),
                new Line(Role.SYSTEM, OLD_NOTE),
                new Line(Role.USER, "Hello?"),
                new Line(Role.ASSISTANT, "Sorry."),
                new Line(Role.SYSTEM, OLD_NOTE),
                new Line(Role.ASSISTANT, "Still cross?"));
    }

    @AfterEach
    void close() {
        she.close();
    }

    private void had(Line... lines) {
        TranscriptChange change = new TranscriptChange(0, null, List.of(lines));
        ConductorFixture.get(she.bus.ask(
                MessageStore.ADD_REPLY,
                new MessageStore.AddReply(
                        "old",
                        "ann",
                        "Still cross?",
                        Feelings.neutral(),
                        false,
                        null,
                        MessageStore.Thoughts.NONE,
                        change,
                        Instant.parse("2026-11-23T10:05:00Z"))));
    }

    @Test
    void itIsReadInTheNewShapeAndGrowsFromThere() {
        she.talk("ann", "A bit", null);
        she.talk("ann", "Not any more", null);
        Model.Generate first = she.requests.get(0);
        Model.Generate second = she.requests.get(1);
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
        ConductorFixture.get(she.bus.answer(Autonomy.MAY_STILL, asked -> Future.succeededFuture(Autonomy.Leave.GIVEN)));
        Chat.Written written = ConductorFixture.get(she.bus.ask(
                Chat.WRITE_FIRST, new Chat.WriteFirst("ann", "first", Chat.Tone.PLAIN, Emotion.LONELINESS, null)));
        assertEquals("", written.code());
        she.play(request -> "Good.");
        she.talk("ann", "Wet", null);
        List<Line> asked = she.requests.get(0).messages();
        List<Line> next = she.requests.get(1).messages();
        PromptTest.assertSurvivesATemplate(asked);
        assertEquals("", NoteForm.words(ConductorFixture.last(she.requests.get(0))), "nobody said anything");
        assertEquals(asked, next.subList(0, asked.size()));
        assertEquals(new Line(Role.ASSISTANT, "How was Porto?"), next.get(asked.size()));
    }

    @Test
    void thinkingAloudHasAPromptOfItsOwn() {
        she.play(request -> "I wonder what rain tastes like.");
        Chat.Thought thought =
                ConductorFixture.get(she.bus.ask(Chat.THINK_ALOUD, new Chat.ThinkAloud(Emotion.EXCITEMENT, List.of())));
        assertEquals("I wonder what rain tastes like.", thought.text());
        List<Line> asked = she.requests.get(0).messages();
        assertEquals(
                List.of(Role.SYSTEM, Role.USER), asked.stream().map(Line::role).toList());
        assertEquals(1, NoteForm.notes(asked.get(1).content()).size());
    }
}
