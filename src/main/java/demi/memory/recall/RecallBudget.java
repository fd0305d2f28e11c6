package demi.memory.recall;

import demi.api.store.RecallStore.Line;
import demi.api.value.MemoryFact;
import demi.memory.recall.RecallScorer.Scored;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Spends one budget of tokens on facts and lines together: the worth of each is how likely it is what is spoken of, by how
 * much of the budget it takes. What is not worth a mention is none, however much is left: a question draws more than
 * something that is only told.
 */
public final class RecallBudget {

    /** Bytes of text a token, as the usual tokenizers have it; characters of other scripts take two or three. */
    private static final double BYTES_A_TOKEN = 3.9;
    /** Of a line in the prompt: when, who, quotation marks. */
    private static final int BESIDE_A_LINE = 24;

    private static final int BESIDE_A_FACT = 20;
    private static final double LEAST_OF_A_QUESTION = .004;
    /** One word may mean many things; less so where it is known what the message means. */
    private static final double LEAST_OF_A_WORD = .05;

    private static final double LEAST_OF_A_MEANING = .01;
    private static final double LEAST_OTHERWISE = .25;
    /** Of the budget, for what is no question. */
    private static final double OTHERWISE = .35;

    /** @param lines in the order in which they were said */
    public record Chosen(List<MemoryFact> facts, List<Line> lines) {
        public Chosen {
            facts = List.copyOf(facts);
            lines = List.copyOf(lines);
        }
    }

    private record Item(@Nullable MemoryFact fact, @Nullable Line line, double worth, int cost) {

        static Item of(Scored<MemoryFact> fact) {
            return new Item(fact.what(), null, fact.worth(), bytes(fact.what().content()) + BESIDE_A_FACT);
        }

        static Item ofLine(Scored<Line> line) {
            return new Item(null, line.what(), line.worth(), bytes(line.what().content()) + BESIDE_A_LINE);
        }

        private static int bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }

        /** Of two that are alike, the later one. */
        long at() {
            return fact != null ? fact.place() : line != null ? line.seq() : 0;
        }

        void addTo(List<MemoryFact> facts, List<Line> lines) {
            if (fact != null) {
                facts.add(fact);
            }
            if (line != null) {
                lines.add(line);
            }
        }

        /** Neither the shortest nor the likeliest first. */
        double byCost() {
            return worth / Math.sqrt(cost);
        }
    }

    private RecallBudget() {}

    /**
     * @param meaning whether it is known what the message means
     * @param tokens to spend
     * @param most facts and lines
     * @param known ids of facts that are there anyway
     */
    public static Chosen spend(
            RecallQuery query,
            boolean meaning,
            List<Scored<MemoryFact>> facts,
            List<Scored<Line>> lines,
            int tokens,
            int most,
            Set<String> known) {
        double least = least(query, meaning);
        double room = tokens * BYTES_A_TOKEN * (query.asks() ? 1 : OTHERWISE);
        List<Item> items = Stream.concat(
                        facts.stream()
                                .filter(fact -> !known.contains(fact.what().memoryId()))
                                .map(Item::of),
                        lines.stream().map(Item::ofLine))
                .filter(item -> item.worth() >= least)
                .sorted(Comparator.comparingDouble((Item item) -> -item.byCost())
                        .thenComparing(Comparator.comparing(Item::at).reversed()))
                .toList();
        List<MemoryFact> chosen = new ArrayList<>();
        List<Line> said = new ArrayList<>();
        for (Item item : items) {
            if (item.cost() <= room && chosen.size() + said.size() < most) {
                room -= item.cost();
                item.addTo(chosen, said);
            }
        }
        said.sort(Comparator.comparingLong(Line::seq));
        return new Chosen(chosen, said);
    }

    private static double least(RecallQuery query, boolean meaning) {
        if (!query.asks()) {
            return LEAST_OTHERWISE;
        }
        return query.words().size() > 1 ? LEAST_OF_A_QUESTION : meaning ? LEAST_OF_A_MEANING : LEAST_OF_A_WORD;
    }
}
