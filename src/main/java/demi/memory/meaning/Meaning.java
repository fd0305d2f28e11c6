package demi.memory.meaning;

import demi.api.store.RecallStore.Line;
import demi.api.value.MemoryFact;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How near facts and lines are to what one message means. */
public final class Meaning {

    /** Of a message whose meaning is not known, or not in time. */
    public static final Meaning UNKNOWN = new Meaning(null, null, List.of(), List.of(), Map.of());

    private final CodeIndex.@Nullable Wanted facts;
    private final CodeIndex.@Nullable Wanted lines;
    private final List<Long> places;
    private final List<Long> seqs;
    private final Map<Long, Double> exact;

    /**
     * @param places of the facts that are nearest
     * @param seqs of the lines that are nearest
     * @param exact the cosine of facts, by place, where it was reckoned in full
     */
    Meaning(
            CodeIndex.@Nullable Wanted facts,
            CodeIndex.@Nullable Wanted lines,
            List<Long> places,
            List<Long> seqs,
            Map<Long, Double> exact) {
        this.facts = facts;
        this.lines = lines;
        this.places = places;
        this.seqs = seqs;
        this.exact = exact;
    }

    public boolean isKnown() {
        return facts != null || lines != null;
    }

    /** Places of facts that are worth a look, whatever words they have. */
    public List<Long> places() {
        return places;
    }

    /** The same, {@code seq} of messages. */
    public List<Long> seqs() {
        return seqs;
    }

    /** The cosine, about; 0 where it is not known. */
    public double of(MemoryFact fact) {
        Double known = exact.get(fact.place());
        return known != null ? known : facts == null ? 0 : facts.likeness(fact.place());
    }

    /** The cosine, about; 0 where it is not known. */
    public double of(Line line) {
        return lines == null ? 0 : lines.likeness(line.seq());
    }
}
