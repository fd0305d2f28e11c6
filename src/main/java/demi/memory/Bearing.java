package demi.memory;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a sentence tells a fact of the person who said it, as it is now: not what has to be or was, what somebody else
 * thinks or said, what is in a book, or what was meant the other way round. A fact that says so itself ("Used to be
 * vegetarian", "Has to move") is told by it all the same. Better to learn nothing than something wrong.
 */
final class Bearing {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final Pattern MADE_UP = Pattern.compile(
            "\\b(?:in (?:the|a|my) (?:book|film|movie|story|novel|series|show|game|play|dream)|i (?:dreamt|dreamed)"
                    + "|im (?:buch|film|roman|spiel|traum)|ich habe geträumt)\\b",
            FLAGS);
    /** Wherever in a message it stands: it turns all of it round. */
    private static final Pattern IRONY = Pattern.compile("\\bas if!|\\byeah,? right\\b", FLAGS);

    private static final Pattern TO_COME = Pattern.compile(
            "\\b(?:have to|has to|must|need to|ought to|should|might|(?<!\\b(?:in|of|on|last|since) )may|could|will|going to|want to|would like|hope to"
                    + "|plan to|muss|müssen|soll|sollen|sollte|könnte|werde|werden|will|wollen|möchte)\\b",
            FLAGS);
    private static final Pattern SAYS_TO_COME = Pattern.compile(
            "\\b(?:has to|have to|must|needs?|should|might|may|could|will|going|wants?|would|hopes?|plans?|planning|considers?"
                    + "|considering|thinking|about to|moving|muss|soll|wird|will|möchte|plant)\\b",
            FLAGS);

    private static final Pattern PAST =
            Pattern.compile("\\b(?:used to|once (?:was|had)|no longer|früher|nicht mehr)\\b", FLAGS);
    private static final Pattern SAYS_PAST = Pattern.compile(
            "\\b(?:used to|once|was|were|had|formerly|former|no longer|not|stopp?e?d|quit|gave up|doesn|don|früher|war|hatte|nicht)\\b",
            FLAGS);

    private static final Pattern REPORTED = Pattern.compile(
            "\\b(\\p{L}+) (?:told|tells?|says?|said|thinks?|thought|believes?|believed|claims?|claimed|sagt|sagte|meint"
                    + "|meinte|glaubt|denkt)\\b",
            FLAGS);
    private static final Set<String> SELF = Set.of("i", "we", "ich", "wir");

    private static final Pattern OF_OTHERS = Pattern.compile(
            "^\\W*(?:she|he|they|everyone|everybody|nobody|people|er|sie|alle|jeder|niemand)\\b", FLAGS);
    /** "Anna loves me" says nothing of whom the person loves. */
    private static final Pattern OTHERS_LIKING =
            Pattern.compile("\\b(?!it\\b|this\\b|that\\b)\\p{L}+ (?:loves|likes|hates|adores|dislikes) me\\b", FLAGS);

    private static final Pattern LIKING = Pattern.compile("^(?:loves|likes|hates|adores|dislikes)\\b", FLAGS);

    /** Something of theirs that the fact has to name, as it is told of that. */
    private static final Pattern POSSESSION = Pattern.compile(
            "^\\W*(?:my|our|meine?|unsere?) (\\p{L}+) (?:is|was|has|are|had|ist|war|hat|sind)\\b", FLAGS);
    /** Of whom it is told after all. */
    private static final Set<String> OF_THEM = Set.of(
            "name",
            "names",
            "job",
            "work",
            "profession",
            "hometown",
            "home",
            "birthday",
            "age",
            "hobby",
            "height",
            "beruf",
            "geburtstag",
            "alter",
            "hobbys",
            "arbeit",
            "heimat");

    /** The weather, what was on the news, what a thing does. */
    private static final Pattern OF_NOBODY = Pattern.compile(
            "^\\W*(?:it|its|it['’]s|there|there['’]s|the|this|that|that['’]s|these|those|what|how|lol|haha|today|tonight|tomorrow|yesterday"
                    + "|es|das|der|die|dies\\p{L}*|da|hier|heute|morgen|gestern)\\b",
            FLAGS);

    private Bearing() {}

    /** Whether a sentence in which the person does not speak of themselves is about nobody. */
    static boolean isOfNobody(String sentence) {
        return OF_NOBODY.matcher(sentence).find();
    }

    /** Whether what was said as a whole is meant as it stands. */
    static boolean isMeant(String sentence, String message) {
        return !MADE_UP.matcher(sentence).find() && !IRONY.matcher(message).find();
    }

    /** @param self whether the person speaks of themselves in the clause */
    static boolean tells(String clause, String fact, boolean self) {
        return (!TO_COME.matcher(clause).find() || SAYS_TO_COME.matcher(fact).find())
                && (!PAST.matcher(clause).find() || SAYS_PAST.matcher(fact).find())
                && (self || !OF_OTHERS.matcher(clause).find())
                && isOfReporter(clause, fact)
                && !(OTHERS_LIKING.matcher(clause).find()
                        && LIKING.matcher(fact).find())
                && namesPossession(clause, fact);
    }

    /** What somebody else says or thinks tells of nobody but them. */
    private static boolean isOfReporter(String clause, String fact) {
        Matcher found = REPORTED.matcher(clause);
        if (!found.find()) {
            return true;
        }
        String who = found.group(1).toLowerCase(Locale.ROOT);
        return SELF.contains(who) || fact.toLowerCase(Locale.ROOT).startsWith(who);
    }

    private static boolean namesPossession(String clause, String fact) {
        Matcher found = POSSESSION.matcher(clause);
        if (!found.find()) {
            return true;
        }
        String thing = found.group(1).toLowerCase(Locale.ROOT);
        return OF_THEM.contains(thing)
                || fact.toLowerCase(Locale.ROOT).contains(thing)
                || WordMatch.words(fact).stream().anyMatch(word -> Synonyms.same(word.text(), thing));
    }
}
