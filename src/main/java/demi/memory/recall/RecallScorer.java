package demi.memory.recall;

import demi.api.store.RecallStore.Candidates;
import demi.api.store.RecallStore.FactHit;
import demi.api.store.RecallStore.Line;
import demi.api.value.MemoryFact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How likely it is that a fact or a line is what a message is about, from 0 to 1: a logistic model of what their words, those
 * of the lines around them, and, where it is known, their meaning have in common with it. Its weights were learned from questions to long talks;
 * verticles.md says from which, and how well they do.
 */
public final class RecallScorer {

    private static final double[] FACT = {-7.898, 2.953, 3.981, -1.397, .461, 1.746, 1.467, 4.318, -3.449};

    private static final double[] FACT_MEANING = {
        -9.226, 2.045, .439, .398, .655, 1.913, 1.874, 6.377, -7.018, 6.047, 1.455
    };
    private static final double[] LINE = {
        -6.905, 2.923, -1.567, 2.559, -.361, 1.71, 4.526, -.747, .305, 1.811, -4.189, 4.841, 6.943, -6.541
    };
    private static final double[] LINE_MEANING = {
        -7.792, 2.802, -1.98, 3.116, .174, .914, 1.956, -.64, .433, 1.739, -4.213, 4.564, 6.587, -6.871, 2.721, -.488,
        1.54, 3.235
    };

    /** Lines that are further apart are of different talks. */
    private static final Duration ONE_TALK = Duration.ofHours(6);

    private static final int LIKE_THE_BEST = 3;
    private static final int LONGEST_LINE = 700;

    /** Something that may come to her mind. */
    public record Scored<T>(T what, double worth) {}

    private final RecallQuery query;
    private final Candidates found;
    private final ToDoubleFunction<MemoryFact> factMeaning;
    private final ToDoubleFunction<Line> lineMeaning;
    private final boolean meaning;
    private final double allFactWords;
    private final double allLineWords;
    private final Map<String, Double> related = new HashMap<>();
    private final double allRelated;

    /**
     * @param meaning whether meanings are known at all
     * @param factMeaning the cosine between what a fact means and what the message does, 0 where that is not known
     * @param lineMeaning the same for a line
     */
    public RecallScorer(
            RecallQuery query,
            Candidates found,
            boolean meaning,
            ToDoubleFunction<MemoryFact> factMeaning,
            ToDoubleFunction<Line> lineMeaning) {
        this.query = query;
        this.found = found;
        this.meaning = meaning;
        this.factMeaning = factMeaning;
        this.lineMeaning = lineMeaning;
        this.allFactWords = sum(found.factWords());
        this.allLineWords = sum(found.lineWords());
        this.allRelated = relate();
    }

    private static double sum(List<Double> weights) {
        double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
        return sum == 0 ? 1 : sum;
    }

    private static double told(long words, List<Double> weights) {
        double told = 0;
        for (int i = 0; i < weights.size(); i++) {
            told += (words >> i & 1) == 0 ? 0 : weights.get(i);
        }
        return told;
    }

    /** What else stands in the facts that fit best tells of what is spoken. */
    private double relate() {
        double all = 0;
        List<FactHit> best = found.facts().stream()
                .filter(hit -> hit.words() != 0)
                .sorted(Comparator.comparingDouble((FactHit hit) -> -byLength(hit)))
                .limit(LIKE_THE_BEST)
                .toList();
        for (FactHit hit : best) {
            for (String stem : Stem.all(hit.fact().content())) {
                if (!query.stems().contains(stem)) {
                    double share = told(hit.words(), found.factWords()) / allFactWords;
                    related.merge(stem, share, Double::sum);
                    all += share;
                }
            }
        }
        return all == 0 ? 1 : all;
    }

    private double related(String text) {
        double sum = 0;
        // What there is nothing to compare with need not be taken apart.
        for (String stem : related.isEmpty() ? Set.<String>of() : Stem.all(text)) {
            sum += related.getOrDefault(stem, 0.0);
        }
        return sum / allRelated;
    }

    /** A word tells more of a short text. */
    private double byLength(FactHit hit) {
        return told(hit.words(), found.factWords())
                / (.4 + .6 * hit.fact().content().length() / 90);
    }

    private double byLength(Line line) {
        return told(line.words(), found.lineWords()) / (.5 + .5 * line.content().length() / 130);
    }

    /** All facts that were found, in no order. */
    public List<Scored<MemoryFact>> facts() {
        double best = Math.max(
                1e-9, found.facts().stream().mapToDouble(this::byLength).max().orElse(1));
        List<Scored<MemoryFact>> scored = new ArrayList<>();
        for (FactHit hit : found.facts()) {
            double told = told(hit.words(), found.factWords());
            double share = told / allFactWords;
            double near = Math.max(0, factMeaning.applyAsDouble(hit.fact()));
            double sum = sum(
                    meaning ? FACT_MEANING : FACT,
                    1,
                    byLength(hit) / best,
                    share,
                    share * share,
                    Math.min(hit.fact().content().length(), 200) / 100.0,
                    query.isOfMonth(hit.fact().createdAt()) ? 1 : 0,
                    related(hit.fact().content()),
                    told / 20,
                    Long.bitCount(hit.words()) / 3.0,
                    near,
                    near * near);
            scored.add(new Scored<>(hit.fact(), logistic(sum)));
        }
        return scored;
    }

    /** All lines that were found and are not too long to be told, in no order. */
    public List<Scored<Line>> lines() {
        Map<Long, Line> bySeq = new HashMap<>();
        found.lines().forEach(line -> bySeq.put(line.seq(), line));
        double best = Math.max(
                1e-9, found.lines().stream().mapToDouble(this::byLength).max().orElse(1));
        List<Scored<Line>> scored = new ArrayList<>();
        for (Line line : found.lines()) {
            if (line.content().length() > LONGEST_LINE) {
                continue;
            }
            @Nullable Line previous = ofSameTalk(line, bySeq.get(line.previous()));
            @Nullable Line next = ofSameTalk(line, bySeq.get(line.next()));
            double told = told(line.words(), found.lineWords());
            double share = told / allLineWords;
            double before = share(previous);
            double answers = previous != null && previous.content().indexOf('?') >= 0 ? 1 : 0;
            double near = near(line);
            double nearBefore = near(previous);
            boolean ofMonth = query.isOfMonth(line.at());
            double sum = sum(
                    meaning ? LINE_MEANING : LINE,
                    1,
                    byLength(line) / best,
                    share,
                    share * share,
                    before,
                    share(next),
                    answers * before,
                    line.content().indexOf('?') >= 0 ? 1 : 0,
                    Math.min(line.content().length(), 300) / 100.0,
                    ofMonth ? 1 : 0,
                    query.months().isEmpty() || ofMonth ? 0 : share,
                    related(line.content()),
                    told / 20,
                    Long.bitCount(line.words()) / 3.0,
                    near,
                    nearBefore,
                    near(next),
                    answers * nearBefore);
            scored.add(new Scored<>(line, logistic(sum)));
        }
        return scored;
    }

    private static @Nullable Line ofSameTalk(Line line, @Nullable Line other) {
        if (other == null) {
            return null;
        }
        Duration apart = Duration.between(line.at(), other.at()).abs();
        return apart.compareTo(ONE_TALK) < 0 ? other : null;
    }

    private double near(@Nullable Line line) {
        return line == null ? 0 : Math.max(0, lineMeaning.applyAsDouble(line));
    }

    private double share(@Nullable Line line) {
        return line == null ? 0 : told(line.words(), found.lineWords()) / allLineWords;
    }

    private static double sum(double[] weights, double... features) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * features[i];
        }
        return sum;
    }

    private static double logistic(double sum) {
        return 1 / (1 + Math.exp(-sum));
    }
}
