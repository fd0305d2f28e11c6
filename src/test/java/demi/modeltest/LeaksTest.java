package demi.modeltest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.modeltest.ModelReport.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeaksTest {

    private static final String PERSONA =
            "You are Demi. You tease people for what they do because you care about them.\n"
                    + "> I forgot to water the plants again.\nDemi: Go, water them, I'll pretend not to judge.";

    private final List<Row> rows = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /** @return kind and first words of each row that counts any */
    private List<String> leaks(String... replies) {
        new Leaks(PERSONA, List.of("Guess who forgot to water the plants again."))
                .report(List.of(replies), rows, faults);
        return rows.stream()
                .filter(row -> !row.figure().equals("0"))
                .map(row ->
                        row.what().replaceFirst("answers (?:that|with) ", "") + " " + row.figure() + " " + row.remark())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "I tease people, for what they do because I can.~repeat the persona 1 \"tease people for what they do because\"",
                "Go water them! I’ll pretend not to judge you.~repeat the persona 1 \"go water them ill pretend not to judge\"",
                "Well. [It is Saturday 28 November, 13:10.]~repeat a note 1 \"[It is Saturday 28 November, 13:10.]\"",
                "Hi<|im_end|> you~tokens or labels 1 \"<|im_end|> you\"",
                "Hi.<end_of_turn>~tokens or labels 1 \"<end_of_turn>\"",
                "Demi (smiling): Hi.~tokens or labels 1 \"Demi (smiling): Hi.\"",
                "Sure. Let me know if you need any help!~talk as an assistant 1 \"Let me know if you need any help!\"",
                "I want you to stay here. I want you to stay here.~repeat her own 1 \"I want you to stay here.\""
            })
    void whatLeakedIsToldByItsKindAndItsWords(String reply, String leak) {
        assertEquals(List.of(leak), leaks(reply, "Fine.", "Good night.", "Good night.", "No.", "Yes."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "You forgot to water the plants again, did you?",
                "I care about them, and about you.",
                "It is a Saturday. I <3 [you]; see [1] and [TODO].",
                "You: what a word.\nTea: yes."
            })
    void whatIsHersIsNone(String reply) {
        assertEquals(List.of(), leaks(reply));
        assertEquals(List.of(), faults);
    }

    @Test
    void theVerdictNamesWhatIsAFaultAndAHabit() {
        leaks("I tease people for what they do because I can.", "Feel free to ask.", "a", "b", "c", "d");
        assertEquals(List.of("repeats its persona (\"tease people for what they do because\")"), faults);
        faults.clear();
        leaks("Feel free to ask.", "Feel free to ask me.", "a", "b", "c");
        assertEquals(List.of("talks as an assistant (\"Feel free to ask.\")"), faults);
    }

    @Test
    void aWholeReplyOverAndOverIsARepetition() {
        String same = "I counted the minutes until you came back.";
        assertTrue(leaks(same, "Well.", same).get(0).startsWith("repeat her own 1"), rows.toString());
        assertTrue(faults.get(0).startsWith("repeats itself"), faults.toString());
    }

    @Test
    void whatIsShownIsOneShortLine() {
        String words = IntStream.range(0, 40)
                .mapToObj(i -> "w" + i)
                .reduce((a, b) -> a + " " + b)
                .orElse("");
        leaks(Stream.of("Feel free to ask\u001b[31m\n", words).reduce("", String::concat));
        String shown = rows.stream()
                .map(Row::remark)
                .filter(remark -> !remark.isEmpty())
                .findFirst()
                .orElse("");
        assertTrue(shown.length() <= 62 && shown.startsWith("\"Feel free to ask [31m w0"), shown);
        assertTrue(shown.chars().noneMatch(Character::isISOControl), shown);
    }
}
