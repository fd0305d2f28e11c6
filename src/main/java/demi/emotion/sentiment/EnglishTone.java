package demi.emotion.sentiment;

import demi.emotion.words.PhraseMatcher;
import java.util.List;
import java.util.Set;

/** English: phrases that are said to her, and for the rest a linear model of what is pleasant and what is not. */
final class EnglishTone implements LanguageTone {

    /** Log odds against a neutral text from which on the model is heard. */
    private static final float PLEASANT = .3f;

    private static final float UNPLEASANT = .3f;

    /** And from which on it is unkind, where it speaks to her and no phrase says so. */
    private static final float TO_HER = 1;

    /** And from which on it is unpleasant, where it speaks to her: "I rewrote your function" is not. */
    private static final float UNPLEASANT_TO_HER = 1.2f;

    private static final Set<String> APOLOGIES = Set.of("sorry", "apologies", "apologize", "apologise");
    /** Who begins so says what is wanted, or not. */
    private static final Set<String> REFUSALS = Set.of("nah", "nope", "no", "stop");

    private static final Set<String> SELF = Set.of("i", "im", "ive", "id", "me", "my", "mine", "myself", "we", "our");
    private static final Set<String> TASTE = Set.of("hate", "like", "love", "enjoy");
    private static final Set<String> HERS = Set.of("this", "it", "that", "talking");
    private static final Set<String> HER =
            Set.of("you", "u", "your", "youre", "ur", "yours", "demi", "youve", "yourself", "youll", "youd");
    private static final Set<String> OTHERS =
            Set.of("he", "she", "they", "him", "them", "his", "their", "hes", "shes", "theyre", "who");
    private final PhraseMatcher unkind;
    private final PhraseMatcher bare;
    private final PhraseMatcher kind;
    private final PhraseMatcher told;
    private final PhraseMatcher praise;
    private final PhraseMatcher hostile;
    private final Set<String> function;
    private final LinearModel general;
    private final LinearModel toHer;

    EnglishTone(String resource) {
        WordSections list = new WordSections(resource);
        unkind = list.phrases("unkind");
        bare = list.phrases("bare");
        kind = list.phrases("kind");
        told = list.phrases("told");
        praise = list.phrases("praise");
        hostile = list.phrases("hostile");
        function = list.words("function");
        general = new LinearModel(Resources.bytes("english.bin"));
        toHer = new LinearModel(Resources.bytes("english-to-her.bin"));
    }

    @Override
    public Tone of(Words words) {
        List<List<String>> own =
                words.closed().stream().filter(clause -> !isTold(clause)).toList();
        int kindToHer = Negation.count(own, kind, false);
        int kinds = Negation.count(words.closed(), praise, false) + kindToHer;
        boolean apologizes = !words.closed().isEmpty() && has(words.closed().get(0), APOLOGIES);
        if (!apologizes && isUnkind(own, kinds, kindToHer)) {
            return Tone.UNKIND;
        }
        // What denies a hard word is not what a model makes of that word: "you're not useless".
        boolean denies = apologizes || Negation.count(own, hostile, true) > 0;
        TextFeatures features = TextFeatures.of(words.text(), words.closed());
        if (!denies && isUnkind(features, own, kindToHer)) {
            return Tone.UNKIND;
        }
        LinearModel.Score score = general.score(features);
        if (kindToHer > 0 || (score.pleasant() > PLEASANT && score.pleasant() >= score.unpleasant())) {
            return Tone.KIND;
        }
        int unkinds =
                unkinds(own.stream().filter(EnglishTone::notAboutThemselves).toList());
        boolean refuses = !words.closed().isEmpty()
                && REFUSALS.contains(words.closed().get(0).get(0));
        if (!denies && !refuses && (unkinds > kinds || isUnpleasant(own, score.unpleasant()))) {
            return Tone.UNPLEASANT;
        }
        return kinds > unkinds ? Tone.KIND : Tone.NEUTRAL;
    }

    /** By its phrases. */
    private boolean isUnkind(List<List<String>> own, int kinds, int kindToHer) {
        List<List<String>> ofNobody = own.stream()
                .filter(clause -> !has(clause, SELF) && !has(clause, OTHERS))
                .toList();
        int unkindToHer = Negation.count(own, unkind, false) + Negation.count(ofNobody, bare, false);
        return (unkindToHer > 0 && unkindToHer >= kindToHer)
                || unkinds(own.stream().filter(EnglishTone::aboutHer).toList()) > kinds;
    }

    /** Where no phrase says so. */
    private boolean isUnkind(TextFeatures features, List<List<String>> own, int kindToHer) {
        LinearModel.Score score = toHer.score(features);
        return kindToHer == 0
                && score.unpleasant() > TO_HER
                && score.unpleasant() > score.pleasant()
                && own.stream().anyMatch(EnglishTone::aboutHer);
    }

    private static boolean isUnpleasant(List<List<String>> own, float unpleasant) {
        return unpleasant > UNPLEASANT
                && own.stream()
                        .anyMatch(clause ->
                                notAboutThemselves(clause) && (unpleasant > UNPLEASANT_TO_HER || !aboutHer(clause)));
    }

    private int unkinds(List<List<String>> clauses) {
        return Negation.count(clauses, hostile, false) + Negation.count(clauses, praise, true);
    }

    @Override
    public boolean speaksToHer(Words words) {
        return words.closed().stream()
                .anyMatch(clause -> aboutHer(clause) || Negation.count(List.of(clause), unkind, false) > 0);
    }

    @Override
    public int known(Words words) {
        int known = 0;
        for (List<String> clause : words.closed()) {
            for (String word : clause) {
                known += function.contains(word) ? 2 : ValenceLexicon.of(word) != 0 ? 1 : 0;
            }
        }
        return known;
    }

    private boolean isTold(List<String> clause) {
        return told.match(clause, 0) >= 0 || (clause.size() > 1 && told.match(clause, 1) >= 0);
    }

    /** "My day was terrible" is no reproach; "I hate this" is. */
    private static boolean notAboutThemselves(List<String> clause) {
        return has(clause, HER)
                || !(has(clause, SELF) || has(clause, OTHERS))
                || (has(clause, TASTE) && has(clause, HERS));
    }

    static boolean isAboutHer(String text) {
        return Words.of(text).closed().stream().anyMatch(EnglishTone::aboutHer);
    }

    private static boolean aboutHer(List<String> clause) {
        return has(clause, HER);
    }

    private static boolean has(List<String> clause, Set<String> words) {
        return clause.stream().anyMatch(words::contains);
    }
}
