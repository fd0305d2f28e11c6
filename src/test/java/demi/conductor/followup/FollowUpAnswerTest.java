package demi.conductor.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.EmotionApi.Distress;
import demi.api.EmotionApi.Kind;
import demi.api.MemoryApi.Fact;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read out of what models say, however they put it. */
class FollowUpAnswerTest {

    private static final String WHOLE = """
            {"interaction": "positive_message", "strength": 8, "distress": "no",
             "facts": [{"fact": "Has a dog called Rex", "replaces": 2}, {"fact": "Lives in Kiel"}],
             "forget": [1, 3], "quiet_until": "tomorrow 18:00"}""";

    private static FollowUpAnswer read(String answer) {
        return FollowUpAnswer.read(answer).orElseThrow();
    }

    private static void assertWhole(FollowUpAnswer answer) {
        assertEquals(Kind.POSITIVE_MESSAGE, answer.kind());
        assertEquals(.8, answer.strength(), 1e-9);
        assertEquals(Distress.NO, answer.distress());
        assertEquals(List.of(new Fact("Has a dog called Rex", 2), new Fact("Lives in Kiel", 0)), answer.facts());
        assertEquals(List.of(1, 3), answer.forget());
        assertEquals("tomorrow 18:00", answer.quietUntil());
    }

    @Test
    void anAnswerOfTheSchemaIsReadAsItIs() {
        assertWhole(read(WHOLE));
    }

    @Test
    void whatStandsAroundItDoesNotMatter() {
        assertWhole(read("```json\n" + WHOLE + "\n```"));
        assertWhole(read("Sure! Here is the JSON {as asked}: " + WHOLE + "\nI hope that helps {you}."));
        assertWhole(read(WHOLE + "   \n\n<|im_end|>\nuser: and now?"));
        assertWhole(read(WHOLE.replace('"', '\'')));
        assertWhole(read(WHOLE.replace("]}", "],}").replace("\"}]", "\",}]")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.0|.1",
                "\"7\"|.7",
                "\"7/10\"|.7",
                "0.8|.8",
                "78|1",
                "-3|0",
                "\"very\"|.5",
                "null|.5",
                "[]|.5",
                "NaN|.5"
            })
    void strengthIsReadFromWhateverNumberThereIs(String value, double strength) {
        assertEquals(
                strength,
                read("{\"strength\":" + value + ",\"distress\":\"no\"}").strength(),
                1e-9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Positive Message|POSITIVE_MESSAGE",
                "positive|POSITIVE_MESSAGE",
                "CODE_UPDATE|CODE_UPDATE",
                "user-refusal|USER_REFUSAL",
                "neutral|MESSAGE",
                "message|MESSAGE"
            })
    void aKindIsKnownHoweverItIsSpelt(String word, Kind kind) {
        assertEquals(kind, read("{\"interaction\":\"" + word + "\"}").kind());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"interaction\":\"insult\"}",
                "{\"interaction\":7}",
                "{\"interaction\":null}",
                "{\"strength\":3}"
            })
    void whatIsUnknownOrMissingIsNeutral(String answer) {
        FollowUpAnswer read = read(answer);
        assertNull(read.kind());
        assertEquals(Distress.MAYBE, read.distress());
        assertEquals(List.of(), read.facts());
        assertEquals(List.of(), read.forget());
        assertEquals("", read.quietUntil());
    }

    @Test
    void oneBadFactTakesNoGoodOneAlong() {
        FollowUpAnswer read = read("""
                {"facts": [7, null, {"fact": 3}, {"text": "?"}, "Likes tea", {"fact": " Has a cat ", "replaces": "2"},
                           {"fact": "Is %s", "replaces": 1}, {"fact": "", "replaces": 1}], "forget": [0, -1, "2", 2, {}]}""".formatted("x".repeat(400)));
        assertEquals(List.of(new Fact("Likes tea", 0), new Fact("Has a cat", 2)), read.facts());
        assertEquals(List.of(2), read.forget());
    }

    @Test
    void ofOneThatIsCutOffWhatIsWholeCounts() {
        String cut = WHOLE.substring(0, WHOLE.indexOf(" in Kiel"));
        FollowUpAnswer read = read(cut);
        assertEquals(Kind.POSITIVE_MESSAGE, read.kind());
        assertEquals(List.of(new Fact("Has a dog called Rex", 2)), read.facts());
        assertEquals(.5, read("{\"distress\":\"no\",\"strength\":1").strength(), 1e-9, "it may have been a 10");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "She was kind.",
                "[]",
                "{}",
                "{\"mood\":\"fine\"}",
                "{",
                "null",
                "\"interaction\": \"message\""
            })
    void whatHasNothingOfItIsNoAnswer(String answer) {
        assertTrue(FollowUpAnswer.read(answer).isEmpty());
    }

    /** Cut, doubled, shuffled: whatever comes, it is read in bounded time and its parts keep their bounds. */
    @Test
    void nothingThatAModelSaysBreaksIt() {
        Random random = new Random(14);
        String alphabet = WHOLE + "{{}}[[]]\"\"\\\\,,::nulltrue0.5e9-'`\u0000\ud800é\n ";
        for (int round = 0; round < 4_000; round++) {
            StringBuilder text = new StringBuilder(WHOLE);
            for (int edits = random.nextInt(12); edits >= 0; edits--) {
                int at = random.nextInt(text.length() + 1);
                switch (random.nextInt(4)) {
                    case 0 -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                    case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(9)));
                    case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(40))));
                    default -> text.setLength(Math.max(1, at));
                }
            }
            FollowUpAnswer.read(text.toString()).ifPresent(read -> {
                assertTrue(read.strength() >= 0 && read.strength() <= 1);
                assertTrue(read.facts().size() <= FollowUpAnswer.MOST_FACTS);
                assertTrue(read.forget().stream().allMatch(number -> number > 0));
            });
        }
        FollowUpAnswer.read("{".repeat(8_000));
        FollowUpAnswer.read("{\"facts\":" + "[".repeat(8_000));
        FollowUpAnswer.read("{\"strength\":" + "9".repeat(8_000));
    }
}
