package demi.model.text;

import demi.model.text.Marker.Kind;
import demi.model.text.SpeakerLabels.Label;
import demi.model.text.SpeakerLabels.Whose;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands before a reply's first word: its turn's head, labels, thinking, and calls of tools. None of it is said. */
final class ReplyHead {

    private static final List<String> OWN_ROLES = List.of("assistant", "model");

    private static final Pattern ROLE = Pattern.compile("(?i)\\s{0,4}([a-z_]{2,20})(?:\\s*\\n|(?=[<\\[]))");
    private static final Pattern HERS = Pattern.compile("(?i)assistant|model|ai|bot|chatbot|demi|gpt");
    private static final Pattern OTHERS =
            Pattern.compile("(?i)user|human|system|tool|ipython|developer|environment|observation|function");

    private static final Pattern CHANNEL = Pattern.compile("([a-z_]{0,20})([^<\\n]{0,60})(?:\\n|(?=<))");
    private static final String STRIPPED_END = "assistantfinal";
    private static final int LONGEST = 96;

    private enum Phase {
        OPENING,
        /** Behind a token that begins a turn: whose it is. */
        ROLE,
        CHANNEL,
        THINKING,
        WORDS,
        OVER
    }

    private final boolean words;
    private final StringBuilder thought = new StringBuilder();
    private Phase phase = Phase.OPENING;
    /** How the thinking ends: a token of that kind, or words of that form. */
    private Kind closing = Kind.END_THINK;

    private @Nullable WordedThinking form;
    /** The token with which it began. */
    private String opened = "";

    private boolean marksThinking;

    /** @param words whether it is a person that it speaks to */
    ReplyHead(boolean words) {
        this.words = words;
    }

    /** Whether what follows are her words. */
    boolean isPassed() {
        return phase == Phase.WORDS;
    }

    /** Whether it is not her turn at all. */
    boolean isOver() {
        return phase == Phase.OVER;
    }

    /** Whether the model says itself where it thinks. */
    boolean marksThinking() {
        return marksThinking;
    }

    /** What was taken for thinking, and is the reply itself if its end never comes. */
    String unfinished() {
        return phase == Phase.THINKING && form != null ? thought.toString() : "";
    }

    /** How many characters were used up; negative when more has to come first. */
    int step(StringBuilder held, int at, boolean all) {
        return switch (phase) {
            case OPENING -> opening(held, at, all);
            case ROLE -> role(held, at, all);
            case CHANNEL -> channel(held, at, all);
            case THINKING -> form == null ? thinking(held, at, all) : thinkingInWords(form, held, at, all);
            case WORDS, OVER -> 0;
        };
    }

    private int opening(StringBuilder held, int at, boolean all) {
        char c = held.charAt(at);
        if (Character.isWhitespace(c) || Character.isISOControl(c)) {
            return 1;
        }
        if (Marker.mayBegin(c)) {
            Marker marker = Marker.at(held, at, all);
            if (marker.is(Kind.UNDECIDED)) {
                return -1;
            }
            int called = marker.is(Kind.TOOL) ? ToolCall.follows(held, at + marker.length(), true, all) : 1;
            if (called < 0) {
                return -1;
            }
            if (!marker.is(Kind.NONE) && called > 0) {
                begin(marker, held.substring(at, at + marker.length()));
                return marker.length();
            }
        }
        int skipped = words ? plain(held, at, all) : 0;
        if (skipped == 0) {
            phase = Phase.WORDS;
        }
        return skipped;
    }

    private void begin(Marker marker, String token) {
        switch (marker.kind()) {
            case END, OTHER, OTHER_TAG, ONLY_TOOL -> phase = Phase.OVER;
            case BEGIN -> phase = Phase.ROLE;
            case CHANNEL -> phase = Phase.CHANNEL;
            case THINK -> think(Kind.END_THINK, token);
            case TOOL -> think(Kind.END_TOOL, token);
            case NOTHING, OWN, ANSWER, END_ANSWER, END_THINK, END_TOOL, STRIKE, END_STRIKE, NONE, UNDECIDED -> {}
        }
        marksThinking |= marker.is(Kind.THINK) || marker.is(Kind.END_THINK) || marker.is(Kind.CHANNEL);
    }

    private void think(Kind until, String token) {
        phase = Phase.THINKING;
        closing = until;
        opened = token;
        form = null;
        thought.setLength(0);
    }

    /** What stands before the words without any token. */
    private int plain(StringBuilder held, int at, boolean all) {
        Label label = SpeakerLabels.at(held, at, true, all);
        if (label.whose() == Whose.OTHERS) {
            phase = Phase.OVER;
            return label.length();
        }
        int role = SpeakerLabels.roleLine(held, at, OWN_ROLES, all);
        int call = ToolCall.mayBegin(held.charAt(at)) ? ToolCall.at(held, at, all) : 0;
        int written = ToolCall.written(held, at, all);
        int skipped = Math.max(
                Math.max(label.whose() == Whose.HERS ? label.length() : 0, literal(STRIPPED_END, held, at, all)),
                Math.max(role, Math.max(call, written)));
        if (skipped > 0) {
            return skipped;
        }
        WordedThinking.Begun thinks = WordedThinking.at(held, at, all);
        if (thinks.form() != null) {
            return thinkInWords(thinks.form(), held, at, thinks.length());
        }
        boolean undecided =
                label.whose() == Whose.UNDECIDED || role < 0 || call < 0 || written < 0 || thinks.length() < 0;
        return undecided || literal(STRIPPED_END, held, at, all) < 0 ? -1 : 0;
    }

    private int thinkInWords(WordedThinking words, StringBuilder held, int at, int length) {
        think(Kind.NONE, "");
        form = words;
        thought.append(held, at, at + length);
        return length;
    }

    /** Its length where it stands here, -1 where it may. */
    private static int literal(String text, StringBuilder held, int at, boolean all) {
        int there = Math.min(text.length(), held.length() - at);
        if (!text.startsWith(held.substring(at, at + there))) {
            return 0;
        }
        return there == text.length() ? there : all ? 0 : -1;
    }

    private int role(StringBuilder held, int at, boolean all) {
        Matcher role = ROLE.matcher(held).region(at, Math.min(held.length(), at + LONGEST));
        boolean found = role.lookingAt();
        if (!found && isUndecided(role, held, at, all)) {
            return -1;
        }
        boolean others = found && OTHERS.matcher(role.group(1)).matches();
        phase = others ? Phase.OVER : Phase.OPENING;
        return others || (found && HERS.matcher(role.group(1)).matches()) ? role.end() - at : 0;
    }

    /** "final" is what she says; all others are thinking, or calls of tools. */
    private int channel(StringBuilder held, int at, boolean all) {
        Matcher channel = CHANNEL.matcher(held).region(at, Math.min(held.length(), at + LONGEST));
        boolean found = channel.lookingAt();
        if (!found && isUndecided(channel, held, at, all)) {
            return -1;
        }
        if (found && channel.group(1).equals("final")) {
            phase = Phase.OPENING;
        } else {
            think(Kind.CHANNEL, "");
        }
        return found ? channel.end() - at : 0;
    }

    private static boolean isUndecided(Matcher matcher, StringBuilder held, int at, boolean all) {
        return matcher.hitEnd() && !all && held.length() - at < LONGEST;
    }

    private int thinkingInWords(WordedThinking words, StringBuilder held, int at, boolean all) {
        boolean lineBegins = thought.length() > 0 && thought.charAt(thought.length() - 1) == '\n';
        int end = words.endsAt(held, at, lineBegins, all);
        if (end == 0) {
            thought.append(held.charAt(at));
            return 1;
        }
        if (end > 0) {
            phase = Phase.OPENING;
        }
        return end;
    }

    private int thinking(StringBuilder held, int at, boolean all) {
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
        boolean ends = marker.is(closing)
                && (closing != Kind.END_THINK || TagNames.ends(opened, held.substring(at, at + marker.length())));
        if (ends || (channel && (marker.is(Kind.END) || marker.is(Kind.END_THINK)))) {
            phase = Phase.OPENING;
        }
        return Math.max(1, marker.length());
    }
}
