package demi.emotion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import demi.api.EmotionApi;
import demi.api.EmotionApi.Kind;
import demi.emotion.distress.DistressDetector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far a model is believed that takes messages for this or that. */
class AppraisalRulesTest {

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
}
