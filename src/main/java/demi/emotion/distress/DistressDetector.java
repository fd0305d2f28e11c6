package demi.emotion.distress;

import demi.emotion.distress.DistressSign.Certainty;
import demi.emotion.words.ClauseSplitter;
import demi.emotion.words.PhraseMatcher;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Whether words speak of distress (wanting to die, hurting oneself, being hurt, panic, fresh grief), and whose. Phrases that
 * are hardly ever said without it, and a classifier for all the other ways to say it; neither "skill" nor "this bug is
 * killing me" counts. In doubt it says yes, because care does no harm.
 */
public final class DistressDetector {

    /** From here on words call for care; by {@code develop.txt} and ordinary text, see verticles.md. */
    static final double LIKELY = .5;

    /** As likely as that, they are distress, and no model's "no" counts. */
    static final double SURE = .8;

    /** As likely as that, a model's "yes" counts. Below it a small model says yes to more of what is none than of what is. */
    static final double POSSIBLE = .35;

    /** The same of words that name something hard: alone they mean nothing. */
    private static final double HARD = .1;

    /** A phrase that is less likely than that to the classifier is not sure. */
    private static final double DOUBTED = .4;

    /** A phrase beside words of {@link #TALES} that are less likely than that to the classifier is a song's or a film's. */
    private static final double TOLD = .5;

    private static final DistressClassifier CLASSIFIER = DistressClassifier.load();

    private static final Set<String> TALES = Set.copyOf(List.of(
            ("film movie song lyrics band album novel poem story character hero heroine villain series episode essay"
                            + " homework thesis translate playlist quote lied roman gedicht hausaufgabe referat ubersetze serie krimi"
                            + " figur held heldin geschichte podcast documentary documentation doku")
                    .split(" ", -1)));

    private static final PhraseMatcher LONG_AGO = new PhraseMatcher("""
            years|decades ago
            long ago|over|past
            back then
            as a teenager|teen|kid|child
            in my teens|twenties|thirties|childhood|youth
            when i was *2 young|little|small|kid|child|teenager|teen|four|five|six|seven|eight|nine|ten|twelve|fifteen|sixteen
            used to
            vor *1 jahren
            vor langer zeit
            lange|jahre|ewig her
            langst|lange|zum vorbei
            als kind|jugendlicher|jugendliche|teenager
            als ich *2 klein|drei|vier|funf|sechs|jung war
            ^ fruher|damals
            """);

    private static final Set<String> NOW = Set.of("again", "still", "tonight", "anymore", "wieder", "noch", "nun");

    /** What may stand between a "not" and what it denies: "I am not going to kill myself". */
    private static final Set<String> LINKS = Set.of(
            "want",
            "wanna",
            "wanted",
            "going",
            "gonna",
            "to",
            "try",
            "trying",
            "ever",
            "really",
            "actually",
            "planning",
            "thinking",
            "about",
            "of",
            "feel",
            "feeling",
            "like",
            "be",
            "been",
            "being",
            "even");

    private static final Set<String> SELF = Set.of(
            "i", "im", "ive", "id", "ill", "me", "my", "myself", "ich", "mich", "mir", "mein", "meine", "meinem");

    /** What may stand between somebody and what they say, feel or do. */
    private static final Set<String> TELLING = Set.copyOf(List.of(
            ("is are was were has have had be been being keeps kept says said talks talking speaks speaking about of thinks"
                            + " thinking wants just really always constantly often again started tried now even still that"
                            + " ist hat war sagt sagte meint meinte redet spricht davon denkt daran dass immer oft wieder jetzt")
                    .split(" ", -1)));

    private enum Whose {
        OWN,
        NEARS
    }

    private DistressDetector() {}

    /** Reads the classifier's weights, which takes a while: not for an event loop. */
    public static void load() {
        find("");
    }

    /** Whether it is taken for distress of anybody before any model has read it. */
    public static boolean in(String text) {
        return find(text).isHeard();
    }

    /** In time that grows with the text's length only. */
    public static DistressSign find(String text) {
        String clean = CleanText.of(text);
        DistressClassifier.Score score = CLASSIFIER.score(clean);
        List<List<String>> clauses = ClauseSplitter.of(clean);
        Set<Whose> whose = whose(clauses);
        boolean own = whose.contains(Whose.OWN);
        boolean nears = !own && (whose.contains(Whose.NEARS) || has(clauses));
        boolean near = nears || (!own && score.about() >= .5);
        boolean meant = !isOver(clauses) && !(score.distress() < TOLD && isTale(clauses));
        if ((own || nears) && meant) {
            return new DistressSign(near, score.distress() >= DOUBTED ? Certainty.SURE : Certainty.LIKELY);
        }
        if (score.distress() >= LIKELY && meant) {
            return new DistressSign(near, score.distress() >= SURE ? Certainty.SURE : Certainty.LIKELY);
        }
        boolean isHard = meant && score.distress() >= HARD && HardshipDetector.in(clean);
        return score.distress() >= POSSIBLE || isHard ? new DistressSign(near, Certainty.POSSIBLE) : DistressSign.NONE;
    }

    /** Whose distress the phrases speak of that anybody may say of themselves. */
    private static Set<Whose> whose(List<List<String>> clauses) {
        Set<Whose> whose = EnumSet.noneOf(Whose.class);
        for (List<String> clause : clauses) {
            for (int i = 0; i < clause.size(); i++) {
                int end = match(DistressPhrases.OWN, clause, i);
                if (end >= 0) {
                    whose.add(isOfNear(clause, i, end) ? Whose.NEARS : Whose.OWN);
                }
            }
        }
        return whose;
    }

    /** "My sister is talking about ending it all": what stands before it says whose it is, where itself does not. */
    private static boolean isOfNear(List<String> clause, int start, int end) {
        if (clause.subList(start, end).stream().anyMatch(SELF::contains)) {
            return false;
        }
        int i = start - 1;
        while (i >= 0 && TELLING.contains(clause.get(i))) {
            i--;
        }
        return i >= 0 && DistressPhrases.isSomebodyNear(clause.get(i));
    }

    private static boolean has(List<List<String>> clauses) {
        return clauses.stream()
                .anyMatch(clause ->
                        IntStream.range(0, clause.size()).anyMatch(i -> match(DistressPhrases.NEARS, clause, i) >= 0));
    }

    /** The end of a phrase that is meant, -1 where there is none. */
    private static int match(PhraseMatcher phrases, List<String> clause, int start) {
        int end = phrases.match(clause, start);
        return end >= 0 && !denied(clause, start) && !FigurativeSpeech.after(clause, end) ? end : -1;
    }

    private static boolean isTale(List<List<String>> clauses) {
        return clauses.stream().anyMatch(clause -> clause.stream().anyMatch(TALES::contains));
    }

    /** "That was years ago", and nothing that says that it goes on. */
    private static boolean isOver(List<List<String>> clauses) {
        boolean past = false;
        for (List<String> clause : clauses) {
            for (int i = 0; i < clause.size(); i++) {
                past |= LONG_AGO.match(clause, i) >= 0;
                if (NOW.contains(clause.get(i))) {
                    return false;
                }
            }
        }
        return past;
    }

    private static boolean denied(List<String> clause, int start) {
        int i = start - 1;
        while (i >= 0 && LINKS.contains(clause.get(i))) {
            i--;
        }
        return i >= 0 && PhraseMatcher.negates(clause.get(i));
    }
}
