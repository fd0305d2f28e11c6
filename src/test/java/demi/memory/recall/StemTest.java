package demi.memory.recall;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StemTest {

    /** What it is by, as a pattern. */
    private static final Pattern ENDING = Pattern.compile("(?:ingly|edly|ings|ing|ies|ied|ers|est|ed|es|er|en|ly|s)$");

    private static final Pattern LAST_SOUND = Pattern.compile("[eyi]$");

    @ParameterizedTest
    @CsvSource({
        "running,run",
        "run,run",
        "stories,stor",
        "story,stor",
        "surprisingly,surpris",
        "reportedly,report",
        "the,the",
        "is,is",
        "made,mad",
        "'',''"
    })
    void whatStaysOfAWord(String word, String stem) {
        assertEquals(stem, Stem.of(word));
    }

    @Test
    void anEndingIsTheLongestThatFits() {
        Random random = new Random(20);
        String letters = "inglyedsrtueo";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder made = new StringBuilder();
            int length = random.nextInt(10);
            for (int letter = 0; letter < length; letter++) {
                made.append(letters.charAt(random.nextInt(letters.length())));
            }
            String word = made.toString();
            String cut =
                    LAST_SOUND.matcher(ENDING.matcher(word).replaceFirst("")).replaceFirst("");
            int last = cut.length() - 1;
            String bare = last >= 3 && cut.charAt(last) == cut.charAt(last - 1) ? cut.substring(0, last) : cut;
            assertEquals(bare.length() >= 3 ? bare : word, Stem.of(word), word);
        }
    }
}
