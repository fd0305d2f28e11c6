package demi.memory.recall;

import demi.api.store.RecallStore.Candidates;
import demi.api.store.RecallStore.FactHit;
import demi.api.store.RecallStore.Word;
import demi.api.value.MemoryFact;
import demi.util.WordParts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which of a query's words a few facts have, reckoned here and not by the store's index. */
public final class WordBits {

    /** As the store weighs words, whatever the number of facts. */
    private static final double ROWS = 20_000;

    private WordBits() {}

    /** In lower case. */
    public static Set<String> words(String text) {
        return new LinkedHashSet<>(WordParts.words(text));
    }

    /** Those of these facts that have any, and those that are wanted in any case. */
    public static Candidates candidates(RecallQuery query, List<MemoryFact> facts, Predicate<MemoryFact> wanted) {
        List<Word> words = query.words();
        boolean inside = words.stream().flatMap(word -> word.forms().stream()).anyMatch(form -> form.startsWith("+"));
        int[] having = new int[words.size()];
        List<FactHit> hits = new ArrayList<>();
        for (MemoryFact fact : facts) {
            Set<String> there = words(fact.content());
            Set<String> stems = there.stream().map(Stem::of).collect(Collectors.toSet());
            if (inside) {
                there.addAll(List.of(WordParts.of(fact.content()).split(" ", -1)));
            }
            long bits = 0;
            for (int i = 0; i < words.size(); i++) {
                if (has(there, stems, words.get(i))) {
                    bits |= 1L << i;
                    having[i]++;
                }
            }
            if (bits != 0 || wanted.test(fact)) {
                hits.add(new FactHit(fact, bits));
            }
        }
        List<Double> weights = new ArrayList<>();
        for (int count : having) {
            weights.add(Math.log(1 + ROWS / Math.max(1, count)));
        }
        return new Candidates(hits, List.of(), weights, List.of());
    }

    private static boolean has(Set<String> there, Set<String> stems, Word word) {
        return word.forms().stream().anyMatch(form -> {
            String bare = form.startsWith("+") ? form.substring(1) : form;
            return bare.endsWith("*")
                    ? there.stream().anyMatch(each -> each.startsWith(bare.substring(0, bare.length() - 1)))
                    : there.contains(bare) || stems.contains(Stem.of(bare));
        });
    }
}
