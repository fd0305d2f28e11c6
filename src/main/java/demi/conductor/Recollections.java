package demi.conductor;

import demi.contract.Line;
import demi.contract.Memories.Recalled;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What came to her mind, in words for the stage note. */
final class Recollections {

    private Recollections() {}

    /** Empty where nothing did that is not in {@code transcript} anyway. */
    static String of(Recalled recalled, List<Line> transcript) {
        Set<String> said = transcript.stream()
                .filter(line -> line.role() == Line.Role.SYSTEM)
                .flatMap(line -> line.content().lines())
                .collect(Collectors.toSet());
        String facts = recalled.facts().stream()
                .map(fact -> "- " + fact.content())
                .filter(fact -> !said.contains(fact))
                .collect(Collectors.joining("\n"));
        return (facts.isEmpty() ? "" : " You remember of them, should it matter now:\n" + facts)
                + (recalled.forgets()
                        ? "\nThey ask you to forget something: it is gone from your memory. Say so in a word, and do not"
                                + " bring it up again."
                        : "");
    }
}
