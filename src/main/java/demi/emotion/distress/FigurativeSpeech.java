package demi.emotion.distress;

import demi.emotion.words.PhraseMatcher;
import java.util.List;
import java.util.Set;

/** Whether hard words are a way of speaking: "dying of boredom", "my battery is dead", "onions make me cry". */
final class FigurativeSpeech {
    private FigurativeSpeech() {}

    private static final Set<String> LIGHT =
            words("laughing laughter embarrassment cringe cringing boredom game games level boss"
                    + " minecraft fortnite raid respawn gym slack shaving coffee sugar chocolate chess cake pizza netflix caffeine"
                    + " haircut hair bangs fringe puzzle crossword tennis sudoku"
                    + " lachen langeweile spiel schach rasieren zucker schokolade kuchen ratsel");

    /** After these something else is meant: "I keep cutting myself and my hair falls out". */
    private static final Set<String> TURNS = words("and but because so i im my");

    /** What dies, is killed, attacked or in a coma without anybody's grief. */
    private static final Set<String> THINGS =
            words("battery batteries phone laptop tablet computer pc car engine motor bike"
                    + " scooter server disk drive router wifi internet network line connection printer tv screen monitor lamp bulb light"
                    + " app link process thread port server plant plants lawn flower flowers cactus basil herbs sourdough"
                    + " mosquito mosquitoes fly wasp ant ants weed weeds fuse boiler fridge dishwasher machine vacuum keyboard mouse"
                    + " controller console watch clock film movie series show episode book novel character game level boss"
                    + " akku handy rechner auto drucker pflanze pflanzen lampe film serie buch");

    private static final Set<String> DEATH = words(
            "died dies dying dead death killed attacked suffering suffer beaten tot gestorben sterben geschlagen");

    private static final Set<String> WEEPING = words("cry cries crying cried tears sobbing weine weinen geweint");

    private static final Set<String> GLAD =
            words("joy happiness happy onion onions laughing laughter laughed laugh funny film"
                    + " movie movies book song wedding weddings zwiebeln zwiebel freude gelacht lachen");

    private static final Set<String> IT = Set.of("it");

    private static final Set<String> LONGING = words("for to");

    /** "Dead tired". */
    private static final Set<String> DEAD = words("tired serious sure wrong easy simple end line slow quiet");

    private static final int WITHIN = 5;
    private static final int THING_WITHIN = 4;

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

    /** @param at of one hard word */
    static boolean at(List<String> clause, int at) {
        String word = clause.get(at);
        return after(clause, at + 1)
                || (DEATH.contains(word) && has(clause, at, THING_WITHIN, THINGS))
                || (WEEPING.contains(word) && has(clause, at, WITHIN, GLAD))
                || (word.equals("dead") && isBefore(clause, at, DEAD))
                || (word.equals("killed") && isBefore(clause, at, IT))
                || (word.equals("dying") && isBefore(clause, at, LONGING));
    }

    private static boolean isBefore(List<String> clause, int at, Set<String> words) {
        return at + 1 < clause.size() && words.contains(clause.get(at + 1));
    }

    private static boolean has(List<String> clause, int at, int within, Set<String> words) {
        return clause.subList(Math.max(0, at - within), Math.min(clause.size(), at + 1 + within)).stream()
                .anyMatch(words::contains);
    }
}
