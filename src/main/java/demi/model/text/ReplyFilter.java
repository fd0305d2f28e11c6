package demi.model.text;

import demi.model.text.Marker.Kind;
import demi.model.text.SpeakerLabels.Label;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a streamed reply what is not the model's words: its turn's head, thinking at the beginning, calls of tools,
 * labels, special tokens and control characters. The reply ends where its turn does, whatever family's token says so, and
 * where somebody else's words begin; see {@link #isOver}. Anything may be split anywhere between two pieces, so what might
 * be the beginning of a marker is held back until it is clear. What stands in code is text. One instance a reply.
 *
 * <p>Some templates open the thinking in the prompt, so that only its end comes: what was given out before that was
 * thinking, too, and {@link #startsAnew} says so. Of a model that has done so before nothing is given out until then.
 */
public final class ReplyFilter {

    private static final List<String> OWN_ROLES = List.of("assistant", "model");
    private static final List<String> OTHER_ROLES = List.of("user", "assistant", "system");
    /** Of Llama 3, when its special tokens were taken out: "Bye!assistant\n\n". */
    private static final List<String> GLUED_ROLE = List.of("assistant");

    private static final Pattern ROLE = Pattern.compile("\\s{0,4}([a-z_]{2,20})(?:\\s*\\n|(?=[<\\[]))");
    private static final Pattern HERS = Pattern.compile("assistant|model|ai|bot|chatbot|demi|gpt");
    private static final Pattern OTHERS =
            Pattern.compile("user|human|system|tool|ipython|developer|environment|observation|function");
    private static final Pattern CHANNEL = Pattern.compile("([a-z_]{0,20})([^<\\n]{0,60})(?:\\n|(?=<))");
    /** The head of gpt-oss's thinking, when its special tokens were taken out. */
    private static final Pattern STRIPPED = Pattern.compile("(?:assistant)?analysis(?=[\\p{L}\\p{N}\"'“])");

    private static final String STRIPPED_FINAL = "assistantfinal";
    private static final String GRANITE = "Here is my thought process:";
    private static final String GRANITE_END = "Here is my response:";
    private static final int LONGEST_HEAD = 96;

    private enum Phase {
        OPENING,
        /** Behind a token that begins a turn: whose it is. */
        ROLE,
        CHANNEL,
        THINKING,
        WORDS,
        OVER
    }

    private final StringBuilder held = new StringBuilder();
    /** What may be thinking that the prompt has opened; the reply itself, if it never ends. */
    private final StringBuilder maybeThought = new StringBuilder();

    private final boolean words;
    private StringBuilder clean = new StringBuilder();
    private Phase phase = Phase.OPENING;
    private CodeSpans code = new CodeSpans();
    private Lines lines = new Lines();
    /** How the thinking ends: a token of that kind, or these words. */
    private Kind closing = Kind.END_THINK;

    private String closingWords = "";
    /** What is the reply after all if those words never come. */
    private final StringBuilder thought = new StringBuilder();

    private boolean waits;
    private boolean anew;
    private boolean begun;
    private boolean thinkingMentioned;
    private boolean turnMentioned;
    private boolean strikes;

    private ReplyFilter(boolean words, boolean thinksFirst) {
        this.words = words;
        this.waits = thinksFirst;
    }

    /** @param thinksFirst whether the model is known to think before it speaks, without saying where that begins */
    public static ReplyFilter ofWords(boolean thinksFirst) {
        return new ReplyFilter(true, thinksFirst);
    }

    /** For what is to follow a schema: JSON is what was asked for, and nobody speaks in it. */
    public static ReplyFilter ofData(boolean thinksFirst) {
        return new ReplyFilter(false, thinksFirst);
    }

    /** The part of all pieces so far that is certainly text and was not given out before. */
    public String accept(String piece) {
        held.append(piece);
        run(false);
        return waits ? "" : taken();
    }

    /** Whether, since this was last asked, everything given out before has turned out to be thinking. */
    public boolean startsAnew() {
        boolean now = anew;
        anew = false;
        return now;
    }

    /** Whether her turn is over, whatever else comes: the model goes on for somebody else. {@link #end} is still due. */
    public boolean isOver() {
        return phase == Phase.OVER;
    }

    /**
     * What was held back, now that nothing more comes.
     *
     * @param cut whether more would have come: then it was still thinking
     */
    public String end(boolean cut) {
        run(true);
        if (phase == Phase.THINKING && !cut && !closingWords.isEmpty()) {
            clean.append(asWords(thought.toString()));
        }
        if (waits && !cut) {
            clean.insert(0, maybeThought);
        }
        maybeThought.setLength(0);
        String rest = waits && cut ? "" : clean.toString();
        clean = new StringBuilder();
        held.setLength(0);
        return rest;
    }

    private static String asWords(String text) {
        ReplyFilter filter = ofWords(false);
        filter.phase = Phase.WORDS;
        return filter.accept(text) + filter.end(false);
    }

    private String taken() {
        String now = clean.toString();
        clean.setLength(0);
        return now;
    }

    private void run(boolean all) {
        int at = 0;
        while (at < held.length() && phase != Phase.OVER) {
            int consumed = step(at, all);
            if (consumed < 0) {
                break;
            }
            at += consumed;
        }
        held.delete(0, phase == Phase.OVER ? held.length() : at);
        if (waits) {
            maybeThought.append(clean);
            clean.setLength(0);
        }
    }

    /** How many characters were used up; negative when more has to come first. */
    private int step(int at, boolean all) {
        return switch (phase) {
            case OPENING -> opening(at, all);
            case ROLE -> role(at, all);
            case CHANNEL -> channel(at, all);
            case THINKING -> thinking(at, all);
            case WORDS -> words(at, all);
            case OVER -> held.length() - at;
        };
    }

    private int opening(int at, boolean all) {
        char c = held.charAt(at);
        if (Character.isWhitespace(c) || Character.isISOControl(c)) {
            return 1;
        }
        if (Marker.mayBegin(c)) {
            Marker marker = Marker.at(held, at, all);
            if (marker.is(Kind.UNDECIDED)) {
                return -1;
            }
            if (!marker.is(Kind.NONE)) {
                begin(marker);
                return marker.length();
            }
        }
        int skipped = words ? openingWords(at, all) : 0;
        if (skipped == 0) {
            phase = Phase.WORDS;
        }
        return skipped;
    }

    private void begin(Marker marker) {
        switch (marker.kind()) {
            case END, OTHER, ONLY_TOOL -> phase = Phase.OVER;
            case BEGIN -> phase = Phase.ROLE;
            case CHANNEL -> phase = Phase.CHANNEL;
            case THINK -> think(Kind.END_THINK, "");
            case TOOL -> think(Kind.END_TOOL, "");
            case NOTHING, OWN, END_THINK, END_TOOL, STRIKE, END_STRIKE, NONE, UNDECIDED -> {}
        }
        // Where it says itself when it thinks, nothing else has to be waited for.
        waits &= marker.kind() != Kind.END_THINK && marker.kind() != Kind.THINK;
    }

    private void think(Kind until, String orWords) {
        phase = Phase.THINKING;
        closing = until;
        closingWords = orWords;
        thought.setLength(0);
    }

    /** What stands before the words without any token. */
    private int openingWords(int at, boolean all) {
        Label label = SpeakerLabels.at(held, at, true, all);
        int role = SpeakerLabels.roleLine(held, at, OWN_ROLES, all);
        int call = ToolCall.mayBegin(held.charAt(at)) ? ToolCall.at(held, at, all) : 0;
        Matcher stripped = STRIPPED.matcher(held).region(at, held.length());
        boolean isStripped = stripped.lookingAt();
        int granite = literal(GRANITE, at, all);
        if (label.whose() == SpeakerLabels.Whose.OTHERS) {
            phase = Phase.OVER;
            return label.length();
        }
        if (label.whose() == SpeakerLabels.Whose.HERS || role > 0 || call > 0) {
            return Math.max(label.length(), Math.max(role, call));
        }
        if (literal(STRIPPED_FINAL, at, all) > 0) {
            return STRIPPED_FINAL.length();
        }
        if (isStripped || granite > 0) {
            think(Kind.NONE, isStripped ? STRIPPED_FINAL : GRANITE_END);
            int length = isStripped ? stripped.end() - at : granite;
            thought.append(held, at, at + length);
            return length;
        }
        boolean undecided = label.whose() == SpeakerLabels.Whose.UNDECIDED
                || role < 0
                || call < 0
                || granite < 0
                || literal(STRIPPED_FINAL, at, all) < 0
                || (stripped.hitEnd() && !all);
        return undecided ? -1 : 0;
    }

    /** Its length where it stands here, -1 where it may. */
    private int literal(String text, int at, boolean all) {
        int there = Math.min(text.length(), held.length() - at);
        if (!text.regionMatches(0, held.substring(at, at + there), 0, there)) {
            return 0;
        }
        return there == text.length() ? there : all ? 0 : -1;
    }

    private int role(int at, boolean all) {
        Matcher role = ROLE.matcher(held).region(at, Math.min(held.length(), at + LONGEST_HEAD));
        boolean found = role.lookingAt();
        if (!found && role.hitEnd() && !all && held.length() - at < LONGEST_HEAD) {
            return -1;
        }
        boolean others = found && OTHERS.matcher(role.group(1)).matches();
        phase = others ? Phase.OVER : Phase.OPENING;
        return others || (found && HERS.matcher(role.group(1)).matches()) ? role.end() - at : 0;
    }

    /** "final" is what she says; all others are thinking, or calls of tools. */
    private int channel(int at, boolean all) {
        Matcher channel = CHANNEL.matcher(held).region(at, Math.min(held.length(), at + LONGEST_HEAD));
        boolean found = channel.lookingAt();
        if (!found && channel.hitEnd() && !all && held.length() - at < LONGEST_HEAD) {
            return -1;
        }
        if (found && channel.group(1).equals("final")) {
            phase = Phase.OPENING;
        } else {
            think(Kind.CHANNEL, "");
        }
        return found ? channel.end() - at : 0;
    }

    private int thinking(int at, boolean all) {
        if (!closingWords.isEmpty()) {
            int end = literal(closingWords, at, all);
            if (end == 0) {
                thought.append(held.charAt(at));
                return 1;
            }
            phase = end > 0 ? Phase.OPENING : phase;
            closingWords = end > 0 ? "" : closingWords;
            return end;
        }
        if (!Marker.mayBegin(held.charAt(at))) {
            return 1;
        }
        Marker marker = Marker.at(held, at, all);
        if (marker.is(Kind.UNDECIDED)) {
            return -1;
        }
        boolean channel = closing == Kind.CHANNEL;
        if (channel && (marker.is(Kind.BEGIN) || marker.is(Kind.CHANNEL))) {
            phase = Phase.OPENING;
            return 0;
        }
        if (marker.is(closing) || (channel && (marker.is(Kind.END) || marker.is(Kind.END_THINK)))) {
            phase = Phase.OPENING;
        }
        return Math.max(1, marker.length());
    }

    private int words(int at, boolean all) {
        char c = held.charAt(at);
        if (Character.isSurrogate(c)) {
            return surrogate(at, all);
        }
        if (c == '\u2028' || c == '\u2029' || c == '\u0085' || c == '\n') {
            return add('\n');
        }
        if (Character.isISOControl(c) && c != '\t') {
            return 1;
        }
        if (words && c != '`' && !Character.isWhitespace(c) && !code.isFenced()) {
            int skipped = speaker(at, all);
            if (skipped != 0) {
                return skipped;
            }
        }
        return Marker.mayBegin(c) ? marked(at, all) : add(c);
    }

    private int add(char c) {
        begun = true;
        code.add(c);
        lines.add(c);
        clean.append(c);
        return 1;
    }

    /** Half of a character waits for its other half, and is nothing without it. */
    private int surrogate(int at, boolean all) {
        if (Character.isLowSurrogate(held.charAt(at))) {
            return 1;
        }
        if (at + 1 == held.length()) {
            return all ? 1 : -1;
        }
        if (!Character.isLowSurrogate(held.charAt(at + 1))) {
            return 1;
        }
        clean.append(held, at, at + 2);
        begun = true;
        code.add('x');
        lines.add('x');
        return 2;
    }

    /** 0 where nobody else begins to speak here. */
    private int speaker(int at, boolean all) {
        if (begun && lines.atStart()) {
            int role = SpeakerLabels.roleLine(held, at, OTHER_ROLES, all);
            Label label = SpeakerLabels.at(held, at, false, all);
            if (role < 0 || label.whose() == SpeakerLabels.Whose.UNDECIDED) {
                return -1;
            }
            boolean others = label.whose() == SpeakerLabels.Whose.OTHERS && !lines.isInList();
            boolean perhaps = label.whose() == SpeakerLabels.Whose.PERHAPS_OTHERS && !lines.isInPlay();
            if (role > 0 || others || perhaps) {
                phase = Phase.OVER;
                return 1;
            }
            return label.whose() == SpeakerLabels.Whose.HERS && !lines.isInPlay() ? label.length() : 0;
        }
        if (held.charAt(at) == 'a' && Lines.endsSentence(lines.last())) {
            int role = SpeakerLabels.roleLine(held, at, GLUED_ROLE, all);
            phase = role > 0 ? Phase.OVER : phase;
            return role;
        }
        return 0;
    }

    private int marked(int at, boolean all) {
        Marker marker = Marker.at(held, at, all);
        if (marker.is(Kind.UNDECIDED)) {
            return -1;
        }
        int length = marker.length();
        boolean inLine = code.isCode() && !code.isFenced();
        if (marker.is(Kind.NONE) || inLine) {
            return text(at, Math.max(1, length));
        }
        boolean fenced = code.isFenced();
        switch (marker.kind()) {
            case END -> {
                // An end whose beginning stands in the same block is an example.
                if (fenced && turnMentioned) {
                    return text(at, length);
                }
                phase = Phase.OVER;
            }
            case BEGIN, OWN, OTHER, CHANNEL -> {
                if (fenced) {
                    turnMentioned = true;
                    return text(at, length);
                }
                phase = Phase.OVER;
            }
            case ONLY_TOOL, TOOL -> {
                if (fenced || (marker.is(Kind.TOOL) && !lines.atStart())) {
                    return text(at, length);
                }
                phase = Phase.OVER;
            }
            case THINK -> {
                thinkingMentioned = true;
                return text(at, length);
            }
            case END_THINK -> {
                return endsThinking(fenced) ? startAnew(length) : text(at, length);
            }
            case STRIKE -> {
                strikes = true;
                return text(at, length);
            }
            case END_STRIKE -> {
                if (strikes) {
                    return text(at, length);
                }
                phase = Phase.OVER;
            }
            case NOTHING -> {
                return fenced ? text(at, length) : length;
            }
            case END_TOOL, NONE, UNDECIDED -> {
                return text(at, length);
            }
        }
        return length;
    }

    private int text(int at, int length) {
        for (int i = at; i < at + length; i++) {
            add(held.charAt(i));
        }
        return length;
    }

    /**
     * Whether that is the end of thinking that the prompt has opened, and not only mentioned: it comes once, without a
     * beginning before it, alone on its line or directly behind the last word, and not in quotation marks.
     */
    private boolean endsThinking(boolean fenced) {
        if (fenced || thinkingMentioned) {
            return false;
        }
        char before = lines.lastOnLine();
        boolean glued = !Character.isWhitespace(lines.last());
        return waits || before == 0 || (glued ? "\"'“‘«(`/[".indexOf(before) < 0 : Lines.endsSentence(before));
    }

    private int startAnew(int length) {
        clean.setLength(0);
        maybeThought.setLength(0);
        anew = true;
        waits = false;
        thinkingMentioned = true;
        begun = false;
        code = new CodeSpans();
        lines = new Lines();
        phase = Phase.OPENING;
        return length;
    }
}
