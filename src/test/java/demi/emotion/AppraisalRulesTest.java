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
                "The vinegar did it, all clean | SUCCESSFUL_HELP | successful_help",
                "Tu as le charme d'une vieille chaussette | NEGATIVE_MESSAGE | negative_message",
                "Pareces una piedra mojada | NEGATIVE_MESSAGE | negative_message",
                "Du hast den Charme einer nassen Socke | NEGATIVE_MESSAGE | negative_message",
                "あなたって濡れた靴下みたい | NEGATIVE_MESSAGE | negative_message",
                "Masz urok mokrej skarpety | NEGATIVE_MESSAGE | negative_message",
                "Regarde ce que j'ai trouvé pour toi | POSITIVE_MESSAGE | positive_message",
                "Mira lo que encontré para ti | POSITIVE_MESSAGE | positive_message",
                "君のために見つけたよ | POSITIVE_MESSAGE | positive_message",
                "Je ne veux pas te le dire | NEGATIVE_MESSAGE | user_refusal",
                "No quiero decirte eso | NEGATIVE_MESSAGE | user_refusal",
                "それはちょっと嫌だな | USER_REFUSAL | user_refusal",
                "L'imprimante est encore en panne | ERROR_OCCURRED | error_occurred",
                "La impresora no funciona | ERROR_OCCURRED | error_occurred",
                "プリンターがまた壊れた | ERROR_OCCURRED | error_occurred",
                "Ton conseil pour le four a marché | SUCCESSFUL_HELP | successful_help",
                "The weather is awful, but look what I found for you | POSITIVE_MESSAGE | positive_message"
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
                "My knee hurts a bit after football | USER_REFUSAL",
                "The weather is awful | NEGATIVE_MESSAGE",
                "On déménage à Lyon au printemps. | NEGATIVE_MESSAGE",
                "Nos mudamos a Sevilla en primavera. | NEGATIVE_MESSAGE",
                "Wir ziehen im Frühling nach Leipzig. | NEGATIVE_MESSAGE",
                "春に京都へ引っ越すことになって、母が手伝ってくれる | NEGATIVE_MESSAGE",
                "Tu es merveilleuse ! | NEGATIVE_MESSAGE",
                "¡Eres maravillosa! | USER_REFUSAL",
                "君は最高だよ | NEGATIVE_MESSAGE",
                "Du bist wunderbar! | MESSAGE",
                "Tu es stupide. | POSITIVE_MESSAGE",
                "Te odio. | POSITIVE_MESSAGE",
                "お前は役に立たない | POSITIVE_MESSAGE"
            })
    void whatPlainWordsContradictOrNothingBearsOutIsNot(String words, Kind kind) {
        assertEquals("-", believed(words, kind));
    }
}
