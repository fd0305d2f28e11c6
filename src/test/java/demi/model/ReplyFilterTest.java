package demi.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyFilterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "Hello<|eot_id|>;Hello",
                "<|start_header_id|>assistant<|end_header_id|>Hi;assistantHi",
                "<think>They want a joke.</think>Knock knock.;Knock knock.",
                "A<think>one</think>B<think>two</think>C;ABC",
                "Bye</s>;Bye",
                "[INST]What?[/INST];What?",
                "<end_of_turn>;\"\"",
            })
    void bookkeepingIsTakenOutHoweverItIsCut(String raw, String clean) {
        for (int size = 1; size <= raw.length(); size++) {
            assertEquals(clean, filtered(raw, size), "in pieces of " + size);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I <3 you",
                "a < b and b > a",
                "1 <| 2",
                "see [1] and [INSTRUCTIONS]",
                "<b>bold</b>",
                "<",
                "[",
                "<|",
                "<thinking of you>",
                "</nothing>",
                "if (x <= y) { return [x]; }",
                "<s>trong"
            })
    void textThatOnlyLooksLikeItStays(String text) {
        String expected = text.replace("<s>", "");
        for (int size = 1; size <= text.length(); size++) {
            assertEquals(expected, filtered(text, size), "in pieces of " + size);
        }
    }

    @Test
    void controlCharactersAreDropped() {
        assertEquals("a[31mb\n\tc", filtered("a\u0000\u001b[31mb\r\n\tc\u007f", 3));
    }

    @Test
    void thinkingThatNeverEndsIsNoReply() {
        assertEquals("", filtered("<think>and then, and then, and then", 3));
    }

    @Test
    void aPipeThatIsNeverClosedDoesNotHoldTheReplyBackForEver() {
        ReplyFilter filter = new ReplyFilter(false);
        String text = "<|" + "x".repeat(200);
        assertEquals(text, filter.accept(text) + filter.end(false));
        assertEquals("y", filter.accept("y"));
    }

    @Test
    void plainTextFlowsAtOnce() {
        ReplyFilter filter = new ReplyFilter(false);
        assertEquals("Hello ", filter.accept("Hello "));
        assertEquals("there", filter.accept("there<"));
        assertEquals("<3", filter.accept("3"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "They want a joke.</think>Knock knock.;Knock knock.",
                "One</THINK>two</think>three;three",
                "So</thinking>Hi <think>hm</think>there;Hi there",
                "a <b>c</b></think>d;d"
            })
    void whatComesBeforeTheEndOfThinkingWasThinking(String raw, String clean) {
        for (int size = 1; size <= raw.length(); size++) {
            assertEquals(clean, filtered(raw, size), "in pieces of " + size);
            assertEquals(clean, filtered(raw, size, true), "known, in pieces of " + size);
        }
    }

    @Test
    void ofAModelThatThinksFirstNothingIsGivenOutUntilThen() {
        ReplyFilter filter = new ReplyFilter(true);
        assertEquals("", filter.accept("They want a joke."));
        assertEquals("Knock", filter.accept("</think>Knock"));
        assertEquals(" knock.", filter.accept(" knock."));
    }

    @Test
    void whereItDoesNotThinkAllOfItIsTheReplyUnlessItWasCutOff() {
        assertEquals("Knock knock.", filtered("Knock knock.", 3, true));
        ReplyFilter filter = new ReplyFilter(true);
        assertEquals("", filter.accept("And then I think that") + filter.end(true));
    }

    private static String filtered(String raw, int size) {
        return filtered(raw, size, false);
    }

    private static String filtered(String raw, int size, boolean thinksFirst) {
        ReplyFilter filter = new ReplyFilter(thinksFirst);
        StringBuilder clean = new StringBuilder();
        for (int at = 0; at < raw.length(); at += size) {
            String piece = filter.accept(raw.substring(at, Math.min(raw.length(), at + size)));
            if (filter.startsAnew()) {
                clean.setLength(0);
            }
            clean.append(piece);
        }
        return clean.append(filter.end(false)).toString();
    }
}
