package demi.model.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of speakers before their words, as in a play: {@code Demi: …}, {@code Demi (smiling): …}, {@code Demi says: …},
 * {@code **User:** …}, {@code ### Response:}. At a reply's beginning her own mean nothing; on a later line somebody else's
 * begin words that are not hers.
 */
final class SpeakerLabels {

    private static final String VERBS =
            "(?:says?|said|replie[sd]|answer(?:s|ed)|respond(?:s|ed)|whisper(?:s|ed)|mutter(?:s|ed)"
                    + "|murmur(?:s|ed)|ask(?:s|ed)|add(?:s|ed)|writes|wrote|types|typed|texts|texted|speaks|tells|shouts|teases|jokes"
                    + "|laugh(?:s|ed|ing)|smil(?:es|ed|ing)|grin(?:s|ned|ning)|smirk(?:s|ed|ing)|sigh(?:s|ed|ing)|chuckl(?:es|ed|ing)"
                    + "|giggl(?:es|ed|ing)|wink(?:s|ed|ing)|sagt|sagte|antwortet|schreibt|fragt|flüstert|murmelt|lacht|lächelt|grinst|seufzt)";

    private static final String MORE = "(?: [\\p{L}'’-]{1,20}){0,5}+";
    /** In brackets, between stars or lines, or a smiley. {@code Demi (2)} is somebody else of that name. */
    private static final String ASIDE =
            " {0,2}(?:\\((?!\\d{1,3}\\))[^()\\n]{1,80}\\)|\\[[^\\[\\]\\n]{1,80}]|\\*{1,2}[^*\\n]{1,80}\\*{1,2}|_[^_\\n]{1,80}_"
                    + "|[\\p{So}\\p{Sk}\\p{Cf}\\p{Mn}]{1,6})";

    /** What somebody does while they speak. */
    private static final String DOING = "(?:,? (?:\\p{L}{2,20}(?:ly) )?" + VERBS + MORE
            + "|,? \\p{L}{2,20}ly|(?:, (?:with|in|mit)| with an?| mit einem) \\p{L}{1,20}" + MORE
            + "|, \\p{L}{2,20}(?:ing|nd)" + MORE + "|" + ASIDE + "){0,2}";

    private static final String WHAT = "(?:['’]s (?:reply|response|answer|message|turn))?";

    private static final String OPENING = "(?:#{1,6} {0,6}| {1,6})?[*_\\[(]{0,6}";
    private static final String CLOSING = "[*_\\])]{0,6}";
    private static final String COLON = CLOSING + " {0,6}[:：][*_]{0,6}";
    private static final String SPACE = "(?: |(?=\\s)|\\z)";

    /** Behind a heading's sign, as instruction templates have it. */
    private static final String OWN_HEADING = "#{1,6} {0,6}[*_]{0,6}(?:response|answer|output)" + COLON + SPACE;

    private static final String OTHER_HEADING = "#{1,6} {0,6}[*_]{0,6}(?:instruction|input)" + COLON + SPACE;

    /** The same alone on its line. */
    private static final String OTHER_TITLE = "#{1,6} {0,6}[*_]{0,6}(?:user|human)[*_]{0,6} {0,4}(?=\\n)";
    /** Of models that were taught to call tools in words. */
    private static final String REACT = "action: {1,4}[^\\n]{1,60}\\n{1,2}action input:" + SPACE;

    private static final String OWN_NAME = OPENING + "(?:demi|assistant)" + WHAT + CLOSING + DOING + COLON;

    /** At the beginning also a name alone on its line, or in brackets, and words for what follows. */
    private static final Pattern OWN_FIRST = pattern(OWN_HEADING + "|(?:[>-] ?|(?:" + ASIDE + ") )?" + OWN_NAME
            + "(?:" + SPACE + "|(?-i:(?=[\\p{Lu}\"“*])))|" + OPENING
            + "(?:ai assistant|ai|bot|chatbot|(?:my )?(?:response|reply)"
            + "|final (?:answer|response|reply)|here(?:['’]s| is) (?:demi['’]s|my|the) (?:response|reply|answer|message))"
            + COLON
            + SPACE
            + "|" + OPENING + "demi" + CLOSING + " {0,2}\\n(?=\\s{0,8}\\S)|\\[(?:demi|assistant)](?: |(?=\\n))");

    private static final Pattern OWN = pattern(OWN_HEADING + "|" + OWN_NAME + SPACE);
    private static final Pattern OTHERS = pattern(OTHER_HEADING + "|" + OTHER_TITLE + "|" + REACT + "|" + OPENING
            + "(?:(?:the )?user|human|nutzer(?:in)?|benutzer(?:in)?)" + CLOSING + DOING + COLON + SPACE);

    /** Words of ordinary lists as well, {@code System: Debian}; in small letters ordinary words, {@code you: …}. */
    private static final Pattern PERHAPS =
            pattern(OPENING + "(?:system|(?-i:You|YOU|Me|ME|Du|Ich|Person|The person|Them|Mensch))" + CLOSING + "(?:"
                    + ASIDE + ")?" + COLON + SPACE);

    /** No label is longer. */
    private static final int LONGEST = 320;

    enum Whose {
        NOBODY,
        UNDECIDED,
        HERS,
        OTHERS,
        /** Somebody else's, or a word of a list or a joke. */
        PERHAPS_OTHERS
    }

    /** @param length of the label with the space behind it */
    record Label(Whose whose, int length) {
        private static final Label NONE = new Label(Whose.NOBODY, 0);
        private static final Label UNDECIDED = new Label(Whose.UNDECIDED, 0);
    }

    private SpeakerLabels() {}

    private static Pattern pattern(String text) {
        return Pattern.compile(text, Pattern.CASE_INSENSITIVE);
    }

    /**
     * The label with which a line begins here.
     *
     * @param first whether it is the first line of the reply
     * @param all whether no more text comes
     */
    static Label at(CharSequence text, int at, boolean first, boolean all) {
        Label hers = label(first ? OWN_FIRST : OWN, Whose.HERS, text, at, all);
        Label others = label(OTHERS, Whose.OTHERS, text, at, all);
        Label perhaps = label(PERHAPS, Whose.PERHAPS_OTHERS, text, at, all);
        for (Label label : List.of(hers, others, perhaps)) {
            if (label.length() > 0) {
                return label;
            }
        }
        return List.of(hers, others, perhaps).contains(Label.UNDECIDED) ? Label.UNDECIDED : Label.NONE;
    }

    private static Label label(Pattern pattern, Whose whose, CharSequence text, int at, boolean all) {
        int to = Math.min(text.length(), at + LONGEST);
        // Half of a character is none yet.
        int whole = Character.isHighSurrogate(text.charAt(to - 1)) ? to - 1 : to;
        Matcher matcher = pattern.matcher(text).region(at, whole);
        boolean found = matcher.lookingAt();
        if (matcher.hitEnd() && !all && to == text.length()) {
            return Label.UNDECIDED;
        }
        return found ? new Label(whose, matcher.end() - at) : Label.NONE;
    }

    /** The word alone on its line that is left of a turn's head when its tokens were taken out. */
    static int roleLine(CharSequence text, int at, List<String> roles, boolean all) {
        for (String role : roles) {
            int there = Math.min(role.length(), text.length() - at);
            if (!text.subSequence(at, at + there).toString().equals(role.substring(0, there))) {
                continue;
            }
            int end = at + there;
            if (end == text.length()) {
                return all ? (there == role.length() ? there : 0) : -1;
            }
            return text.charAt(end) == '\n' ? there : 0;
        }
        return 0;
    }
}
