package demi.model.text;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Names of speakers before their words, as in a play: {@code Demi: …}, {@code **User:** …}, {@code ### Response:}. At a
 * reply's beginning her own mean nothing; on a later line somebody else's begin words that are not hers.
 */
final class SpeakerLabels {

    /** Behind a heading's sign, as instruction templates have it. */
    private static final Set<String> OWN_HEADINGS = Set.of("response", "answer", "output");

    private static final Set<String> OTHER_HEADINGS = Set.of("instruction", "input");

    private static final Set<String> OWN_FIRST = Set.of("ai", "bot", "chatbot", "ai assistant", "demi", "assistant");
    private static final Set<String> OWN = Set.of("demi", "assistant");
    private static final Set<String> OTHERS = Set.of("user", "human");
    /** Words of ordinary lists as well: {@code System: Debian}. */
    private static final Set<String> PERHAPS = Set.of("system", "you");

    private static final int LONGEST_NAME = 16;

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

    /**
     * The label with which a line begins here.
     *
     * @param first whether it is the first line of the reply
     * @param all whether no more text comes
     */
    static Label at(CharSequence text, int at, boolean first, boolean all) {
        Reader reader = new Reader(text, at);
        boolean heading = reader.skip("#") > 0;
        reader.skip(" ");
        reader.skip("*_[(");
        String name = reader.name();
        if (reader.isAtEnd()) {
            return all || !mayBecomeOne(name, heading) ? Label.NONE : Label.UNDECIDED;
        }
        Whose whose = whose(name.strip(), first, heading);
        if (whose == Whose.NOBODY) {
            return Label.NONE;
        }
        reader.skip("*_])");
        reader.skip(" ");
        if (reader.isAtEnd()) {
            return all ? Label.NONE : Label.UNDECIDED;
        }
        if (reader.skipOne(":：") == 0) {
            return Label.NONE;
        }
        reader.skip("*_");
        if (reader.isAtEnd() && !all) {
            return Label.UNDECIDED;
        }
        if (!reader.isAtEnd() && !reader.isAtSpace()) {
            return Label.NONE;
        }
        reader.skipOne(" ");
        return new Label(whose, reader.at - at);
    }

    private static Whose whose(String name, boolean first, boolean heading) {
        String lower = name.toLowerCase(Locale.ROOT);
        if ((first ? OWN_FIRST : OWN).contains(lower) || (heading && OWN_HEADINGS.contains(lower))) {
            return Whose.HERS;
        }
        if (OTHERS.contains(lower) || (heading && OTHER_HEADINGS.contains(lower))) {
            return Whose.OTHERS;
        }
        // In small letters it is an ordinary word: "you: …".
        return PERHAPS.contains(lower) && !name.equals("you") ? Whose.PERHAPS_OTHERS : Whose.NOBODY;
    }

    private static boolean mayBecomeOne(String begun, boolean heading) {
        String lower = begun.toLowerCase(Locale.ROOT);
        Stream<String> names = Stream.of(OWN_FIRST, OTHERS, PERHAPS).flatMap(Set::stream);
        Stream<String> headings =
                heading ? Stream.of(OWN_HEADINGS, OTHER_HEADINGS).flatMap(Set::stream) : Stream.empty();
        return Stream.concat(names, headings)
                .anyMatch(name -> name.startsWith(lower) || lower.strip().equals(name));
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

    private static final class Reader {
        private final CharSequence text;
        private int at;

        Reader(CharSequence text, int at) {
            this.text = text;
            this.at = at;
        }

        boolean isAtEnd() {
            return at >= text.length();
        }

        boolean isAtSpace() {
            return Character.isWhitespace(text.charAt(at));
        }

        /** At most six of them. */
        int skip(String signs) {
            int from = at;
            while (!isAtEnd() && at - from < 6 && signs.indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            return at - from;
        }

        int skipOne(String signs) {
            int found = !isAtEnd() && signs.indexOf(text.charAt(at)) >= 0 ? 1 : 0;
            at += found;
            return found;
        }

        String name() {
            int from = at;
            while (!isAtEnd()
                    && at - from < LONGEST_NAME
                    && (Character.isLetter(text.charAt(at)) || (text.charAt(at) == ' ' && at > from))) {
                at++;
            }
            return text.subSequence(from, at).toString();
        }
    }
}
