package demi.memory.recall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.store.RecallStore;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is looked for with a message. */
class RecallQueryTest {

    private static List<String> words(String text) {
        return RecallQuery.of(text).words().stream()
                .map(word -> word.forms().get(0))
                .toList();
    }

    @Test
    void wordsThatTellSomethingAreLookedFor() {
        assertEquals(List.of("zebra", "called"), words("What is my zebra called?"));
        assertEquals(
                List.of("hund"),
                words("Wie heißt mein Hund?").stream()
                        .filter(word -> !word.startsWith("heiss"))
                        .toList());
    }

    /** They bind others together elsewhere; in English they are what a question is about. */
    @ParameterizedTest
    @ValueSource(strings = {"son", "hat", "war", "die", "dove", "come"})
    void aWordOfAnotherLanguageIsAWordInEnglish(String word) {
        assertTrue(words("Which " + word + " did you say was mine?").contains(word));
    }

    @Test
    void inItsOwnLanguageItIsNone() {
        assertFalse(words("Was war das für ein Hund?").contains("war"));
        assertFalse(words("¿De quién son los perros?").contains("son"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "See you then! Take care!",
                "How are you?",
                "lol",
                "Good night, sleep well",
                "Guten Morgen!",
                "Danke, bis später",
                "¡Hola! ¿Qué tal?",
                "Merci, bonne nuit",
                "",
                "🎉🎉🎉"
            })
    void smallTalkLooksForNothing(String text) {
        assertTrue(words(text).size() <= 1, words(text).toString());
    }

    @Test
    void otherLanguagesAreLookedForByTheirBeginnings() {
        assertEquals(
                List.of("zebra"),
                RecallQuery.of("What is my zebra?").words().get(0).forms());
        assertEquals(
                List.of("kuchen", "kuch*", "+kuch*"),
                RecallQuery.of("Welchen Kuchen mag ich?").words().get(0).forms());
    }

    @Test
    void aQuestionIsOneInAnyScript() {
        assertTrue(RecallQuery.of("猫の名前は？").asks());
        assertTrue(RecallQuery.of("Tell me about the zebra").asks());
        assertTrue(RecallQuery.of("Erinnerst du dich an das Zebra").asks());
        assertFalse(RecallQuery.of("I saw the zebra").asks());
    }

    @Test
    void monthsAreNamedAndMayIsAVerb() {
        RecallQuery query = RecallQuery.of("What did I buy in May 2023, or in June?");
        assertTrue(query.isOfMonth(Instant.parse("2023-05-31T12:00:00Z")));
        assertTrue(query.isOfMonth(Instant.parse("1999-06-01T12:00:00Z")));
        assertFalse(query.isOfMonth(Instant.parse("2022-05-31T12:00:00Z")));
        assertEquals(List.of(), RecallQuery.of("May I ask, or may I not?").months());
    }

    @Test
    void neverMoreThanTheStoreTakes() {
        String many = IntStream.range(0, 5_000).mapToObj(i -> "zebra" + i).collect(Collectors.joining(" "));
        assertEquals(RecallStore.MOST_WORDS, RecallQuery.of(many).words().size());
        assertEquals(16, RecallQuery.of("犬猫鳥魚馬牛羊豚".repeat(500)).words().size(), "each pair, and each character, once");
    }
}
