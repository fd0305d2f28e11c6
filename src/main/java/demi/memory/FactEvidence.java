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
final class FactEvidence {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final Pattern MADE_UP = Pattern.compile(
            "\\b(?:in (?:the|a|my) (?:book|film|movie|story|novel|series|show|game|play|dream)|i (?:dreamt|dreamed)"
                    + "|im (?:buch|film|roman|spiel|traum)|ich habe geträumt)\\b",
            FLAGS);
    /** Wherever in a message it stands: it turns all of it round. */
    private static final Pattern IRONY = Pattern.compile(
            "\\bas if!|\\byeah,? right\\b|\\b(?:just|only) (?:kidding|joking)\\b|\\b(?:that|it) was (?:all )?a (?:lie|joke)\\b"
                    + "|\\b(?:nur|war ein) (?:spaß|scherz|witz)\\b|\\bgelogen\\b",
            FLAGS);

    private static final Pattern TO_COME = Pattern.compile(
            "\\b(?:have to|has to|must|need to|ought to|should|might|(?<!\\b(?:in|of|on|last|since) )may|could|will|going to|want to|would like|would rather|hope to"
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

    /** What did not quite come about, what is doubted, asked or played. */
    private static final Pattern NOT_QUITE = Pattern.compile(
            "\\b(?:almost|nearly|als (?:wäre|wär|hätte)|pretend(?:ed|ing|s)?|supposed to|meant to be|doubt|feel(?:s|ing)? like|look(?:s|ed)? like|rumou?r"
                    + "|(?:ask(?:s|ed)?|wonder(?:s|ed|ing)?)(?: me| us| him| her| \\p{Lu}\\p{L}+)? (?:if|whether)|call(?:s|ed)? me an?"
                    + "|(?:bin|habe|hab|hätte|wäre|ist|hat) fast|beinahe|bezweifle|angeblich|fragte?(?: mich)?,? ob)\\b",
            FLAGS);

    private static final Pattern SAYS_NOT_QUITE = Pattern.compile(
            "\\b(?:almost|nearly|pretend\\p{L}*|supposed|meant|doubts?|feels?|looks?|asks?|asked|wonders?|fast|beinahe|angeblich)\\b",
            FLAGS);

    /** Where somebody lives or works is told by such words, and not by any sentence with the place in it. */
    private static final Pattern SAYS_HOME =
            Pattern.compile("^\\W*(?:they |(?:s?he) )?(?:lives?|living|is living|wohnt|lebt)\\b", FLAGS);

    private static final Pattern HOME = Pattern.compile(
            "\\b(?:live|living|lives|lived|moved|moving|move|home|house|flat|apartment|room|based|settled|rent\\p{L}*|stay(?:ing)?|share"
                    + "|from|here in|roommates?|flatmates?|wohn\\p{L}*|leb\\p{L}*|zieh\\p{L}*|zog|umgezogen|gezogen|zuhause|daheim|haus"
                    + "|wg)\\b",
            FLAGS);

    private static final Pattern SAYS_WORK =
            Pattern.compile("^\\W*(?:they |(?:s?he) )?(?:works?|working|is working|is employed|arbeitet)\\b", FLAGS);

    private static final Pattern NO_WORK_YET = Pattern.compile(
            "\\b(?:interview\\p{L}*|appl(?:y|ied|ying|ication)|shopping|bought|visit\\p{L}*|customer|lost|quit|left|fired|laid off|verloren|gekündigt|vorstellungsgespräch|beworben|bewerbe"
                    + "|bewerbung)\\b",
            FLAGS);

    private static final Pattern SAYS_HAS = Pattern.compile(
            "^\\W*(?:they |(?:s?he) )?(?:has|have|owns?|hat|besitzt)\\b(?! (?:to|been|had|no)\\b)", FLAGS);

    private static final Pattern HAS_NOT = Pattern.compile(
            "\\b(?:sold|returned|died|gave away|given away|put down|dead|stolen|rehomed|looking after|babysitting|jealous of|envy|neidisch|i(?:['’]m| am) (?:\\p{L}+ )?(?:scared|afraid|terrified|frightened) of"
                    + "|documentary|article|film about|movie about|book about|(?:test|tested)\\b.{0,30}\\bnegative|verkauft|gestorben"
                    + "|verschenkt|gestohlen|angst vor|dokumentation|doku)\\b",
            FLAGS);

    private static final Pattern SAYS_HAS_NOT = Pattern.compile(
            "\\b(?:sold|returned|jealous|babysit\\p{L}*|died|gave|given|dead|stolen|after|scared|afraid|terrified|frightened|negative|verkauft|gestorben|verschenkt"
                    + "|gestohlen|angst)\\b",
            FLAGS);

    /** What is over: "I lived in Berlin". */
    private static final Pattern LIVED_OR_WORKED =
            Pattern.compile("\\b(?:lived|worked|gewohnt|wohnte|gelebt|lebte|gearbeitet|arbeitete)\\b", FLAGS);

    private static final Pattern STILL = Pattern.compile(
            "\\b(?:have|['’]ve|has|live|lives|living|work|works|working|still|always|seit|immer)\\b", FLAGS);

    private static final Pattern REPORTED = Pattern.compile(
            "\\b(\\p{L}+) (?:told|tells?|says?|said|thinks?|thought|believes?|believed|claims?|claimed|sagt|sagte|meint"
                    + "|meinte|glaubt|denkt)\\b",
            FLAGS);
    private static final Set<String> SELF = Set.of("i", "we", "ich", "wir");

    private static final Pattern OF_OTHERS = Pattern.compile(
            "^\\W*(?:she|he|they|everyone|everybody|nobody|people|er|sie|alle|jeder|niemand)\\b", FLAGS);
    /** "Tom's getting divorced", "Anna from work got the job", "Der Nachbar spielt Trompete". */
    private static final Pattern OTHER_SUBJECT = Pattern.compile(
            "^\\W*(?:[Tt]he |[Hh]er |[Hh]is |[Tt]heir |[Dd]er |[Dd]ie |[Dd]as )?(?!(?:I|We|My|Our|Ich|Wir|Mein\\p{L}*|Unser\\p{L}*|It|This|That"
                    + "|There|Es|Das|Got|Had|Was|Am|Is)\\b)(\\p{Lu}\\p{L}+|neighbou?r|landlord|boss|colleague|teacher)"
                    + "(?: (?:from|of|at|aus|von) \\p{L}+)?(?:['’]s| (?:is|was|has|had|got|gets|will|can|left|lives|works|plays|loves|likes|hates"
                    + "|wants|moved|moves|bought|sold|broke|found|lost|ist|war|hat|wird|kann|wohnt|arbeitet|spielt|liebt|hasst|mag|zieht"
                    + "|kommt|geht))(?= )",
            Pattern.UNICODE_CASE);

    /** "My neighbour's dog", "Nachbars Katze": theirs, whatever the person does with it. */
    private static final Pattern OTHERS_THING = Pattern.compile(
            "\\b(?:my|our|the|a|his|her|their)?\\s*(neighbou?r|sister|brother|mother|father|mom|mum|dad|friend|boss|colleague|landlord"
                    + "|teacher|roommate|flatmate|aunt|uncle|cousin|grandmother|grandma|grandfather|grandpa|parents|neighbou?rs)['’]s? (\\p{L}+)",
            FLAGS);

    /** The same of somebody by name. */
    private static final Pattern NAMED_ONES_THING = Pattern.compile(
            "\\b(?!(?:It|There|What|Here|That|He|She|Let|Who|Where|How|When|Everyone|Everybody)['’])(\\p{Lu}\\p{L}+)['’]s (\\p{L}+)");

    /** "A woman who is a surgeon", "The woman I love is a surgeon". */
    private static final Pattern OF_ANOTHER = Pattern.compile(
            "\\b(?:woman|man|girl|guy|boy|lady|somebody|someone|people|person) (?:(?:who|that) |i \\p{L}+ )(?:is|was|has|had|are|have|works?|lives?)\\b",
            FLAGS);

    private static final Pattern I_WAS = Pattern.compile("\\b(?:i was|we were|ich war|wir waren)\\b", FLAGS);
    private static final Pattern I_AM =
            Pattern.compile("\\b(?:i am|i['’]m|we are|we['’]re|ich bin|wir sind|still|born)\\b", FLAGS);
    private static final Pattern SAYS_IS = Pattern.compile("^\\W*(?:they )?(?:is|are|ist) (?:an? )?(\\p{L}+)", FLAGS);

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

    private FactEvidence() {}

    /** Whether a sentence in which the person does not speak of themselves is about nobody. */
    static boolean isImpersonal(String sentence) {
        return OF_NOBODY.matcher(sentence).find();
    }

    /** Whether what was said as a whole is meant as it stands. */
    static boolean isLiteral(String sentence, String message) {
        return !MADE_UP.matcher(sentence).find() && !IRONY.matcher(message).find();
    }

    /** Whether the clause has what a fact of having, living or working somewhere takes. */
    private static boolean supportsVerb(String clause, String fact) {
        boolean home = SAYS_HOME.matcher(fact).find();
        boolean work = SAYS_WORK.matcher(fact).find();
        boolean over = (home || work)
                && LIVED_OR_WORKED.matcher(clause).find()
                && !STILL.matcher(clause).find();
        boolean has =
                SAYS_HAS.matcher(fact).find() && !SAYS_HAS_NOT.matcher(fact).find();
        return !over
                && (!home || HOME.matcher(clause).find())
                && !(work && NO_WORK_YET.matcher(clause).find())
                && !(has && HAS_NOT.matcher(clause).find());
    }

    /** @param self whether the person speaks of themselves in the clause */
    static boolean supports(String clause, String fact, boolean self) {
        return (!TO_COME.matcher(clause).find() || SAYS_TO_COME.matcher(fact).find())
                && (!PAST.matcher(clause).find() || SAYS_PAST.matcher(fact).find())
                && (self || !OF_OTHERS.matcher(clause).find())
                && (!NOT_QUITE.matcher(clause).find()
                        || SAYS_NOT_QUITE.matcher(fact).find())
                && supportsVerb(clause, fact)
                && (self || namesSubject(clause, fact))
                && namesOwner(OTHERS_THING, clause, fact)
                && namesOwner(NAMED_ONES_THING, clause, fact)
                && supportsIsA(clause, fact)
                && isAboutReporter(clause, fact)
                && !(OTHERS_LIKING.matcher(clause).find()
                        && LIKING.matcher(fact).find())
                && namesPossession(clause, fact);
    }

    /** What somebody else says or thinks tells of nobody but them. */
    private static boolean isAboutReporter(String clause, String fact) {
        Matcher found = REPORTED.matcher(clause);
        if (!found.find()) {
            return true;
        }
        String who = found.group(1).toLowerCase(Locale.ROOT);
        return SELF.contains(who) || fact.toLowerCase(Locale.ROOT).startsWith(who);
    }

    /** What somebody is, they are now, and they themselves: "I'm at the dentist" makes nobody one. */
    private static boolean supportsIsA(String clause, String fact) {
        Matcher is = SAYS_IS.matcher(fact);
        if (!is.find()) {
            return true;
        }
        Pattern theOne = Pattern.compile(
                "\\b(?:at|to|from|see|seeing|saw) (?:the|my|our) " + is.group(1) + "\\b|\\b(?:zum|beim|vom) "
                        + is.group(1) + "\\b",
                FLAGS);
        boolean was = I_WAS.matcher(clause).find() && !I_AM.matcher(clause).find();
        return !was
                && !OF_ANOTHER.matcher(clause).find()
                && !theOne.matcher(clause).find();
    }

    private static boolean namesSubject(String clause, String fact) {
        Matcher found = OTHER_SUBJECT.matcher(clause);
        return !found.find() || names(fact, found.group(1));
    }

    /** A fact of a thing that is somebody else's has to say whose it is. */
    private static boolean namesOwner(Pattern things, String clause, String fact) {
        Matcher found = things.matcher(clause);
        return !found.find() || names(fact, found.group(1)) || !names(fact, found.group(2));
    }

    private static boolean names(String fact, String what) {
        String plain = WordMatch.plain(what);
        return WordMatch.words(fact).stream()
                .anyMatch(word -> word.text().equals(plain) || WordMatch.nearly(word.text(), plain));
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
