package demi.conductor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.contract.Emotion;
import demi.contract.Feelings;
import demi.contract.Line;
import demi.contract.Line.Role;
import demi.contract.Message;
import demi.contract.Modulation;
import demi.contract.Moods.Mood;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptTest {

    private static final String PERSONA = "You are Demi. ".repeat(10);

    @Test
    void eachPromptBeginsWithTheOneBeforeAndItsReplyAndCutsAreRare() {
        TokenBudget budget = new TokenBudget(2_048, 256);
        List<Line> transcript = new ArrayList<>();
        List<Line> before = List.of();
        int cuts = 0;
        int turns = 300;
        for (int i = 0; i < turns; i++) {
            Prompt prompt = Prompt.next(
                    PERSONA,
                    transcript,
                    null,
                    "Note " + i,
                    "What about number " + i + "? ".repeat(20),
                    List.of(),
                    budget);
            assertTrue(budget.fits(prompt.messages()));
            if (prompt.dropped() == 0) {
                assertEquals(before, prompt.messages().subList(0, before.size()), "turn " + i);
            } else {
                cuts++;
                assertEquals(Role.SYSTEM, transcript.get(prompt.dropped()).role(), "a cut is between two turns");
            }
            transcript.subList(0, prompt.dropped()).clear();
            Line reply = new Line(Role.ASSISTANT, "Number " + i + " is lovely. ".repeat(10));
            transcript.addAll(prompt.turn());
            transcript.add(reply);
            before = new ArrayList<>(prompt.messages());
            before.add(reply);
        }
        assertTrue(cuts > 0 && cuts * 8 < turns, cuts + " cuts in " + turns + " turns");
    }

    private static List<Line> talk(int turns) {
        List<Line> transcript = new ArrayList<>();
        for (int i = 0; i < turns; i++) {
            transcript.add(new Line(Role.SYSTEM, "Note"));
            transcript.add(new Line(Role.USER, "What about number " + i + "? ".repeat(40)));
            transcript.add(new Line(Role.ASSISTANT, "Number " + i + " is lovely. ".repeat(10)));
        }
        return transcript;
    }

    @Test
    void theSummaryTakesThePlaceOfWhatHasToGoAndStaysUntilThereIsANewerOne() {
        TokenBudget budget = new TokenBudget(2_048, 256);
        Summary summary = Objects.requireNonNull(Summary.of(Summary.notes(" They like\nnumbers. ", talk(20))));
        Prompt cut = Prompt.next(PERSONA, talk(20), summary, "Note", "So?", List.of(), budget);
        assertTrue(cut.dropped() > 0);
        assertEquals(summary.line(), cut.messages().get(1));
        assertEquals(summary.line(), cut.head());
        assertTrue(summary.line().content().endsWith("notes: They like numbers."), summary.toString());
        List<Line> next = new ArrayList<>(talk(20));
        next.add(0, summary.line());
        Prompt without = Prompt.next(PERSONA, next, null, "Note", "So?", List.of(), budget);
        assertEquals(summary.line(), without.head(), "notes are not forgotten for want of newer ones");
        Summary newer = Objects.requireNonNull(Summary.of(Summary.notes("They loved numbers.", next)));
        assertEquals(
                newer.line(),
                Prompt.next(PERSONA, next, newer, "Note", "So?", List.of(), budget)
                        .messages()
                        .get(1));
    }

    @Test
    void notesThatAreEmptyOrLongerThanWhatTheySumUpAreNoSummary() {
        assertNull(Summary.notes("  ", talk(5)));
        assertNull(Summary.notes("blah ".repeat(1_000), talk(50)));
        assertNull(
                Summary.notes("They asked about the numbers 0 and 1. ".repeat(4), List.of(new Line(Role.USER, "Hi"))));
    }

    @Test
    void signsThatTakeATokenEachFitFromTheFirstPromptOn() {
        TokenBudget budget = new TokenBudget(8_192, 512);
        List<Line> transcript = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Prompt prompt = Prompt.next(PERSONA, transcript, null, "Note", "日本語".repeat(1_300), List.of(), budget);
            int signs = prompt.messages().stream()
                    .mapToInt(line -> line.content().length())
                    .sum();
            assertTrue(signs < 8_192 - 512, "turn " + i + ": " + signs);
            transcript.subList(0, prompt.dropped()).clear();
            transcript.addAll(prompt.turn());
            transcript.add(new Line(Role.ASSISTANT, "はい"));
            budget.learn(prompt.messages(), Math.min(8_192, signs));
        }
    }

    @Test
    void aCountThatFillsTheWindowTeachesCautionOnly() {
        TokenBudget budget = new TokenBudget(2_048, 256);
        List<Line> lines = List.of(new Line(Role.USER, "x".repeat(20_000)));
        int before = budget.estimate(lines);
        budget.learn(lines, 2_048);
        assertTrue(budget.estimate(lines) > before);
    }

    @Test
    void aPersonaThatIsTooLongLosesItsMiddleAndLeavesRoomForTheConversation() {
        TokenBudget budget = new TokenBudget(4_096, 256);
        List<Line> transcript = List.of(new Line(Role.USER, "Hi"), new Line(Role.ASSISTANT, "Hello"));
        Prompt prompt = Prompt.next("Who I am. ".repeat(3_000), transcript, null, "Note", "Well?", List.of(), budget);
        assertEquals(0, prompt.dropped());
        assertTrue(budget.fits(prompt.messages()));
    }

    @Test
    void aMessageThatIsTooLongByItselfLosesItsMiddle() {
        TokenBudget budget = new TokenBudget(1_024, 256);
        String said = "BEGIN" + "日本語".repeat(1_300) + "END";
        Prompt prompt = Prompt.next(PERSONA, List.of(), null, "Note", said, List.of(), budget);
        String sent = prompt.messages().get(2).content();
        assertTrue(sent.startsWith("BEGIN") && sent.endsWith("END") && sent.contains("[…]"), sent);
        assertTrue(budget.fits(prompt.messages()));
    }

    @Test
    void theBudgetLearnsFromWhatTheServerCounts() {
        TokenBudget budget = new TokenBudget(8_192, 512);
        List<Line> lines = List.of(new Line(Role.USER, "日本語".repeat(1_000)));
        int guess = budget.estimate(lines);
        for (int i = 0; i < 30; i++) {
            budget.learn(lines, 3_008);
        }
        assertTrue(budget.estimate(lines) > 2_900, "one token a character, and not " + guess);
    }

    @Test
    void aCountOfOnlyWhatWasNewToTheServerTeachesNothing() {
        TokenBudget budget = new TokenBudget(8_192, 512);
        List<Line> lines = List.of(new Line(Role.USER, "word ".repeat(2_000)));
        int before = budget.estimate(lines);
        budget.learn(lines, 12);
        budget.learn(lines, 0);
        assertEquals(before, budget.estimate(lines));
    }

    @Test
    void holdingLinesAndLooseEndsAreNoPartOfATranscript() {
        List<Line> lines = Transcripts.of(List.of(
                message(Message.Sender.DEMI, "Hello again!", false),
                message(Message.Sender.USER, "Hi", false),
                message(Message.Sender.DEMI, "I cannot think.", true),
                message(Message.Sender.DEMI, "Hi yourself.", false),
                message(Message.Sender.USER, "Never answered", false)));
        assertEquals(List.of(new Line(Role.USER, "Hi"), new Line(Role.ASSISTANT, "Hi yourself.")), lines);
    }

    @Test
    void theNoteTellsTimeFeelingsAndTone() {
        Feelings feelings = Feelings.neutral().with(Emotion.AFFECTION, .9).with(Emotion.CURIOSITY, .6);
        String note = StageNote.of(
                new Mood(feelings, new Modulation(.6, .3, .7, .4, .5, .6, .3, 90), false, ""),
                Instant.parse("2026-11-23T09:05:00Z"),
                Instant.parse("2026-11-23T09:05:00Z"),
                Instant.parse("2026-11-23T09:04:00Z"),
                ZoneId.of("Europe/Berlin"));
        assertTrue(note.startsWith("Now: Monday 23 November, 10:05 (morning). You feel"), note);
        assertTrue(note.contains("very affectionate, a bit curious"), note);
        assertTrue(note.contains("sarcasm 6") && note.contains("90 words"), note);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "never",
            delimiter = ';',
            value = {
                "2026-11-23T00:10:00Z; 2026-11-22T23:10:00Z; 60 minutes ago, today at night",
                "2026-11-23T00:10:00Z; 2026-11-22T21:10:00Z; 3 hours ago, yesterday in the evening",
                "2026-11-23T20:00:00Z; 2026-11-23T08:00:00Z; 12 hours ago, today in the morning",
                "2026-11-23T20:00:00Z; 2026-11-20T08:00:00Z; 4 days ago, on Friday",
                "2026-11-23T20:00:00Z; 2026-09-01T08:00:00Z; 2 months ago, on 1 September 2026",
                "2026-11-23T20:00:00Z; 2026-11-23T19:50:00Z; ''",
                "2026-11-23T20:00:00Z; never; They have never written before.",
            })
    void theNoteTellsByTheCalendarHowLongItHasBeen(Instant now, @Nullable Instant before, String words) {
        Mood mood = new Mood(Feelings.neutral(), new Modulation(.6, .3, .7, .4, .5, .6, .3, 90), false, "");
        String note = StageNote.of(mood, now, now, before, ZoneId.of("Europe/Berlin"));
        assertTrue(note.contains(words), note);
        assertEquals(words.isEmpty(), !note.contains("They "), note);
    }

    @Test
    void aLateAnswerKnowsThatItIsLate() {
        Mood mood = new Mood(Feelings.neutral(), new Modulation(.6, .3, .7, .4, .5, .6, .3, 90), false, "");
        Instant wrote = Instant.parse("2026-11-23T20:00:00Z");
        String note =
                StageNote.of(mood, wrote.plus(Duration.ofHours(9)), wrote, wrote.minusSeconds(60), ZoneId.of("UTC"));
        assertTrue(note.contains("they wrote this 9 hours ago"), note);
    }

    @Test
    void inDistressTheNoteTurnsTheActOff() {
        String note = StageNote.of(
                new Mood(
                        Feelings.neutral().with(Emotion.JEALOUSY, 1),
                        new Modulation(.6, .3, .7, .4, .5, .6, .3, 90),
                        true,
                        "Call 112."),
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                ZoneId.of("UTC"));
        assertTrue(note.contains("Drop the act") && note.contains("Call 112."), note);
        assertFalse(note.contains("jealous"), note);
    }

    private static Message message(Message.Sender sender, String content, boolean holding) {
        return new Message(
                "m", "u", sender, content, Instant.EPOCH, Message.Status.DELIVERED, null, null, null, 1, holding);
    }
}
