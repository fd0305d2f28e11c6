package demi.conductor.reply;

import demi.conductor.reply.HouseWords.Kind;
import demi.conductor.reply.Words.Word;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Finds in a growing text runs of words that are the house's own. */
final class Echo {

    /** So many words in a row are no accident. */
    private static final double RUN = 5;
    /** What she knows of herself and of people she may well say, in her own order of words. */
    private static final double LONG_RUN = 8;
    /** From here on the words wait until it is clear. */
    private static final double SUSPICIOUS = 3;

    private static final int CONTENT = 2;
    private static final int CONTENT_LENGTH = 4;
    /** To her, and so never hers. */
    private static final Set<String> TO_HER =
            Set.of("you", "your", "youre", "yourself", "du", "dein", "deine", "dich", "dir");

    private final HouseWords house;
    /** By the place in the house's text where it has got to: a run that may go on. */
    private Map<Integer, Run> runs = new HashMap<>();

    private record Run(int from, int start, double weight) {}

    Echo(HouseWords house) {
        this.house = house;
    }

    /** Where in the text the echo begins that this word completes; -1 where it completes none. */
    int add(Word word) {
        if (word.isNumber()) {
            return -1;
        }
        Map<Integer, Run> next = new HashMap<>();
        for (int place : house.places(word.text())) {
            Run before = runs.get(place - 1);
            Run run = before == null
                    ? new Run(place, word.start(), word.weight())
                    : new Run(before.from(), before.start(), before.weight() + word.weight());
            next.put(place, run);
        }
        runs = next;
        return runs.entrySet().stream()
                .filter(entry -> isEcho(entry.getValue(), entry.getKey()))
                .mapToInt(entry -> entry.getValue().start())
                .min()
                .orElse(-1);
    }

    /** Where the longest run begins that may become an echo; -1 where none may. */
    int suspicious() {
        return runs.values().stream()
                .filter(run -> run.weight() >= SUSPICIOUS)
                .mapToInt(Run::start)
                .min()
                .orElse(-1);
    }

    private boolean isEcho(Run run, int to) {
        if (run.weight() < RUN) {
            return false;
        }
        boolean hers =
                house.kind(run.from()) == Kind.PERSONA && !house.at(run.from()).first() && !speaksToHer(run, to);
        boolean free = hers || house.kind(run.from()) == Kind.FACT;
        return run.weight() >= (free ? LONG_RUN : RUN)
                && hasContent(run, to)
                && !house.isSaidByPerson(words(run.from(), to));
    }

    private boolean speaksToHer(Run run, int to) {
        for (int place = run.from(); place <= to; place++) {
            if (TO_HER.contains(house.at(place).text())) {
                return true;
            }
        }
        return false;
    }

    /** A run of nothing but small words is everybody's. */
    private boolean hasContent(Run run, int to) {
        int content = 0;
        for (int place = run.from(); place <= to; place++) {
            Word word = house.at(place);
            content += word.weight() < 1 || word.text().length() >= CONTENT_LENGTH ? 1 : 0;
        }
        return content >= CONTENT;
    }

    private String words(int from, int to) {
        StringBuilder words = new StringBuilder();
        for (int place = from; place <= to; place++) {
            words.append(words.length() == 0 ? "" : " ").append(house.at(place).text());
        }
        return words.toString();
    }
}
