package demi.conductor.reply;

import demi.conductor.reply.Words.Word;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in a growing text the sentences with which an assistant offers its services, in English and German: "How can I
 * assist you today?", "Feel free to ask". A friend who wants to be told when somebody is home offers none. Where a
 * sentence begins like one, it waits until that is clear.
 */
final class Offers {

    /** What may stand before one. */
    private static final String LEAD =
            "(?:(?:so|and|but|well|ok|okay|oh|anyway|now|please|just|also|hey|hi|hello|remember|of course|as always"
                    + "|in the meantime|until then|if you need anything(?: else)?|und|also|na|sonst|falls du etwas brauchst) ){0,3}";

    private static final String END = "[.] ";
    private static final String HELP = "(?:help|assistance|support|information|guidance|advice|questions?)";
    private static final String DU = "(?:dir|ihnen|euch)";

    private static final Pattern OFFER = Pattern.compile(
            "\\b(?:"
                    + String.join(
                            "|",
                            "how (?:else )?(?:can|may|could|might) i (?:best )?(?:assist|serve|support|be of (?:help|assistance|service)) ",
                            "how (?:else )?(?:can|may|could|might) i help (?:you )?(?:(?:today|further|out|now|right now|tonight|with that|with anything"
                                    + "|this (?:morning|evening|afternoon)) ){0,3}" + END,
                            "what (?:else )?(?:can|may) i (?:do for|help|assist) you (?:with )?(?:(?:today|now|further) ){0,2}"
                                    + END,
                            "(?:is|was) there (?:anything|something) (?:(?:else|specific|in particular|more|that) ){0,3}"
                                    + "(?:i can (?:help|assist|do for you|do to help)|(?:youd|you would) like (?:help|assistance|me to|to (?:know|discuss|explore))"
                                    + "|you need (?:help|assistance)) ",
                            "is there (?:anything|something) (?:specific|in particular|else) (?:that )?(?:youd|you would) like to (?:talk|chat) about ",
                            "(?:can|may|could) i (?:help|assist) you with (?:anything|something) ",
                            "would you like (?:me to )?(?:help|assist|assistance) (?:you )?with (?:anything|something) ",
                            "let me know how (?:else )?i can (?:help|assist|support|be of) ",
                            "anything else (?:i can (?:help|assist|do)|(?:youd|you would) like|you need) ",
                            "(?:let me know|tell me|reach out|contact me|just ask) if (?:(?:theres|there is) (?:anything|something)"
                                    + "|you (?:(?:ever|need|have|want|require|would|d|youd|like) ){1,3}(?:any |some |more |further |other |additional ){0,2}"
                                    + HELP + "|you need anything|i can (?:help|assist|be of)) ",
                            "if you (?:need|have|want|require|would like) (?:any |some |more |further |other |additional ){0,2}(?:"
                                    + HELP
                                    + "|anything) (?:\\w+ ){0,6}?(?:let me know|feel free|im (?:always )?(?:here|happy|glad)|just ask|dont hesitate|reach out) ",
                            "do you (?:need|have|want) (?:any |some )?(?:(?:more |further )?(?:help|assistance) with (?:anything|something)|questions for me) ",
                            "what would you like to (?:talk about|chat about|discuss|do|know) today ",
                            "feel free to (?:ask|reach out|share|contact|let me know) ",
                            "(?:dont|do not|never) hesitate to (?:ask|reach|contact|let|share|message) ",
                            "(?:im|i am|ill be|i will be) (?:(?:always|just|only|still|right) ){0,2}(?:here|available|ready|eager) "
                                    + "(?:for you )?to (?:help|assist|support|serve|answer|provide|offer) ",
                            "(?:im|i am|id be|i would be) (?:(?:always|more than) ){0,2}(?:happy|glad|delighted|pleased) to (?:assist|answer any|provide|help you with any) ",
                            "(?:im|i am|ill be) (?:(?:always|just|right) ){0,2}here (?:if|when|whenever) you need (?:anything|help|assistance|support) ",
                            "thank(?: you|s) for (?:reaching out|contacting) ",
                            "wie (?:kann|darf) ich " + DU + " (?:\\w+ ){0,3}?(?:helfen|behilflich sein|weiterhelfen) ",
                            "(?:kann|darf) ich " + DU
                                    + " (?:sonst |noch ){1,2}(?:\\w+ ){0,3}?(?:helfen|behilflich sein|weiterhelfen) ",
                            "kann ich (?:sonst |noch ){1,2}(?:was|etwas) für (?:dich|sie|euch) tun ",
                            "(?:womit|wobei|was) (?:kann|darf) ich (?:heute |noch |sonst |für dich |für sie )*(?:" + DU
                                    + " )?(?:heute |noch |sonst )*(?:helfen|behilflich sein|tun) ",
                            "(?:lass(?:t|en sie)?|sag) (?:es )?(?:mich|mir|uns) (?:(?:einfach|gerne?|bitte|jederzeit) ){0,2}(?:wissen )?(?:wenn|falls|ob) (?:du|sie|ihr)"
                                    + " (?:(?:noch|weitere|mehr|irgendwelche|etwas|sonst) ){0,3}(?:hilfe|unterstützung|fragen|informationen|etwas|brauchst|benötigst) ",
                            "(?:melde dich|melden sie sich) (?:(?:einfach|gerne?|bitte|jederzeit) ){0,2}(?:wenn|falls) (?:du|sie) (?:(?:noch|weitere) )*(?:hilfe|unterstützung|fragen) ",
                            "(?:wenn|falls) (?:du|sie) (?:(?:noch|weitere|mehr|irgendwelche) ){0,3}(?:hilfe|unterstützung|fragen) (?:\\w+ )(?:\\w+ ){0,6}?"
                                    + "(?:wissen|melden|melde dich|frag mich|verfügung) ",
                            "(?:zögere|zögern sie) nicht ",
                            "ich bin (?:(?:immer|gerne?|jederzeit|nur) ){0,2}(?:hier|da) um (?:" + DU
                                    + " )?(?:zu helfen|zu unterstützen|\\w+ zu (?:helfen|unterstützen)) ",
                            "gibt es (?:sonst |noch )*etwas (?:\\w+ ){0,4}?(?:helfen|tun) (?:kann|könnte) ",
                            "ich stehe (?:" + DU + " )?(?:\\w+ ){0,2}?zur verfügung ")
                    + ")",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern BEGINS = Pattern.compile(LEAD + OFFER.pattern(), Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern NEEDS_HELP = Pattern.compile(
            "\\b(?:help\\w*|assist\\w*|advice|favou?r|need you|hilf\\w*|helfen|rat|gefallen|brauche? dich)\\b",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern APOSTROPHES = Pattern.compile("['’]");
    private static final String ENDS = ".!?…\n。！？";
    /** No offer takes longer to come to its point. */
    private static final int LONGEST = 300;

    private static final int LONGEST_WORD = 24;

    private final StringBuilder sentence = new StringBuilder();
    /** Where in the sentence one may have begun: words from which on it is still open whether it is one. */
    private final List<Integer> openings = new ArrayList<>();

    private boolean mayStillBegin = true;
    private int start = -1;
    private boolean suspicious;

    /** Whether somebody who says that may be asked how one can help. */
    static boolean isWelcome(String words) {
        return NEEDS_HELP.matcher(words).find();
    }

    /**
     * @param words of the text, the newest last
     * @return where the sentence begins that is one; -1 where none is
     */
    int add(List<Word> words, CharSequence text) {
        int newest = words.size() - 1;
        Word word = words.get(newest);
        boolean begins = newest == 0 || endsBetween(text, words.get(newest - 1).end(), word.start());
        int before = begins ? end() : -1;
        if (begins) {
            start = word.start();
        }
        if (before >= 0 || sentence.length() > LONGEST) {
            suspicious = false;
            return before;
        }
        openings.add(sentence.length());
        sentence.append(word.text()).append(' ');
        boolean found = isOffer();
        if (mayStillBegin) {
            Matcher beginning = BEGINS.matcher(sentence);
            mayStillBegin = !beginning.lookingAt() && beginning.hitEnd();
        }
        suspicious = !found && mayStillBegin;
        return found ? start : -1;
    }

    /** Looks on from where one may have begun: what can be none any more, whatever comes, is not looked at again. */
    private boolean isOffer() {
        Matcher offer = OFFER.matcher(sentence);
        for (Iterator<Integer> each = openings.iterator(); each.hasNext(); ) {
            if (offer.region(each.next(), sentence.length()).lookingAt()) {
                return true;
            }
            if (!offer.hitEnd()) {
                each.remove();
            }
        }
        return false;
    }

    /** The same, now that the sentence is complete. */
    int end() {
        sentence.append(". ");
        boolean found = isOffer();
        sentence.setLength(0);
        openings.clear();
        mayStillBegin = true;
        suspicious = false;
        return found ? start : -1;
    }

    /**
     * Where the sentence begins that may become one; -1 where none may.
     *
     * @param text of which the last word may not be complete
     * @param end of the last word that is
     */
    int suspicious(CharSequence text, int end) {
        int from = end;
        while (from < text.length() && !Character.isLetter(text.charAt(from))) {
            from++;
        }
        int to = Math.min(text.length(), from + LONGEST_WORD);
        String word =
                APOSTROPHES.matcher(text.subSequence(from, to)).replaceAll("").toLowerCase(Locale.ROOT);
        if (suspicious) {
            return mayBegin(sentence + word) ? start : -1;
        }
        boolean begins = !word.isEmpty() && (end == 0 || endsBetween(text, end, from));
        return begins && mayBegin(word) ? from : -1;
    }

    private static boolean mayBegin(String words) {
        Matcher beginning = BEGINS.matcher(words);
        return beginning.lookingAt() || beginning.hitEnd();
    }

    private static boolean endsBetween(CharSequence text, int from, int to) {
        for (int i = Math.min(from, text.length()); i < Math.min(to, text.length()); i++) {
            if (ENDS.indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
