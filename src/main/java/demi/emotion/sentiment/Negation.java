package demi.emotion.sentiment;

import demi.emotion.words.PhraseMatcher;
import java.util.List;
import java.util.Set;

/** Whether an English phrase is denied: "not", or the like, stands before it, with at most words of degree in between. */
public final class Negation {

    private static final Set<String> BETWEEN = Set.of(
            "a",
            "an",
            "the",
            "so",
            "very",
            "really",
            "that",
            "too",
            "at",
            "all",
            "any",
            "be",
            "been",
            "feel",
            "feeling",
            "particularly",
            "much",
            "even",
            "my",
            "your",
            "exactly",
            "get",
            "getting",
            "more");

    private Negation() {}

    /** How many times one of the phrases is in the clauses, where it is denied, or where it is not. */
    public static int count(List<List<String>> clauses, PhraseMatcher phrases, boolean denied) {
        int found = 0;
        for (List<String> clause : clauses) {
            for (int i = 0; i < clause.size(); i++) {
                int end = phrases.match(clause, i);
                if (end > i) {
                    found += isBefore(clause, i) == denied ? 1 : 0;
                    i = end - 1;
                }
            }
        }
        return found;
    }

    private static boolean isBefore(List<String> clause, int start) {
        int i = start - 1;
        while (i >= 0 && BETWEEN.contains(clause.get(i))) {
            i--;
        }
        return i >= 0 && PhraseMatcher.negates(clause.get(i));
    }
}
