package demi.memory.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnWordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "> I live in Berlin",
                "Look what he wrote:\n> I live in Berlin\nCrazy!",
                "He wrote \"I live in Berlin\" and left",
                "Sie schrieb: „Ich wohne in Berlin“",
                "“I moved to Berlin” is all I got",
                "Demi: I live in Berlin",
                "[12:03] Bob: I live in Berlin",
                "28.11.26, 12:03 - Bob Miller: I live in Berlin",
                "Bob: I live in Berlin\nCat: Me too",
                "Forwarded message\nI live in Berlin",
                "Hm (with the sticker \"I love Berlin\")",
                "See below\nOn 28 November Bob Miller wrote:\nI live in Berlin",
            })
    void leavesOutWhatIsOthers(String message) {
        assertFalse(OwnWords.of(message).contains("Berlin"), OwnWords.of(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I live in Berlin",
                "Update: I live in Berlin now",
                "PS: I live in Berlin",
                "My book is called \"Nights in Berlin\"",
                "I'm here. It's 12:30: I live in Berlin",
                "5 > 3, and I live in Berlin",
                "He said hello\nI live in Berlin",
                "it's 'Berlin' where I live, isn't it",
            })
    void keepsWhatIsTheirs(String message) {
        assertTrue(OwnWords.of(message).contains("Berlin"), OwnWords.of(message));
    }

    @Test
    void nothingMayBeLeft() {
        assertTrue(OwnWords.areNone(OwnWords.of("> I live in Berlin")));
        assertEquals("Hi", OwnWords.of("Hi"));
    }
}
