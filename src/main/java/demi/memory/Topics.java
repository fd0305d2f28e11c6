package demi.memory;

import demi.memory.WordMatch.Word;
import java.util.List;
import java.util.Set;

/** Whether two texts may be about the same, so that one can take the other's place. */
final class Topics {

    /** What people have one of, mostly: words of one line stand for one another. */
    private static final List<Set<String>> ONE_OF = List.of(
            Set.of(
                    "live",
                    "lives",
                    "living",
                    "lived",
                    "move",
                    "moves",
                    "moved",
                    "moving",
                    "home",
                    "flat",
                    "house",
                    "wohnt",
                    "wohne",
                    "lebt",
                    "lebe",
                    "umgezogen",
                    "ziehe",
                    "ziehen",
                    "zieht"),
            Set.of(
                    "work",
                    "works",
                    "working",
                    "worked",
                    "job",
                    "jobs",
                    "employed",
                    "fired",
                    "hired",
                    "position",
                    "career",
                    "arbeitet",
                    "arbeite",
                    "arbeit",
                    "stelle",
                    "beruf"),
            Set.of(
                    "married",
                    "wife",
                    "husband",
                    "partner",
                    "girlfriend",
                    "boyfriend",
                    "fiance",
                    "fiancee",
                    "engaged",
                    "single",
                    "divorced",
                    "dating",
                    "verheiratet",
                    "verlobt",
                    "geschieden",
                    "freundin",
                    "freund"),
            Set.of(
                    "study",
                    "studies",
                    "studying",
                    "student",
                    "university",
                    "college",
                    "school",
                    "degree",
                    "studiert",
                    "studiere",
                    "schule",
                    "uni"),
            Set.of("called", "name", "named", "heisse", "heisst"),
            Set.of("born", "birthday", "age", "aged", "turned", "geburtstag", "geboren"));

    private Topics() {}

    static boolean areSame(String one, String other) {
        return shareWords(one, other) || areOfOne(one, other);
    }

    /** Whether both are of something that people mostly have one of. */
    static boolean areOfOne(String one, String other) {
        return ONE_OF.stream()
                .anyMatch(topic ->
                        WordMatch.any(WordMatch.words(one), topic) && WordMatch.any(WordMatch.words(other), topic));
    }

    /** The words of what people have one of that are of the same as this text. */
    static List<String> wordsLike(String text) {
        return ONE_OF.stream()
                .filter(topic -> WordMatch.any(WordMatch.words(text), topic))
                .flatMap(topic -> topic.stream().sorted())
                .toList();
    }

    /** Whether a word that tells one thing from another is in both, nearly. */
    static boolean shareWords(String one, String other) {
        List<Word> words = telling(other);
        return telling(one).stream().anyMatch(word -> WordMatch.isIn(word, words));
    }

    private static List<Word> telling(String text) {
        return KeywordExtractor.of(text).stream()
                .map(word -> new Word(WordMatch.plain(word), word.codePoints().anyMatch(Character::isDigit)))
                .toList();
    }
}
