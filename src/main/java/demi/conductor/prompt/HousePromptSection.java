package demi.conductor.prompt;

import demi.api.MemoryApi.HouseFact;
import demi.api.MemoryApi.Recalled;
import demi.util.OneLine;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What others of the house have said for everybody of it, a line each, with whose words it is; the store knows these lines
 * when they are taken back. And what is to be said of it where somebody asks after others.
 */
final class HousePromptSection {

    private static final String HEAD = "Known to everybody in the house:";

    private static final String OTHERS =
            "They ask about others here: you know of them only what is said in this talk or told"
                    + " here; what others told you in private stays with them, and you make nothing up.";
    private static final Pattern ALONE = Pattern.compile(Pattern.quote(HEAD) + "(?:\n(?!- )|$)");

    private HousePromptSection() {}

    /** Empty where nothing is that is not in {@code notes} anyway. */
    static String of(Recalled recalled, List<String> notes) {
        Set<String> said = notes.stream().flatMap(String::lines).collect(Collectors.toSet());
        String facts = recalled.house().stream()
                .map(HousePromptSection::line)
                .filter(line -> !said.contains(line))
                .distinct()
                .collect(Collectors.joining("\n"));
        return facts.isEmpty() ? "" : HEAD + "\n" + facts;
    }

    private static String line(HouseFact fact) {
        String reader = fact.reader().isEmpty() ? "" : "; " + fact.reader() + " is who writes to you";
        return "- " + OneLine.of(fact.content()) + " (" + fact.teller() + " says so" + reader + ")";
    }

    /** Of a message that asks after others; else empty. */
    static String ofOthers(Recalled recalled) {
        return recalled.asksOfOthers() ? OTHERS : "";
    }

    /** A note as it is read: without the words that announce what was taken back since. */
    static String withoutEmptyHead(String note) {
        return ALONE.matcher(note).replaceAll("").strip();
    }
}
