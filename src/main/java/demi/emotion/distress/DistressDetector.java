package demi.emotion.distress;

import demi.emotion.distress.DistressSign.Certainty;
import demi.emotion.words.ClauseSplitter;
import demi.emotion.words.PhraseMatcher;
import java.util.List;
import java.util.Set;

/**
 * Whether words speak of distress (wanting to die, hurting oneself, being hurt, panic, fresh grief), and whose. Phrases that
 * are hardly ever said without it, and a classifier for all the other ways to say it; neither "skill" nor "this bug is
 * killing me" counts. In doubt it says yes, because care does no harm.
 */
public final class DistressDetector {

    /** From here on words are taken for distress; by {@code develop.txt} and ordinary text, see verticles.md. */
    static final double LIKELY = .8;

    /** As likely as that, no model's "no" counts. */
    static final double SURE = .92;

    /** As likely as that, a model's "yes" counts. */
    static final double POSSIBLE = .3;

    /** A phrase beside words of {@link #TALES} that are less likely than that to the classifier is a song's or a film's. */
    private static final double TOLD = .6;

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
        boolean own = has(DistressPhrases.OWN, clauses);
        boolean nears = !own && has(DistressPhrases.NEARS, clauses);
        boolean near = nears || (!own && score.about() >= .5);
        boolean meant = !isOver(clauses) && !(score.distress() < TOLD && isTale(clauses));
        if ((own || nears) && meant) {
            return new DistressSign(near, Certainty.SURE);
        }
        if (score.distress() >= LIKELY && meant) {
            return new DistressSign(near, score.distress() >= SURE ? Certainty.SURE : Certainty.LIKELY);
        }
        return score.distress() >= POSSIBLE || HardshipDetector.in(clean)
                ? new DistressSign(near, Certainty.POSSIBLE)
                : DistressSign.NONE;
    }

    private static boolean has(PhraseMatcher phrases, List<List<String>> clauses) {
        return clauses.stream().anyMatch(clause -> inClause(phrases, clause));
    }

    private static boolean inClause(PhraseMatcher phrases, List<String> clause) {
        for (int i = 0; i < clause.size(); i++) {
            int end = phrases.match(clause, i);
            if (end >= 0 && !denied(clause, i) && !FigurativeSpeech.after(clause, end)) {
                return true;
            }
        }
        return false;
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
