package demi.autonomy.quiet;

import java.util.regex.Pattern;

/** What sounds like a wish for quiet and is none: it is quoted, somebody else said it, or it is said to somebody else. In small letters. */
final class QuietReported {

    /** What stands instead of a quotation. */
    private static final String MARK = "\"\"";

    private static final Pattern QUOTATION =
            Pattern.compile("[\"“”„«»‹›‚「『][^\"“”„«»‹›‚「」『』]*+[\"“”«»‹›」』]|(?m:^\\s*+>.*+$)"
                    + "|(?<![\\p{L}\\p{N}])'[^'\\n]*+(?:(?<=\\p{L})'(?=\\p{L})[^'\\n]*+){0,40}'(?!\\p{L})");

    private static final Pattern QUOTED = Pattern.compile("[\"“”„«»‹›‚「」『』]|(?<!\\p{L})['‘][^'’]*['’](?!\\p{L})");

    private static final String SAID =
            "(?:said|says?|saying|screams?|screamed|shouts?|shouted|yells?|yelled|told|tells?|telling|cried|cries|whispers?|whispered|hisse[sd]|begged|begs|mutter(?:s|ed)|repl(?:y|ies|ied)|answer(?:s|ed)|order(?:s|ed)|command(?:s|ed)|snap(?:s|ped)|demand(?:s|ed)|bark(?:s|ed)|exclaim(?:s|ed)|text(?:s|ed)|wrote|writes|goes|was like|is like|were like|are like|be like|reads"
                    + "|sagte?n?|sagt|schrie|schreit|rief|ruft|brüllte?|flüsterte?|meinte?|antwortete?|schrieb|schreibt|befahl|bat|murmelte?|zischte?|fauchte?"
                    + "|(?:hat|haben) (?:\\p{L}+ ){0,3}(?:gesagt|geschrien|gerufen|gebrüllt|gemeint|geschrieben|geflüstert|befohlen))";

    private static final String ASKED =
            "(?:said|says|screamed|shouted|yelled|told|cried|whispered|hissed|begged|muttered|replied|answered|ordered|snapped|wrote|writes|sagte?n?|schrie|rief|brüllte|flüsterte|meinte|antwortete|schrieb|befahl|murmelte|zischte|fauchte)";

    private static final String TOLD = "(?:(?:was|were|got|been) (?:always )?told|wurde (?:\\p{L}+ )?gesagt)";

    /** Behind it nothing, to whom, when, or how; not what somebody said, which may well be a reason. */
    private static final String HOW =
            "(?: (?:me|us|him|her|them|it|that|this|so|again|once|then|often|always|sometimes|to (?:me|us|him|her|them|the|my|his|everyone|everybody|all|myself)\\b.*|(?:when|while|as|at|on|in|with|and|over|after|before|zu|als|während|im|mit|und|beim|über|da)\\b.*"
                    + "|das|es|mir|uns|ihm|ihr|ihnen|immer|dann|oft|wieder|laut|leise|angrily|\\p{L}+ly)){0,6}[\\p{P}\\s]*$";

    private static final Pattern CLAUSE = Pattern.compile(
            "^(?:"
                    // "the teacher said", "as my mother used to say", "it says on the door"; "I said" means it.
                    + "(?!(?:(?:and|but|so|because|as|like|like i|und|aber|wie) ){0,6}(?:i|ich|i've|i'm|i'll)\\b)(?:[\\p{L}'-]+ ){1,6}?"
                    + SAID + HOW
                    // "I told my sister", "I said to him", "I was told"
                    + "|(?:[\\p{L}']+ ){0,2}?(?:i|we) (?:\\p{L}+ )?(?:" + SAID
                    + " (?:to )?(?:him|her|them|my|the|everyone|everybody|his|our)\\b.*|" + TOLD + ".*)"
                    + "|(?:[\\p{L}']+ ){0,2}?(?:habe? )?ich (?:habe? )?(?:zu )?(?:ihm|ihr|ihnen|meine[mnr]?|de[mnr])\\b.*|(?:[\\p{L}']+ ){1,4}"
                    + TOLD + HOW
                    // "said the teacher", "sagte er"
                    + "|" + ASKED + " (?!(?:i|ich|me|to me|mir)\\b)[\\p{L}']+(?: [\\p{L}']+){0,4}[\\p{P}\\s]*$"
                    + "|so (?:der|die|das|meine?|seine?|ihre?) [\\p{L}-]+[\\p{P}\\s]*$"
                    + "|(?:the|a|an|my|that|ein|das|der) (?:[\\p{L}']+ ){0,2}(?:song|poem|book|movie|film|line|lied|gedicht|buch) (?:by|from|of|in|von|aus)\\b.*"
                    + ")",
            Pattern.UNICODE_CASE);

    private static final Pattern SENTENCE_BEHIND = Pattern.compile(
            "^\\W*(?:(?:said|screamed|shouted|yelled|sagte|schrie|rief|brüllte|flüsterte|meinte)\\b|(?:he|she|they|who|someone|somebody|everybody|everyone|the \\p{L}+|my \\p{L}+|er|sie|der \\p{L}+|die \\p{L}+|(?!i\\b|ich\\b)\\p{L}+) "
                    + "(?:(?:always|just|then|only) )?(?:said|says|screamed|screams|shouted|yelled|told|cried|whispered|hissed|begged|sagte|schrie|rief|brüllte|flüsterte|meinte|(?:hat|haben) (?:\\p{L}+ )?(?:gesagt|geschrien|gerufen))\\b"
                    + "|(?:that|those|these|this)(?:'s| is| was| were| are)? (?:what|how|the words|the (?:first|last) words|(?:his|her|their|my \\p{L}+'s) (?:words?|answer))\\b"
                    + "|(?:das|so) (?:sagte|meinte|schrie|rief|war(?:en)?|hat) (?!ich)\\p{L}+)",
            Pattern.UNICODE_CASE);

    /** "my heart", "meine lieben Freunde": with no word that could say something of them. */
    private static final Pattern ADDRESS = Pattern.compile(
            "^(?:oh |o |ach |now |and |you |du |ihr )*(?:(?:my|the|mein|meine|meinen|our|unser|unsere|der|die|das|ihr|you)"
                    + "(?: (?:dear|poor|little|sweet|good|old|own|beloved|beating|foolish|silly|young|whole|lieber?s?|lieben|armer?s?|armen|kleiner?s?|kleinen|süßer?s?|guter?s?|guten|alter?s?|alten|dummer?s?))*"
                    + " (?!(?:exam|exams|test|meeting|call|interview|shift|class|lecture|deadline|prüfung|klausur|arbeit|schicht|besprechung|vorlesung|dear|love|darling|friend|schatz|liebe|liebling|gute|süße)\\b)[\\p{L}'-]+"
                    + "|.*\\b(?:all|both|two|lot|bunch|each) of you|you (?:all|guys|two|lot|people|kids)|y'all)[\\p{P}\\p{S}\\s]*$",
            Pattern.UNICODE_CASE);

    private static final Pattern PARTS = Pattern.compile("[,:–—]");

    private QuietReported() {}

    /** With a mark instead of everything that is quoted, also over several sentences. */
    static String withoutQuotations(String message) {
        return QUOTATION.matcher(message).replaceAll(MARK);
    }

    static boolean isQuoted(String sentence) {
        return QUOTED.matcher(sentence).find();
    }

    /** "the teacher said", "mein Herz": then what stands beside it was not said to her. */
    static boolean isNotForHer(String clause) {
        return CLAUSE.matcher(clause).find() || ADDRESS.matcher(clause).find();
    }

    /** "the teacher said" anywhere between two commas. */
    static boolean isReport(String sentence) {
        return PARTS.splitAsStream(sentence)
                .anyMatch(clause -> CLAUSE.matcher(clause.strip()).find());
    }

    /** Whether a sentence says of the one before it who said it. */
    static boolean isTellingWho(String sentence) {
        return SENTENCE_BEHIND.matcher(sentence).find();
    }
}
