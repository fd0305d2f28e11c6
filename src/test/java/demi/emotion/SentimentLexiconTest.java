package demi.emotion;

import static demi.emotion.InteractionType.CODE_UPDATE;
import static demi.emotion.InteractionType.ERROR_OCCURRED;
import static demi.emotion.InteractionType.MESSAGE;
import static demi.emotion.InteractionType.NEGATIVE_MESSAGE;
import static demi.emotion.InteractionType.POSITIVE_MESSAGE;
import static demi.emotion.InteractionType.SUCCESSFUL_HELP;
import static demi.emotion.InteractionType.USER_REFUSAL;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import demi.emotion.distress.DistressDetector;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SentimentLexiconTest {

    @Test
    void kindWordsPlease() {
        mean(
                POSITIVE_MESSAGE,
                "Thanks!",
                "I love you",
                "You are AMAZING",
                "not bad",
                "that's not bad at all",
                "haha you're funny",
                "I missed you",
                "I can't thank you enough",
                "no problem, thanks",
                "thánk you",
                "good morning Demi");
    }

    @Test
    void unkindWordsHurt() {
        mean(
                NEGATIVE_MESSAGE,
                "I don't like you",
                "you're useless",
                "shut up",
                "I hate you",
                "you are not funny",
                "That was terrible",
                "I don't like it",
                "that's not very nice",
                "You suck",
                "i don’t love you");
    }

    @Test
    void theRestIsTold() {
        mean(
                USER_REFUSAL,
                "leave me alone",
                "Go away.",
                "I don't want to talk about it",
                "stop messaging me",
                "no thanks");
        mean(CODE_UPDATE, "I pushed a new commit", "just deployed your new version", "I refactored the parser");
        mean(ERROR_OCCURRED, "I get a NullPointerException", "the build failed", "it doesn't work", "it crashed again");
        mean(SUCCESSFUL_HELP, "that worked", "it works now, thanks", "you helped a lot", "thank you for your help");
    }

    @Test
    void whatMovesNothingIsJustAMessage() {
        mean(
                MESSAGE,
                "",
                "what time is it",
                "my day was terrible",
                "my day was not good",
                "you're not useless",
                "there were no errors",
                "a lovelorn badger",
                "terrorism and errorless",
                "12345",
                "!!!",
                "I haven't pushed yet",
                "the thankless goodwill");
    }

    @Test
    void aLongMessageIsBoundedWork() {
        for (String word : new String[] {"i ", "not ", "i want ", "want to ", "that ", "you ", "a"}) {
            String text = word.repeat(4_000 / word.length());
            SentimentLexicon.classify(text);
            DistressDetector.in(text);
        }
    }

    private static void mean(InteractionType type, String... texts) {
        assertAll(Arrays.stream(texts).map(text -> () -> assertEquals(type, SentimentLexicon.classify(text), text)));
    }
}
