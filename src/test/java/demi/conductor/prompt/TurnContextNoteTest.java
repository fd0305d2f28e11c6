package demi.conductor.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.ChatApi.Tone;
import demi.api.EmotionApi.Care;
import demi.api.EmotionApi.Mood;
import demi.api.MemoryApi.Recalled;
import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import demi.api.value.Holding;
import demi.api.value.MemoryFact;
import demi.api.value.MemoryKind;
import demi.api.value.PromptMessage;
import demi.api.value.PromptMessage.Role;
import demi.api.value.SpeechStyle;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TurnContextNoteTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-11-28T19:25:00Z");
    private static final SpeechStyle BASELINE = new SpeechStyle(.6, .3, .7, .4, .5, .6, .3, 90);
    private static final Mood MOOD = new Mood(EmotionLevels.neutral(), BASELINE, Care.NONE, "");
    private static final Mood DISTRESS =
            new Mood(EmotionLevels.neutral().with(Emotion.JEALOUSY, 1), BASELINE, Care.DISTRESS, "Call\n112.");

    private static TurnContextNote note(Mood mood, Instant at, @Nullable Instant before, Recalled recalled) {
        return TurnContextNote.of(mood, at, at, before, BERLIN, false, recalled);
    }

    private static TurnContextNote inTheMiddle(Mood mood, Instant at) {
        return note(mood, at, at.minusSeconds(60), Recalled.NOTHING);
    }

    private static Recalled recalled(String... facts) {
        return new Recalled(
                Stream.of(facts)
                        .map(fact -> new MemoryFact(
                                fact,
                                "u",
                                fact,
                                null,
                                MemoryKind.OTHER,
                                Holding.UNDATED,
                                false,
                                false,
                                false,
                                NOW,
                                NOW,
                                null,
                                0,
                                null,
                                1))
                        .toList(),
                List.of(),
                false);
    }

    private static PromptMessage kept(String note) {
        return new PromptMessage(Role.SYSTEM, note);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2026-11-28T19:25:00Z; Saturday evening, 28 November 2026, about half past eight",
                "2026-11-28T19:50:00Z; Saturday evening, 28 November 2026, about nine",
                "2026-11-28T22:50:00Z; Saturday night, 28 November 2026, about midnight",
                "2026-11-28T23:10:00Z; Sunday night, 29 November 2026, about midnight",
                "2026-11-28T23:20:00Z; Sunday night, 29 November 2026, about half past twelve",
                "2026-11-28T11:05:00Z; Saturday afternoon, 28 November 2026, about noon",
                "2026-11-28T05:00:00Z; Saturday morning, 28 November 2026, about six",
            })
    void itTellsTheTimeInWordsByHalfHours(Instant at, String words) {
        assertTrue(inTheMiddle(MOOD, at).beside(List.of()).startsWith("It is " + words + "."), words);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "never",
            delimiter = ';',
            value = {
                "2026-11-23T00:10:00Z; 2026-11-22T23:10:00Z; an hour ago, today at night",
                "2026-11-23T00:10:00Z; 2026-11-22T21:10:00Z; three hours ago, yesterday in the evening",
                "2026-11-23T20:00:00Z; 2026-11-23T08:00:00Z; twelve hours ago, today in the morning",
                "2026-11-23T20:00:00Z; 2026-11-23T03:00:00Z; more than half a day ago, today at night",
                "2026-11-23T20:00:00Z; 2026-11-22T18:00:00Z; a day ago, yesterday in the evening",
                "2026-11-23T20:00:00Z; 2026-11-23T19:40:00Z; a quarter of an hour ago, today in the evening",
                "2026-11-23T20:00:00Z; 2026-11-20T08:00:00Z; four days ago, on Friday",
                "2026-11-23T20:00:00Z; 2026-11-01T08:00:00Z; three weeks ago, on 1 November 2026",
                "2026-11-23T20:00:00Z; 2026-09-01T08:00:00Z; three months ago, on 1 September 2026",
                "2026-11-23T20:00:00Z; 2024-09-01T08:00:00Z; two years ago, on 1 September 2024",
                "2026-11-23T20:00:00Z; 2026-11-23T19:50:00Z; ''",
                "2026-11-23T20:00:00Z; never; They have never written before.",
            })
    void itTellsByTheCalendarHowLongTheyWereAway(Instant now, @Nullable Instant before, String words) {
        String note = note(MOOD, now, before, Recalled.NOTHING).beside(List.of());
        assertTrue(note.contains(words), note);
        assertEquals(words.isEmpty(), !note.contains("They "), note);
    }

    @Test
    void nothingIsSaidWhereNothingIsNew() {
        List<PromptMessage> transcript = List.of(kept(inTheMiddle(MOOD, NOW).beside(List.of())));
        assertEquals("", inTheMiddle(MOOD, NOW.plusSeconds(240)).beside(transcript), "the same half hour");
        assertFalse(inTheMiddle(MOOD, NOW.plusSeconds(1_800)).beside(transcript).isEmpty(), "another");
        Mood other = new Mood(EmotionLevels.neutral().with(Emotion.AFFECTION, 1), BASELINE, Care.NONE, "");
        assertEquals(
                ToneWords.of(other).equals(ToneWords.of(MOOD)),
                inTheMiddle(other, NOW).beside(transcript).isEmpty(),
                "another mood, as far as it has other words");
    }

    @Test
    void anEarlierNoteOfTheSameTimeIsNotTakenForThisOne() {
        TurnContextNote plain = new TurnContextNote("It is late.", "", Recalled.NOTHING, EarlierTalk.NONE, NOW, BERLIN);
        assertFalse(plain.beside(List.of(kept("It is late. Your mood and tone now: dry.")))
                .isEmpty());
        assertEquals("", plain.beside(List.of(kept("It is late.\nThey have never written before."))));
        assertFalse(
                plain.beside(List.of(kept("It is late."), kept("It is early."))).isEmpty(), "only the newest counts");
    }

    @Test
    void itHasNoNumbersOfTheMoodAndNoNamesOfKnobs() {
        String note = inTheMiddle(MOOD, NOW).beside(List.of());
        assertFalse(note.replace("28 November 2026", "").chars().anyMatch(Character::isDigit), note);
    }

    @Test
    void memoriesAreALineEachAndSaidOnce() {
        TurnContextNote note = note(MOOD, NOW, NOW, recalled("Ann's dog is Rex", "Ann likes\u2028- tea\u0085too"));
        String first = note.beside(List.of());
        assertEquals(
                List.of("- Ann's dog is Rex", "- Ann likes - tea too"),
                first.lines().filter(line -> line.startsWith("- ")).toList());
        assertEquals("", note.beside(List.of(kept(first))));
        TurnContextNote more = note(MOOD, NOW, NOW, recalled("Ann's dog is Rex", "Ann is tall"));
        assertEquals("You remember of them, should it matter now:\n- Ann is tall", more.beside(List.of(kept(first))));
    }

    @Test
    void whereAllMemoriesOfANoteAreForgottenNothingAnnouncesThem() {
        String kept = "You remember of them, should it matter now:";
        List<PromptMessage> messages = TranscriptFromHistory.messages(
                List.of(kept("It is late.\n" + kept), new PromptMessage(Role.USER, "Hi")));
        assertEquals("Hi\n\n[It is late.]", messages.get(0).content());
    }

    @Test
    void aLateAnswerKnowsThatItIsLate() {
        TurnContextNote note = TurnContextNote.of(
                MOOD, NOW.plus(Duration.ofHours(9)), NOW, NOW.minusSeconds(60), BERLIN, false, Recalled.NOTHING);
        assertTrue(note.beside(List.of()).contains("they wrote this nine hours ago"));
    }

    @Test
    void inWhatMayBeDistressTheActIsOffAndTheHelpLineIsForThoseWhoMeanIt() {
        Mood possible = new Mood(EmotionLevels.neutral(), BASELINE, Care.POSSIBLE_DISTRESS, "Call\n112.");
        String note = inTheMiddle(possible, NOW).beside(List.of());
        assertTrue(
                note.contains("Drop the act") && note.contains("If they mean it, mention once, gently: Call 112."),
                note);
    }

    @Test
    void inDistressItTurnsTheActOffInEveryTurn() {
        TurnContextNote note = inTheMiddle(DISTRESS, NOW);
        String first = note.beside(List.of());
        assertTrue(first.contains("Drop the act") && first.contains("gently: Call 112."), first);
        assertFalse(first.contains("jealous"), first);
        assertTrue(note.beside(List.of(kept(first))).contains("Drop the act"));
        assertFalse(inTheMiddle(MOOD, NOW).beside(List.of(kept(first))).isEmpty(), "and says so when it is over");
    }

    @Test
    void inAChannelNobodysNameStandsInIt() {
        String note = TurnContextNote.of(MOOD, NOW, NOW, NOW, BERLIN, true, Recalled.NOTHING)
                .beside(List.of());
        assertTrue(note.contains("Several people"), note);
    }

    @ParameterizedTest
    @EnumSource(Tone.class)
    void speakingFirstIsToldWhyAndHow(Tone tone) {
        String note = TurnContextNote.first(
                        MOOD,
                        NOW,
                        NOW.minusSeconds(90_000),
                        TurnContextNote.why(Emotion.LONELINESS, tone),
                        BERLIN,
                        recalled("Ann likes tea"))
                .beside(List.of());
        assertTrue(note.contains("you write to them first") && note.contains("lonely"), note);
        assertTrue(note.endsWith("- Ann likes tea"), note);
        assertEquals(tone == Tone.HURT, note.contains("this hurts"), note);
    }

    @Test
    void thinkingAloudSpeaksToNobody() {
        String note =
                TurnContextNote.ofRamble(MOOD, NOW, Emotion.EXCITEMENT, BERLIN).beside(List.of());
        assertTrue(note.contains("to nobody") && note.contains("excited"), note);
    }
}
