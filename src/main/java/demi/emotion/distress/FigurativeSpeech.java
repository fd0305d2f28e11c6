package demi.emotion.distress;

import demi.emotion.words.PhraseMatcher;
import java.util.List;
import java.util.Set;

/** Whether hard words are a way of speaking: "dying of boredom". */
final class FigurativeSpeech {
    private FigurativeSpeech() {}

    private static final Set<String> LIGHT =
            words("laughing laughter embarrassment cringe cringing boredom game games level boss"
                    + " minecraft fortnite raid respawn gym slack shaving coffee sugar chocolate chess cake pizza netflix caffeine"
                    + " haircut hair bangs fringe puzzle crossword tennis sudoku"
                    + " lachen langeweile spiel schach rasieren zucker schokolade kuchen ratsel");

    /** After these something else is meant: "I keep cutting myself and my hair falls out". */
    private static final Set<String> TURNS = words("and but because so i im my");

    private static final int WITHIN = 5;

    private static Set<String> words(String list) {
        return Set.copyOf(List.of(list.split(" ", -1)).stream().distinct().toList());
    }

    /** @param end where hard words end */
    static boolean after(List<String> clause, int end) {
        int to = Math.min(clause.size(), end + WITHIN);
        for (int i = end; i < to; i++) {
            String word = clause.get(i);
            // "Im Schach" is German.
            boolean light = LIGHT.contains(word) || (word.equals("im") && isBefore(clause, i, LIGHT));
            if (light) {
                return true;
            }
            if (TURNS.contains(word) || PhraseMatcher.negates(word)) {
                return false;
            }
        }
        return false;
    }

    private static boolean isBefore(List<String> clause, int at, Set<String> words) {
        return at + 1 < clause.size() && words.contains(clause.get(at + 1));
    }
}
