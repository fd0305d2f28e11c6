package demi.emotion.sentiment;

import demi.emotion.words.PhraseMatcher;
import java.util.List;
import java.util.Set;

/**
 * A language that writes spaces, by its list: {@code kind} and {@code unkind} are words that say so of whatever they are
 * about, {@code said} what is unkind to whom it is said; {@code you}, {@code self}, {@code others} and {@code things} tell whom a clause
 * is about, {@code speaker} that it is about who speaks when it begins so; {@code mention} where words are only spoken of;
 * {@code none} what looks like a word of these, and is none.
 */
final class WordListTone implements LanguageTone {

    /** How far before a word its negation may stand, and how far after it. */
    private static final int BEFORE = 4;

    private static final int AFTER = 3;

    /** A clause with nobody in it is said to her when it is no longer than that: "Idiot!", "What a silly answer". */
    private static final int BARE = 6;

    private final PhraseMatcher kind;
    private final PhraseMatcher unkind;
    private final PhraseMatcher said;
    private final PhraseMatcher mention;
    private final PhraseMatcher none;
    private final Set<String> you;
    private final Set<String> self;
    private final Set<String> others;
    private final Set<String> things;
    private final Set<String> speaker;
    private final Set<String> negators;
    private final Set<String> unless;
    private final Set<String> function;
    private final Set<String> kindWords;
    private final Set<String> unkindWords;

    WordListTone(String resource) {
        WordSections list = new WordSections(resource);
        kind = list.phrases("kind");
        unkind = list.phrases("unkind");
        said = list.phrases("said");
        mention = list.phrases("mention");
        none = list.phrases("none");
        you = list.words("you");
        self = list.words("self");
        others = list.words("others");
        things = list.words("things");
        speaker = list.words("speaker");
        negators = list.words("negators");
        unless = list.words("unless");
        function = list.words("function");
        kindWords = list.singleWords("kind");
        unkindWords = list.singleWords("unkind");
    }

    @Override
    public Tone of(Words words) {
        int kinds = 0;
        int unkinds = 0;
        int saids = 0;
        for (List<String> clause : words.open()) {
            boolean mentioned = isIn(clause, mention);
            boolean speaksToHer = has(clause, you);
            boolean toHer = speaksToHer || isBare(clause);
            boolean ofOthers = !speaksToHer && (has(clause, others) || speaker.contains(clause.get(0)));
            for (int i = 0; i < clause.size(); i++) {
                int saidEnd = said.match(clause, i);
                int kindEnd = kind.match(clause, i);
                int unkindEnd = unkind.match(clause, i);
                int noneEnd = none.match(clause, i);
                int end = Math.max(Math.max(saidEnd, noneEnd), Math.max(kindEnd, unkindEnd));
                if (end <= i) {
                    continue;
                }
                if (noneEnd == end) {
                    i = end - 1;
                    continue;
                }
                if (saidEnd == end) {
                    saids += mentioned || ofOthers ? 0 : 1;
                } else {
                    boolean pleasant = (kindEnd == end) != isNegated(clause, i, end);
                    kinds += pleasant && (kindEnd == end || toHer) ? 1 : 0;
                    unkinds += !pleasant && toHer && !mentioned ? 1 : 0;
                }
                i = end - 1;
            }
        }
        if (saids > 0 && saids >= kinds) {
            return Tone.UNKIND;
        }
        return unkinds + saids > kinds ? Tone.UNKIND : kinds > 0 && kinds > unkinds ? Tone.KIND : Tone.NEUTRAL;
    }

    @Override
    public boolean speaksToHer(Words words) {
        return words.open().stream()
                .anyMatch(clause -> has(clause, you)
                        || (!has(clause, others) && isIn(clause, said))
                        || (isBare(clause) && (isIn(clause, kind) || isIn(clause, unkind))));
    }

    @Override
    public int known(Words words) {
        int known = 0;
        for (List<String> clause : words.open()) {
            for (String word : clause) {
                known += function.contains(word) ? 2 : kindWords.contains(word) || unkindWords.contains(word) ? 1 : 0;
            }
        }
        return known;
    }

    private boolean isBare(List<String> clause) {
        return clause.size() <= BARE && !has(clause, self) && !has(clause, others) && !has(clause, things);
    }

    private boolean isNegated(List<String> clause, int start, int end) {
        for (int i = Math.max(0, start - BEFORE); i < Math.min(clause.size(), end + AFTER); i++) {
            boolean inside = i >= start && i < end;
            if (!inside && negators.contains(clause.get(i))) {
                return i + 1 >= clause.size() || !unless.contains(clause.get(i + 1));
            }
        }
        return false;
    }

    private static boolean has(List<String> clause, Set<String> words) {
        return clause.stream().anyMatch(words::contains);
    }

    private static boolean isIn(List<String> clause, PhraseMatcher phrases) {
        for (int i = 0; i < clause.size(); i++) {
            if (phrases.match(clause, i) >= 0) {
                return true;
            }
        }
        return false;
    }
}
