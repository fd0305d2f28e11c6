package demi.memory;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the words behind "forget that" or "forget about dinner" are no longer what is to be forgotten, but the next thing that
 * somebody says. In doubt they are: then nothing is deleted.
 */
final class OtherSubject {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final String THAT =
            "^(?:(?:everything|all|all of|alles) )?(?:(?:about|über|von) )?(?:that|this|it|these|those|das|dies|es)\\s+";

    /** "that how", "that so", "that because": none of it begins what can be known of somebody. */
    private static final Pattern BEGINS = Pattern.compile(
            THAT
                    + "(?:how|what['’]?s?|where|why|when|whenever|who|which|whose|is|are|am|do|does|did|was|were|has|have|had|can|could|will|would|shall|should|may|might|must|let|let['’]?s|lets"
                    + "|so|though|although|even|because|cause|cuz|['’]cause|since|for|or|and|but|nor|yet|plus|as|if|while|until|unless|once|after|before|whether"
                    + "|please|pls|plz|ok|okay|k|alright|right|anyway|anyways|anyhow|well|hey|hi|hello|oh|ah|um|uh|hm+|yes|yeah|yep|no|nope|nah|lol|haha|thanks|thank|thx|sorry|look|listen|wait|guess|now|then|instead|also|too|still|besides|meanwhile|however|otherwise|therefore|thus|hence|rather|honestly|actually|seriously|frankly|basically|obviously|maybe|perhaps|probably|hopefully|unfortunately|luckily|finally|first|next|btw|by|to|in|at|on|with|only|just"
                    + "|tell|show|give|help|ask|say|talk|think|remember|come|go|here|there|god|man|dude|demi|darling|honey|dear|never|don['’]?t|not"
                    + "|wie|was|wo|warum|wann|wer|wieso|weshalb|ist|sind|hat|hast|kannst|könntest|soll|lass|lasst|sag|erzähl|zeig|hilf|und|aber|oder|denn|weil|da|obwohl|sonst|also|jetzt|nun|dann|bitte|ja|nein|naja|ach|okay|egal|übrigens|trotzdem|eigentlich|stattdessen|vielleicht|leider|ich|wir|du"
                    + ")(?![\\p{L}\\p{N}]).*$",
            FLAGS);

    /** "that I want to talk about Bruno" */
    private static final Pattern SAYS_NOW = Pattern.compile(
            THAT
                    + "(?:(?:i|we|you)(?:['’](?:d|m|re|ll|ve))? (?:\\p{L}+ ){0,2}?(?:wanna|(?:want|wanted|would like|like|need|needed|have|going|love|prefer|rather|gonna|came)(?: you)?(?: to)?(?: really)?) (?:talk|ask|know|tell|hear|speak|discuss|chat|say)\\b"
                    + "|(?:i|we)(?:['’]d)? (?:just |really |only )?(?:wonder|wondered|guess|mean|meant|suppose|bet|didn['’]?t mean|did not mean)\\b"
                    + "|i(?:['’]m| am| was) (?:just |only |so |really |very ){0,4}(?:sorry|kidding|joking|serious|wondering|mistaken)\\b"
                    + "|i(?:['’]ve| have)? (?:got )?(?:a question|news|something to (?:tell|say|ask|show)|an idea|another (?:question|idea|topic)|some news|good news|bad news)\\b"
                    + "|it(?:['’]s|s| is| was| does| doesn['’]?t| did| didn['’]?t| isn['’]?t| wasn['’]?t)\\b"
                    + "|my (?:question|point)\\b"
                    + "|.*\\b(?:how|what|where|why|when)(?:['’]s| is| are| was| were| do| does| did| can| should| will)\\b).*$",
            FLAGS);

    /** "that, Bruno is ill" */
    private static final Pattern SIGN = Pattern.compile(
            "^(?:(?:everything|all|all of) )?(?:(?:about|über|von) )?(?:that|this|it|das|dies|es)\\s*(?:[,:–—()\\[\\]|/~]|-(?=[\\s-])|\\p{So}).*\\p{L}.*$",
            FLAGS);

    private static final Pattern ABOUT_IT = Pattern.compile("^(?:about it|über es)(?![\\p{L}\\p{N}'’]).*$", FLAGS);

    /** "your first love" is hers. */
    private static final Pattern HERS = Pattern.compile(
            "^(?:(?:everything|all|alles) )?(?:about|über|von) (?:your|yours|you|yourself|dein\\p{L}*|dich|dir)(?![\\p{L}\\p{N}]).*$",
            FLAGS);

    private static final Pattern LETS = Pattern.compile(
            "^\\W*(?:(?:and|so|ok|okay|well|hey|come on|und|also|komm) ){0,6}(?:let['’]?s|let us|lass uns|lasst uns)\\b.*$",
            FLAGS);

    private static final Pattern ABOUT = Pattern.compile("^(?:about|über|von)\\s+(.*)$", FLAGS);

    private static final Pattern THAT_THING = Pattern.compile("^that\\s+(.*)$", FLAGS);

    private static final Pattern LETS_BEHIND =
            Pattern.compile("[\\s,–—](?:let['’]?s|let us|lass uns|lasst uns)\\b", FLAGS);

    private static final Pattern YOU = Pattern.compile("\\b(?:you|your|yourself|dich|dir|dein\\p{L}*)\\b", FLAGS);

    private static final Pattern OWN = Pattern.compile(
            "\\b(?:my|mine|our|ours|me|us|i|we|i['’]\\p{L}+|mein\\p{L}*|unser\\p{L}*|mich|mir|uns|ich|wir)\\b", FLAGS);

    private static final Pattern NAME = Pattern.compile("^(?:(?:the|dear|old|poor|little|uncle|aunt) )?\\p{Lu}");

    private OtherSubject() {}

    /** @param rest what is behind "forget" */
    static boolean follows(String rest) {
        return BEGINS.matcher(rest).matches()
                || SAYS_NOW.matcher(rest).matches()
                || SIGN.matcher(rest).matches()
                || ABOUT_IT.matcher(rest).matches();
    }

    /** @param asked whether it is a question, as in "would you forget that somebody loved you?" */
    static boolean isHers(String rest, boolean asked) {
        boolean onlyYou = YOU.matcher(rest).find() && !OWN.matcher(rest).find();
        return HERS.matcher(rest).matches() || (asked && (onlyYou || isAboutOthersThings(rest)));
    }

    static boolean isLetUs(String clause) {
        return LETS.matcher(clause).matches();
    }

    /** "that game, let's play" */
    static boolean leadsToLetUs(String rest) {
        return LETS_BEHIND.matcher(rest).find();
    }

    /** "that game", but not "that I have a dog" or "that Bruno is ill". */
    static boolean isThatOfOthers(String rest) {
        return isOthers(THAT_THING.matcher(rest));
    }

    /** "about my job", "about Tom": what could be known of them; "about dinner" is said to go on with something else. */
    static boolean isAboutOthersThings(String rest) {
        return isOthers(ABOUT.matcher(rest));
    }

    private static boolean isOthers(Matcher thing) {
        return thing.matches()
                && !OWN.matcher(thing.group(1)).find()
                && !NAME.matcher(thing.group(1)).find();
    }
}
