package demi.conductor.prompt;

import demi.api.MemoryApi.Recalled;
import demi.util.OneLine;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What came to her mind, in words for the note: a line each, as the store knows them when one is to be forgotten. */
final class MemoryPromptSection {

    private static final String HEAD = "You remember of them, should it matter now:";

    private MemoryPromptSection() {}

    /** Empty where nothing did that is not in {@code notes} anyway. */
    static String of(Recalled recalled, List<String> notes) {
        Set<String> said = notes.stream().flatMap(String::lines).collect(Collectors.toSet());
        String facts = recalled.facts().stream()
                .map(fact -> "- " + OneLine.of(fact.content()))
                .filter(fact -> !said.contains(fact))
                .distinct()
                .collect(Collectors.joining("\n"));
        return facts.isEmpty() ? "" : HEAD + "\n" + facts;
    }

    /** A note as it is read: without the words that announce memories where all of them were forgotten since. */
    static String withoutEmptyHead(String note) {
        return note.endsWith(HEAD)
                ? note.substring(0, note.length() - HEAD.length()).strip()
                : note;
    }
}
