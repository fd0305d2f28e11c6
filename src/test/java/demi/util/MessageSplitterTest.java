package demi.util;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSplitterTest {

    private static final int SMALL = 100;

    @Test
    void whatFitsStaysAsItIs() {
        assertEquals(List.of("Hello.\n\nYou."), MessageSplitter.of("Hello.\n\nYou.\n"));
    }

    @Test
    void aParagraphIsABetterPlaceThanASentence() {
        String one = "A sentence that is here. And another one.";
        String two = "Then comes more. And more of it. And still more of all that.";
        assertEquals(List.of(one, two + " The end."), MessageSplitter.of(one + "\n\n" + two + " The end.", SMALL));
    }

    @Test
    void aSentenceIsABetterPlaceThanAWord() {
        List<String> pieces = MessageSplitter.of("This is a sentence of some length. ".repeat(5), SMALL);
        pieces.forEach(piece -> assertTrue(piece.endsWith("length."), piece));
    }

    @Test
    void aWordIsABetterPlaceThanTheMiddleOfOne() {
        List<String> pieces = MessageSplitter.of("word ".repeat(60), SMALL);
        pieces.forEach(piece -> assertTrue(piece.matches("(word ?)+"), piece));
    }

    @Test
    void noCharacterIsCutInTwo() {
        List<String> pieces = MessageSplitter.of("💭".repeat(130), SMALL);
        assertEquals("💭".repeat(130), String.join("", pieces));
        pieces.forEach(piece -> assertFalse(Character.isLowSurrogate(piece.charAt(0)), piece));
    }

    /** A family, a flag, an accent of its own, Hangul of parts: each is one to whoever reads it. */
    @ParameterizedTest
    @ValueSource(strings = {"👨‍👩‍👧‍👦", "🇩🇪", "e\u0301\u0323", "👍🏽", "한", "❤️‍🔥"})
    void noCharacterOfSeveralPartsIsCut(String one) {
        for (String before : List.of("", "a", "ab", "abc", "```\n", "```\na")) {
            List<String> pieces = MessageSplitter.of(before + one.repeat(130), SMALL);
            assertTrue(pieces.size() > 1);
            String rest = String.join("", pieces).replaceAll("[`\n]", "");
            assertEquals(before.replaceAll("[`\n]", "") + one.repeat(130), rest);
            pieces.forEach(piece -> assertEquals(
                    "",
                    piece.replaceAll("[`\n]", "").replaceFirst("^a?b?c?", "").replace(one, ""),
                    piece));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"。", "！", "？", "。」", "！）"})
    void aSentenceEndsWithoutASpaceInOtherScripts(String end) {
        List<String> pieces = MessageSplitter.of(("字".repeat(30) + end).repeat(20), SMALL);
        assertTrue(pieces.size() > 1);
        pieces.forEach(piece -> assertTrue(piece.endsWith(end), piece));
        assertEquals(("字".repeat(30) + end).repeat(20), String.join("", pieces));
    }

    @Test
    void whatSeemsToBeOneEndlessCharacterIsCutAllTheSame() {
        String endless = "a" + "\u0301".repeat(1_000);
        for (String text : List.of(endless, "```\n" + endless, "word " + endless)) {
            List<String> pieces = MessageSplitter.of(text, SMALL);
            pieces.forEach(piece -> assertTrue(piece.length() <= SMALL, piece));
            assertEquals(
                    1_000,
                    String.join("", pieces)
                            .chars()
                            .filter(each -> each == 0x301)
                            .count());
        }
    }

    @Test
    void aFenceIsClosedAndOpenedAgainInItsLanguage() {
        String code = "    line of code\n".repeat(12);
        List<String> pieces = MessageSplitter.of("Look:\n```java\n" + code + "```\nThat is it.", SMALL);
        assertTrue(pieces.size() > 2);
        assertTrue(pieces.get(1).startsWith("```java\n    line"), pieces.get(1));
        pieces.subList(0, pieces.size() - 1).forEach(piece -> assertTrue(piece.endsWith("```"), piece));
        assertTrue(pieces.get(pieces.size() - 1).endsWith("That is it."));
    }

    @Test
    void aBlockThatEndsBeforeTheLimitIsNotCutInTheMiddle() {
        String code = "```java\n" + "int a = 1;\nint b = 2;\n\n".repeat(4) + "int z;\n```\n";
        List<String> pieces = MessageSplitter.of("Some prose. ".repeat(8) + "\n" + code + "word".repeat(60), SMALL);
        assertTrue(pieces.size() > 1);
        pieces.forEach(piece -> assertEquals(1, piece.split("```", -1).length % 2, piece));
    }

    @Test
    void everythingFitsAndNothingIsLostWhateverItIs() {
        Random random = new Random(5);
        String[] parts = {
            "word ",
            "sentence. ",
            "\n",
            "\n\n",
            "```java\n",
            "```\n",
            "```",
            "  indented\n",
            "💭",
            "👨‍👩‍👧‍👦",
            "e\u0301",
            "字。字",
            "x".repeat(150)
        };
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 60; i++) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            List<String> pieces = MessageSplitter.of(text.toString(), SMALL);
            pieces.forEach(piece -> assertTrue(piece.length() <= SMALL, piece));
            assertEquals(bare(text.toString()), bare(String.join("\n", pieces)), text.toString());
        }
    }

    private static String bare(String text) {
        return text.replaceAll("\\s+", "").replaceAll("```|java", "");
    }
}
