package demi.conductor.prompt;

import demi.api.MemoryApi.Recalled;
import demi.api.value.MemoryFact;
import demi.util.OneLine;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What came to her mind, in words for the note: a line each, as the store knows them when one is to be forgotten: the fact
 * and, behind it in brackets, when it holds and was told.
 */
final class MemoryPromptSection {

    private static final String HEAD = "You remember of them, should it matter now:";
    private static final String MARK = "- ";

    private MemoryPromptSection() {}

    /**
     * Empty where nothing did that is not in {@code notes} anyway, with whatever words behind it; what was still to come
     * there and is over by now is told again.
     *
     * @param zone by whose clock the times are told
     */
    static String of(Recalled recalled, List<String> notes, Instant now, ZoneId zone) {
        List<String> said = notes.stream().flatMap(String::lines).toList();
        String facts = recalled.facts().stream()
                .filter(fact -> !isSaid(fact, said, now, zone))
                .map(fact -> line(fact, now, zone))
                .distinct()
                .collect(Collectors.joining("\n"));
        return facts.isEmpty() ? "" : HEAD + "\n" + facts;
    }

    private static String line(MemoryFact fact, Instant now, ZoneId zone) {
        String words = FactTimeWords.of(fact, now, zone);
        return MARK + OneLine.of(fact.content()) + (words.isEmpty() ? "" : " (" + words + ")");
    }

    private static boolean isSaid(MemoryFact fact, List<String> said, Instant now, ZoneId zone) {
        String bare = MARK + OneLine.of(fact.content());
        List<String> lines = said.stream()
                .filter(line -> line.equals(bare)
                        || (line.startsWith(bare + " (") && FactTimeWords.areWords(line.substring(bare.length() + 1))))
                .toList();
        boolean over = FactTimeWords.isOver(fact, now, zone);
        return over ? lines.stream().anyMatch(FactTimeWords::sayOver) : !lines.isEmpty();
    }

    /** A note as it is read: without the words that announce memories where all of them were forgotten since. */
    static String withoutEmptyHead(String note) {
        return note.endsWith(HEAD)
                ? note.substring(0, note.length() - HEAD.length()).strip()
                : note;
    }
}
