package demi.store.query.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which rows have which words. */
final class WordHits {

    /** Of a word that more rows have, only the newest so many count. */
    static final int MOST_OF_A_WORD = 200;
    /** As if there were so many rows: it only sets the scale, and a person who has told little is nobody else for it. */
    private static final double ROWS = 20_000;

    /** Of the newest rows that have each word, in the order of the words. */
    private final List<List<Long>> places;

    private final long before;
    private final Map<Long, Long> words = new HashMap<>();

    WordHits(List<List<Long>> places, long before) {
        this.places = places;
        this.before = before;
        for (int i = 0; i < places.size(); i++) {
            for (long place : places.get(i)) {
                words.merge(place, 1L << i, (one, other) -> one | other);
            }
        }
    }

    /** Only rows before that count. */
    long before() {
        return before;
    }

    /** @param lists of each word one, with commas; null where there is nothing */
    static WordHits of(List<@Nullable String> lists, long before) {
        return new WordHits(lists.stream().map(WordHits::numbers).toList(), before);
    }

    private static List<Long> numbers(@Nullable String list) {
        List<Long> numbers = new ArrayList<>();
        if (list != null) {
            long number = 0;
            for (int i = 0; i <= list.length(); i++) {
                if (i == list.length() || list.charAt(i) == ',') {
                    numbers.add(number);
                    number = 0;
                } else {
                    number = number * 10 + (list.charAt(i) - '0');
                }
            }
        }
        return numbers;
    }

    /** How much each word tells: the fewer have it, the more. One that nobody has counts as the rarest, for it is missed. */
    List<Double> weights() {
        return places.stream()
                .map(having -> Math.log(1 + ROWS / Math.max(1, having.size())))
                .toList();
    }

    /** A bit for each word. */
    long wordsOf(long place) {
        return words.getOrDefault(place, 0L);
    }

    /** The rows whose words tell most together, the newest of like ones first. */
    List<Long> best(int most) {
        List<Double> weights = weights();
        Map<Long, Double> sums = new HashMap<>();
        for (int i = 0; i < places.size(); i++) {
            for (long place : places.get(i)) {
                sums.merge(place, weights.get(i), Double::sum);
            }
        }
        return sums.entrySet().stream()
                // Sums of the same weights in another order are not quite the same.
                .sorted(Comparator.comparingLong(
                                (Map.Entry<Long, Double> entry) -> -Math.round(entry.getValue() * 1_000))
                        .thenComparing(entry -> -entry.getKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }
}
