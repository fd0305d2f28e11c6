package demi.conductor.reply;

import demi.conductor.reply.PromptWords.Kind;
import demi.conductor.reply.Words.Word;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds in a growing text runs of words that are the house's own. */
final class Echo {

    /** So many words in a row are no accident. */
    private static final double RUN = 5;
    /**
     * What she knows of herself, and what her examples have her say, she may say in her own order of words; six of theirs in
     * a row are a repetition, as those who read her replies count it. Who speaks of the same things does not hit upon six by
     * accident, but for those that everybody says all day ("I would like to know what"): such a run is let through until
     * it is longer. Where a persona has more of them in it, a reply is asked for again now and then, and nothing worse.
     */
    private static final double PERSONAS_RUN = 6;
    /** What people said of themselves, and she remembers, is theirs to hear again; and so is what everybody says. */
    private static final double LONG_RUN = 8;
    /** From here on the words wait until it is clear. */
    private static final double SUSPICIOUS = 3;

    private static final int CONTENT = 2;
    private static final int CONTENT_LENGTH = 4;
    /** To her, and so never hers. */
    private static final Set<String> TO_HER =
            Set.of("you", "your", "youre", "yourself", "du", "dein", "deine", "dich", "dir");

    private static final Set<String> EVERYDAY =
            Set.copyOf(List.of(("i im ive id ill me my you your we us our he him his she her it its they them"
                            + " their a an the this that these those there here and or but so because if when while than as what who how why"
                            + " where which to of in on at for from with about by up out off do dont does did done have has had am is are was were"
                            + " be been will would can cant could should may might must not no yes like know think want say said tell go going get"
                            + " make let just really very too also again still now then one two some any all more much good ich du er sie es wir"
                            + " ihr mich mir dir dich der die das den dem ein eine einen und oder aber weil wenn dass was wer wie wo zu von in an"
                            + " auf für mit über nicht kein ja nein ist bin bist sind war hat habe haben will kann muss soll auch noch schon mal so")
                    .split(" ", -1)));

    private final PromptWords promptWords;
    /** By the place in the house's text where it has got to: a run that may go on. */
    private Map<Integer, Run> runs = new HashMap<>();

    private record Run(int from, int start, double weight) {}

    Echo(PromptWords house) {
        this.promptWords = house;
    }

    /** Where in the text the echo begins that this word completes; -1 where it completes none. */
    int add(Word word) {
        if (word.isNumber()) {
            return -1;
        }
        Map<Integer, Run> next = new HashMap<>();
        for (int place : promptWords.places(word.text())) {
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
        boolean personas = promptWords.kind(run.from()) == Kind.PERSONA;
        boolean hers = personas && !promptWords.at(run.from()).first() && !speaksToHer(run, to);
        boolean everybodys = personas && isEverybodys(run, to);
        boolean free = everybodys || promptWords.kind(run.from()) == Kind.FACT;
        boolean certain = personas && !everybodys && run.weight() >= PERSONAS_RUN;
        return run.weight() >= (free ? LONG_RUN : hers ? PERSONAS_RUN : RUN)
                && (certain || hasContent(run, to))
                && !promptWords.isSaidByPerson(words(run.from(), to));
    }

    private boolean isEverybodys(Run run, int to) {
        for (int place = run.from(); place <= to; place++) {
            Word word = promptWords.at(place);
            if (word.weight() < 1 || !EVERYDAY.contains(word.text())) {
                return false;
            }
        }
        return true;
    }

    private boolean speaksToHer(Run run, int to) {
        for (int place = run.from(); place <= to; place++) {
            if (TO_HER.contains(promptWords.at(place).text())) {
                return true;
            }
        }
        return false;
    }

    /** A run of nothing but small words is everybody's. */
    private boolean hasContent(Run run, int to) {
        int content = 0;
        for (int place = run.from(); place <= to; place++) {
            Word word = promptWords.at(place);
            content += word.weight() < 1 || word.text().length() >= CONTENT_LENGTH ? 1 : 0;
        }
        return content >= CONTENT;
    }

    private String words(int from, int to) {
        StringBuilder words = new StringBuilder();
        for (int place = from; place <= to; place++) {
            words.append(words.length() == 0 ? "" : " ")
                    .append(promptWords.at(place).text());
        }
        return words.toString();
    }
}
