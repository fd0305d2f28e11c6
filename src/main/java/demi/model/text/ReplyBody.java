package demi.model.text;

import demi.model.text.Marker.Kind;
import demi.model.text.SpeakerLabels.Label;
import demi.model.text.SpeakerLabels.Whose;
import java.util.List;

/** A reply from its first word on, to where its turn ends or somebody else's words begin. */
final class ReplyBody {

    private static final List<String> ROLES = List.of("user", "assistant", "system");
    /** Of Llama 3, when its special tokens were taken out: "Bye!assistant\n\n". */
    private static final List<String> GLUED_ROLES = List.of("assistant", "user");

    private static final int MOST_LOOKS = 4_000;
    private static final String OPENERS = "\"'“‘«(`/[";

    /** With it special tokens are broken up in what the model reads; what it repeats is to be as it was. */
    private static final char WORD_JOINER = '\u2060';

    private final boolean words;
    private final StringBuilder clean = new StringBuilder();
    private final CodeSpans code = new CodeSpans();
    private final Lines lines = new Lines();
    private boolean begun;
    private boolean over;
    private boolean wasThinking;
    /** Whether an end of thinking is only mentioned from here on. */
    private boolean thinkingMentioned;

    private boolean turnMentioned;
    private boolean strikes;
    /** Whether a tag around an answer is only mentioned. */
    private boolean answers;
    /** How often it may still be looked for the rest of what may be a tool's call. */
    private int looks = MOST_LOOKS;

    /**
     * @param words whether it is a person that it speaks to
     * @param hasThought whether the thinking is over for certain
     */
    ReplyBody(boolean words, boolean hasThought) {
        this.words = words;
        this.thinkingMentioned = hasThought;
    }

    boolean isOver() {
        return over;
    }

    /** Whether all of it so far has turned out to be thinking. */
    boolean wasThinking() {
        return wasThinking;
    }

    /** What is clean, and was not taken before. */
    String take() {
        String now = clean.toString();
        clean.setLength(0);
        return now;
    }

    /**
     * How many characters were used up; negative when more has to come first.
     *
     * @param waits whether the model is known to think first, so that an end of it is no mention
     */
    int step(StringBuilder held, int at, boolean all, boolean waits) {
        char c = held.charAt(at);
        if (Character.isSurrogate(c)) {
            return surrogate(held, at, all);
        }
        if (c == '\n' || c == '\u2028' || c == '\u2029' || c == '\u0085') {
            return add('\n');
        }
        if ((Character.isISOControl(c) && c != '\t') || c == WORD_JOINER) {
            return 1;
        }
        if (words && c != '`' && !Character.isWhitespace(c) && !code.isFenced()) {
            int skipped = speaker(held, at, all);
            if (skipped != 0) {
                return skipped;
            }
        }
        int call = words && (c == '{' || c == '[') && !code.isCode() ? call(held, at, all) : 0;
        if (call != 0) {
            return call < 0 ? call : end(call);
        }
        return Marker.mayBegin(c) ? marked(held, at, all, waits) : add(c);
    }

    /** As JSON, in the middle of a reply; what a model says behind one, without an answer to it, is made up. */
    private int call(StringBuilder held, int at, boolean all) {
        int call = looks > 0 ? ToolCall.at(held, at, all) : 0;
        looks -= call < 0 ? 1 : 0;
        return call;
    }

    private int add(char c) {
        begun = true;
        code.add(c);
        lines.add(c);
        clean.append(c);
        return 1;
    }

    /** Half of a character waits for its other half, and is nothing without it. */
    private int surrogate(StringBuilder held, int at, boolean all) {
        if (Character.isLowSurrogate(held.charAt(at))) {
            return 1;
        }
        if (at + 1 == held.length()) {
            return all ? 1 : -1;
        }
        return Character.isLowSurrogate(held.charAt(at + 1)) ? text(held, at, 2) : 1;
    }

    /** 0 where nobody else begins to speak here. */
    private int speaker(StringBuilder held, int at, boolean all) {
        if (begun && lines.atStart()) {
            int role = SpeakerLabels.roleLine(held, at, ROLES, all);
            Label label = SpeakerLabels.at(held, at, false, all);
            if (role < 0 || label.whose() == Whose.UNDECIDED) {
                return -1;
            }
            if (role > 0 || isOthers(label.whose())) {
                return end(1);
            }
            return label.whose() == Whose.HERS && !lines.isInPlay() ? label.length() : 0;
        }
        boolean mayBeRole = held.charAt(at) == 'a' || held.charAt(at) == 'u';
        int role =
                mayBeRole && Lines.endsSentence(lines.last()) ? SpeakerLabels.roleLine(held, at, GLUED_ROLES, all) : 0;
        return role > 0 ? end(role) : role;
    }

    private boolean isOthers(Whose whose) {
        return (whose == Whose.OTHERS && !lines.isInList()) || (whose == Whose.PERHAPS_OTHERS && !lines.isInPlay());
    }

    private int end(int length) {
        over = true;
        return length;
    }

    private int marked(StringBuilder held, int at, boolean all, boolean waits) {
        Marker marker = Marker.at(held, at, all);
        if (marker.is(Kind.UNDECIDED)) {
            return -1;
        }
        int length = Math.max(1, marker.length());
        boolean fenced = code.isFenced();
        if (marker.is(Kind.NONE) || (code.isCode() && !fenced)) {
            return text(held, at, length);
        }
        if (marker.is(Kind.END_THINK) && !fenced && endsThinking(waits)) {
            wasThinking = true;
            return length;
        }
        int called = marker.is(Kind.TOOL) && !fenced ? ToolCall.follows(held, at + length, lines.atStart(), all) : 0;
        if (called < 0) {
            return -1;
        }
        if (called == 0 && isText(marker, fenced)) {
            return text(held, at, length);
        }
        boolean nothing = marker.is(Kind.NOTHING) || marker.is(Kind.ANSWER) || marker.is(Kind.END_ANSWER);
        return nothing ? length : end(length);
    }

    /** Whether a token is only shown, or mentioned. */
    private boolean isText(Marker marker, boolean fenced) {
        return switch (marker.kind()) {
            // In a block an end whose beginning stands there, too, is an example.
            case END -> fenced && turnMentioned;
            case BEGIN, OWN, OTHER, CHANNEL -> {
                turnMentioned |= fenced;
                yield fenced;
            }
            case ONLY_TOOL, NOTHING -> fenced;
            case ANSWER -> {
                answers |= fenced || !lines.atStart();
                yield answers;
            }
            case END_ANSWER -> fenced || answers || OPENERS.indexOf(lines.last()) >= 0;
            case OTHER_TAG -> fenced || !lines.atStart();
            case THINK -> {
                thinkingMentioned = true;
                yield true;
            }
            case STRIKE -> {
                strikes = true;
                yield true;
            }
            case END_STRIKE -> strikes;
            case TOOL, END_THINK, END_TOOL, NONE, UNDECIDED -> true;
        };
    }

    private int text(StringBuilder held, int at, int length) {
        for (int i = at; i < at + length; i++) {
            add(held.charAt(i));
        }
        return length;
    }

    /**
     * Whether that is the end of thinking that the prompt has opened, and not only mentioned: it comes once, without a
     * beginning before it, alone on its line or directly behind the last word, and not in quotation marks.
     */
    private boolean endsThinking(boolean waits) {
        char before = lines.lastOnLine();
        boolean glued = !Character.isWhitespace(lines.last());
        return !thinkingMentioned
                && (waits || before == 0 || (glued ? OPENERS.indexOf(before) < 0 : Lines.endsSentence(before)));
    }
}
