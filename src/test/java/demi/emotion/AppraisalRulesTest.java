package demi.emotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.EmotionApi;
import demi.api.EmotionApi.Kind;
import demi.emotion.words.DistressDetector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How far a model is believed that takes messages for this or that. */
class AppraisalRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    private static List<ProvisionalAppraisal> guesses(String words) {
        ProvisionalAppraisal.HabituationState still = new ProvisionalAppraisal.HabituationState(null, 0, Map.of());
        return List.of(new ProvisionalAppraisal(
                SentimentLexicon.classify(words), still, still, Map.of(), DistressDetector.in(words)));
    }

    private static String believed(String words, Kind kind) {
        EmotionApi.Reappraise judged =
                new EmotionApi.Reappraise("ann", List.of("m"), words, kind, 1, EmotionApi.Distress.NO);
        return AppraisalRules.believed(judged, guesses(words))
                .map(InteractionType::key)
                .orElse("-");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "You have the charm of a wet sock | NEGATIVE_MESSAGE | negative_message",
                "Look what I found for you | POSITIVE_MESSAGE | positive_message",
                "What a wonderful day! | MESSAGE | message",
                "That rewrite of the parser compiles at last | CODE_UPDATE | code_update",
                "I would rather not, sorry | USER_REFUSAL | user_refusal",
                "I won't tell you that. | NEGATIVE_MESSAGE | user_refusal",
                "Ich will dir das nicht sagen | NEGATIVE_MESSAGE | user_refusal",
                "You won't get it, you fool | NEGATIVE_MESSAGE | negative_message",
                "The printer is stuck again | ERROR_OCCURRED | error_occurred",
                "The vinegar did it, all clean | SUCCESSFUL_HELP | successful_help"
            })
    void whatWordsAllowIsBelieved(String words, Kind kind, String type) {
        assertEquals(type, believed(words, kind));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "You are wonderful! | NEGATIVE_MESSAGE",
                "Thank you so much, you are the best | USER_REFUSAL",
                "You are useless and boring. | POSITIVE_MESSAGE",
                "You are the best, thank you so much! | MESSAGE",
                "We have to move to Leipzig in spring. | NEGATIVE_MESSAGE",
                "I got the job! | CODE_UPDATE",
                "We're out of milk. | ERROR_OCCURRED",
                "Everything is finally decided, I feel so calm now | SUCCESSFUL_HELP",
                "My knee hurts a bit after football | USER_REFUSAL"
            })
    void whatPlainWordsContradictOrNothingBearsOutIsNot(String words, Kind kind) {
        assertEquals("-", believed(words, kind));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "My mother died last week",
                "I cannot sleep any more and I feel so alone",
                "He locked me out again, I am scared of him",
                "Everything is finally decided, I feel so calm now",
                "Meine Mutter ist gestorben",
                "My grandmother passed away on Tuesday.",
                "My phone rang, my brother is dead",
                "He left me yesterday",
                "My wife left me for somebody else",
                "I am breaking down",
                "I had to say goodbye to my father",
                "I keep crying",
                "I had to put my dog down today",
                "We lost the house",
                "I'm scared he'll hurt me",
                "The doctor says it's terminal.",
                "Ich weiß nicht mehr weiter",
                "Sie hat mich verlassen.",
                "Er hat gestern mit mir Schluss gemacht",
                "Ich habe meinen Job verloren",
                "Mir wurde heute gekündigt",
                "I want to die"
            })
    void wordsOfHardshipAllowDistress(String words) {
        assertTrue(distressed(words, EmotionApi.Distress.YES), words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "We have to move to Leipzig in spring.",
                "I got the job!",
                "My knee hurts a bit after football.",
                "You are useless and boring.",
                "This bug is killing me",
                "My battery is dead again",
                "My phone died",
                "The wifi has died on us",
                "I'm dying for a coffee",
                "dying to see that film",
                "Onions make me cry",
                "I cried with laughter",
                "tears of joy",
                "The frost killed my tomato plants",
                "She left me a note about the milk",
                "goodbye!",
                "Goodbye, see you tomorrow",
                "The heating broke down again",
                "It's foggy outside.",
                "My neighbour plays drums at night and I can't sleep.",
                "Mein Handy ist tot",
                "I'm dead tired.",
                "I killed it on stage tonight!",
                "I cut myself shaving.",
                "She beats me at tennis",
                "Das ist mir alles zu viel Zucker",
                "ok"
            })
    void othersDoNotWhateverAModelSays(String words) {
        assertFalse(distressed(words, EmotionApi.Distress.YES), words);
    }

    @Test
    void aModelThatIsNotSureIsNotEnough() {
        assertFalse(distressed("My mother died last week", EmotionApi.Distress.MAYBE));
        assertFalse(distressed("My mother died last week", EmotionApi.Distress.NO));
        assertTrue(distressed("I want to die", EmotionApi.Distress.NO), "the words say it themselves");
    }

    private static boolean distressed(String words, EmotionApi.Distress distress) {
        DistressedUsers distressed = new DistressedUsers();
        distressed.update("ann", distress, words, NOW);
        return distressed.has("ann", NOW);
    }

    private static DistressedUsers grieving() {
        DistressedUsers distressed = new DistressedUsers();
        String words = "My mother died last week";
        assertTrue(distressed.update("ann", EmotionApi.Distress.YES, words, NOW));
        return distressed;
    }

    private static boolean after(DistressedUsers distressed, Duration later, String words) {
        Instant at = NOW.plus(later);
        distressed.update("ann", EmotionApi.Distress.NO, words, at);
        return distressed.has("ann", at);
    }

    @Test
    void distressEndsWithGoodNewsOrAfterAWhileOfOtherWords() {
        assertTrue(after(grieving(), Duration.ofMinutes(5), "So, what now?"), "too soon");
        assertFalse(after(grieving(), Duration.ofMinutes(90), "So, what now?"));
        assertTrue(after(grieving(), Duration.ofMinutes(90), "I cry all day"), "it goes on");
        assertFalse(after(grieving(), Duration.ofMinutes(5), "Thank you, that helped"));
    }

    @Test
    void andADayAfterItsLastSign() {
        DistressedUsers distressed = grieving();
        assertTrue(distressed.has("ann", NOW.plus(Duration.ofHours(23))));
        assertFalse(distressed.has("ann", NOW.plus(Duration.ofHours(25))));
        assertFalse(distressed.ended("ann", NOW.plus(Duration.ofHours(23))));
        assertTrue(distressed.ended("ann", NOW.plus(Duration.ofHours(25))));
        assertFalse(distressed.ended("ann", NOW.plus(Duration.ofHours(25))), "once");
    }
}
