package demi.store.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import demi.api.store.MessageSearchStore;
import demi.api.store.MessageSearchStore.FindMessages;
import demi.api.store.MessageStore;
import demi.api.store.MessageStore.AddMessage;
import demi.api.store.MessageStore.Page;
import demi.api.store.RecallStore;
import demi.api.store.RecallStore.Word;
import demi.api.value.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A search finds the same, page by page, whether few have what is looked for or many, and whosever these are. */
class MessageSearchContractTest extends StoreContract {

    private static final Instant T = Instant.parse("2026-11-23T10:00:00.123456Z");

    /** The most that is looked at one by one is fewer than have the common words. */
    private static final int MESSAGES = 800;

    private static final Map<String, IntPredicate> WORDS = Map.of(
            "tea", number -> true,
            "milk", number -> number % 3 != 1,
            "cake", number -> number % 20 < 2,
            "snow", number -> number % 2 == 1 && number % 15 == 0,
            "jam", number -> number == 4 || number == MESSAGES - 2,
            "plum", number -> number % 320 == 0,
            "plums", number -> number % 500 == 0);

    private static final List<List<Word>> SOUGHT = List.of(
            List.of(word("tea")),
            List.of(word("cake")),
            List.of(word("snow")),
            List.of(word("jam")),
            List.of(word("nothing")),
            List.of(word("plum", "plum*")),
            List.of(word("jam", "cake", "milk")),
            List.of(word("jam", "plum*")),
            List.of(word("tea"), word("milk")),
            List.of(word("milk"), word("cake")),
            List.of(word("cake"), word("tea"), word("jam", "plum")));

    private static Word word(String... forms) {
        return new Word(List.of(forms));
    }

    private static String owner(int number) {
        return number % 2 == 0 ? "u1" : "u2";
    }

    private static boolean has(int number, String form) {
        return WORDS.entrySet().stream()
                .filter(word -> form.endsWith("*")
                        ? word.getKey().startsWith(form.substring(0, form.length() - 1))
                        : word.getKey().replaceAll("s$", "").equals(form))
                .anyMatch(word -> word.getValue().test(number));
    }

    @BeforeEach
    void talk() {
        List.of("u1", "u2", "u3").forEach(each -> addUser(each, T));
        for (int number = 0; number < MESSAGES; number++) {
            int each = number;
            String content = WORDS.entrySet().stream()
                    .filter(word -> word.getValue().test(each))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.joining(" "));
            ask(MessageStore.ADD_MESSAGE, new AddMessage("m" + number, owner(number), content, null, T));
        }
        ask(RecallStore.INDEX, new RecallStore.Index(2 * MESSAGES));
    }

    /** In the order of the conversation, as pages are. */
    private static List<String> expected(String person, List<Word> words) {
        return IntStream.range(0, MESSAGES)
                .filter(number -> owner(number).equals(person))
                .filter(number ->
                        words.stream().allMatch(word -> word.forms().stream().anyMatch(form -> has(number, form))))
                .mapToObj(number -> "m" + number)
                .toList();
    }

    private List<String> found(String person, List<Word> words, int limit) {
        List<List<String>> pages = new ArrayList<>();
        Page page;
        long before = 0;
        do {
            page = ask(MessageSearchStore.FIND, new FindMessages(person, words, limit, before));
            List<Message> messages = page.messages();
            pages.add(messages.stream().map(Message::messageId).toList());
            before = messages.isEmpty() ? 0 : messages.get(0).seq();
        } while (page.more());
        Collections.reverse(pages);
        return pages.stream().flatMap(List::stream).toList();
    }

    @Test
    void eachPersonsOwnAreFoundPageByPage() {
        for (List<Word> words : SOUGHT) {
            for (String person : List.of("u1", "u2", "u3")) {
                for (int limit : new int[] {7, MESSAGES}) {
                    assertEquals(expected(person, words), found(person, words, limit), person + " " + words);
                }
            }
        }
        assertFalse(expected("u2", List.of(word("snow"))).isEmpty());
    }
}
