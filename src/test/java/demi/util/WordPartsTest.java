package demi.util;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an index of whole words cannot tell apart. */
class WordPartsTest {

    @Test
    void wordsAreInLowerCaseAndScriptsWithoutSpacesAreWordsOfTheirOwn() {
        assertEquals(List.of("grosse", "aerger", "ann", "s"), WordParts.words("Große AERGER, Ann's"));
        assertEquals(List.of("iphone", "を買った"), WordParts.words("iPhoneを買った"));
        assertEquals(List.of("cafe", "2026"), WordParts.words("CAFÉ 2026!"));
        assertEquals(List.of(), WordParts.words(" ?! "));
    }

    @Test
    void wordsOfLatinLettersAloneAreThoseOfAnyText() {
        Random random = new Random(20);
        for (int i = 0; i < 2_000; i++) {
            String text = random.ints(random.nextInt(40), 0, 0x80)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
            List<String> all = new ArrayList<>(WordParts.words(text));
            all.add("e");
            assertEquals(all, WordParts.words(text + " é"), text);
        }
    }

    @Test
    void longWordsHaveEnds() {
        List<String> parts = List.of(WordParts.of("Apfelkuchen").split(" "));
        assertTrue(parts.contains("kuchen"), parts.toString());
        assertEquals("", WordParts.of("Kuchen and 123456789012"));
        assertEquals("gross", WordParts.of("Groß"));
    }

    @Test
    void pairsAndSingleChineseCharacters() {
        assertEquals("我 我喜 喜 喜欢 欢", WordParts.of("我喜欢"));
        assertEquals(List.of("名前", "犬"), WordParts.telling("名前は犬です"));
        assertEquals(List.of("我", "我的", "的", "的狗", "狗", "狗叫", "叫"), WordParts.telling("我的狗叫"));
        assertEquals(List.of("たま"), WordParts.telling("たま"), "there is nothing else to go by");
        assertEquals(List.of("ラー", "ーメ", "メン"), WordParts.telling("ラーメン"));
    }

    /** What one message costs is bounded by its length, whatever is in it. */
    @Test
    void whatIsNoWordHasNoEnds() {
        assertEquals("", WordParts.of("a".repeat(40_000)));
        assertTrue(WordParts.of("猫".repeat(40_000)).length() < 20);
        String many = IntStream.range(0x4e00, 0x4e00 + 15_000)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        assertTrue(WordParts.of(many).length() < 80_000);
    }
}
