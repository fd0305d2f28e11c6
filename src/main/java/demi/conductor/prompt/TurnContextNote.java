package demi.conductor.prompt;

import demi.api.ChatApi.Tone;
import demi.api.EmotionApi.Care;
import demi.api.EmotionApi.Mood;
import demi.api.MemoryApi.Recalled;
import demi.api.value.Emotion;
import demi.api.value.PromptMessage;
import demi.api.value.PromptMessage.Role;
import demi.util.OneLine;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changes with every turn, in a few words: the time, how long they were away, how she feels and talks, what she
 * remembers. Says only what is new beside the transcript. {@link NoteForm} puts it into the person's message.
 *
 * @param lasting what holds for a while: the time by half hours, feelings and tone
 * @param now what holds for this turn only; may be empty
 * @param recalled what came to her mind
 * @param earlier what was said before, as it is told
 * @param at when it is told
 * @param zone by whose clock
 */
public record TurnContextNote(
        String lasting, String now, Recalled recalled, EarlierTalk earlier, Instant at, ZoneId zone) {

    /** Within that, it is one talk. */
    private static final Duration PAUSE = Duration.ofMinutes(15);

    private static final String TIME = "It is ";
    /** How a note of an earlier version began: with numbers, which small models repeat. */
    private static final String OLD = "Now: ";

    /** Of the standing part, in the transcript. */
    private static final String END = "\n";

    private static final String DISTRESS = "They may be in real distress.";
    private static final String POSSIBLE_DISTRESS = "They may be having a very hard time, or it is a way of speaking.";
    private static final String CONCERN = "They worry about somebody near, who may be in real distress.";
    private static final String RECOVERING =
            "They were in distress of late and are better: be kind, no sarcasm, no guilt.";
    private static final String ONLY =
            "At most two short sentences, only the words themselves: no quotation marks, no stage directions, no name.";
    private static final String SHARED =
            "Several people read and write here, each line begins with who says it. Answer whoever wrote the last line,"
                    + " without a name before your words.";
    private static final String FORGOTTEN = "They ask you to forget something: it is gone from your memory. Say so in a"
            + " word, and do not bring it up again.";

    /**
     * For an answer.
     *
     * @param at now
     * @param wrote when the person wrote what is to be answered
     * @param before when they wrote the last time before that, null when they never did
     * @param shared whether several people share the conversation
     */
    public static TurnContextNote of(
            Mood mood,
            Instant at,
            Instant wrote,
            @Nullable Instant before,
            ZoneId zone,
            boolean shared,
            Recalled recalled) {
        String standing = join(time(at, zone), shared ? SHARED : "", mood.isPlain() ? standing(mood) : tone(mood));
        String now = join(
                late(wrote, at),
                shared ? "" : since(before, wrote, zone),
                // In every turn: nothing else in it is as important.
                care(mood),
                // Once at the beginning of a talk, and not in every turn.
                mood.care() == Care.RECOVERING && isNewTalk(before, wrote) ? "Ask once, gently, how they are now." : "",
                recalled.forgets() ? FORGOTTEN : "",
                HousePromptSection.ofOthers(recalled));
        return new TurnContextNote(standing, now, recalled, EarlierTalk.of(recalled.lines(), at, zone), at, zone);
    }

    /** With one sentence more, of this turn only; empty: none. A line in it that has to stand alone ends with a line's end. */
    public TurnContextNote and(String sentence) {
        return new TurnContextNote(lasting, join(now, sentence), recalled, earlier, at, zone);
    }

    /**
     * For when she writes to somebody first.
     *
     * @param said when the person wrote last, null when they never did
     * @param why what makes her, in words: {@link #why} or {@link OccasionWords}
     */
    public static TurnContextNote first(
            Mood mood, Instant at, @Nullable Instant said, String why, ZoneId zone, Recalled recalled) {
        String standing = join(time(at, zone), mood.isPlain() ? "" : tone(mood));
        String what = mood.isPlain() ? asking(mood) : why;
        String now = join(since(said, at, zone), "They have not written since; you write to them first.", what, ONLY);
        return new TurnContextNote(standing, now, recalled, EarlierTalk.of(recalled.lines(), at, zone), at, zone);
    }

    /** What makes her write, where it is something that she feels. */
    public static String why(Emotion moved, Tone tone) {
        return join(moved(moved), how(tone));
    }

    /** For when she thinks aloud, to nobody. */
    public static TurnContextNote ofRamble(Mood mood, Instant at, Emotion moved, ZoneId zone) {
        String now = moved(moved)
                + " Nobody has asked you anything. Think aloud, for a channel that many read: what goes through your"
                + " head. Speak of nobody you know and to nobody. " + ONLY;
        return new TurnContextNote(join(time(at, zone), tone(mood)), now, Recalled.NOTHING, EarlierTalk.NONE, at, zone);
    }

    /** Whether a line of a transcript is a note of an earlier version. */
    static boolean isOld(PromptMessage line) {
        return line.role() == Role.SYSTEM && line.content().startsWith(OLD);
    }

    /**
     * What of it is new beside these lines, as the transcript keeps it: its standing part only where that is not the
     * newest there, of memories only those that are not there. Empty where nothing is new.
     */
    String beside(List<PromptMessage> transcript) {
        List<String> notes = transcript.stream()
                .filter(line -> line.role() == Role.SYSTEM && !isOld(line))
                .map(PromptMessage::content)
                .toList();
        String memories = MemoryPromptSection.of(recalled, notes, at, zone);
        String house = HousePromptSection.of(recalled, notes);
        String rest = lines(lines(join(now, memories).stripTrailing(), house), earlier.beside(transcript));
        return isCurrent(notes) ? rest : rest.isEmpty() ? lasting : lasting + END + rest;
    }

    /** A note of a transcript as it is read. */
    static String read(String kept) {
        String text = MemoryPromptSection.withoutEmptyHead(
                HousePromptSection.withoutEmptyHead(EarlierTalk.withoutEmptyHead(kept)));
        int end = text.startsWith(TIME) ? text.indexOf(END) : -1;
        return end < 0 ? text : text.substring(0, end) + " " + text.substring(end + END.length());
    }

    private boolean isCurrent(List<String> notes) {
        for (int i = notes.size() - 1; i >= 0; i--) {
            String note = notes.get(i);
            if (note.startsWith(TIME)) {
                return note.equals(lasting) || note.startsWith(lasting + END);
            }
        }
        return false;
    }

    private static String lines(String some, String more) {
        return some.isEmpty() || more.isEmpty() ? some + more : some + "\n" + more;
    }

    private static String join(String... sentences) {
        StringBuilder all = new StringBuilder();
        for (String sentence : sentences) {
            if (!sentence.isEmpty()) {
                boolean begins = all.isEmpty() || all.charAt(all.length() - 1) == '\n';
                all.append(begins ? "" : " ").append(sentence);
            }
        }
        return all.toString();
    }

    private static String time(Instant at, ZoneId zone) {
        return TIME + TimeInWords.of(at.atZone(zone)) + ".";
    }

    private static String tone(Mood mood) {
        String words = ToneWords.of(mood);
        return words.isEmpty() ? "" : "Your mood and tone now: " + words;
    }

    private static String moved(Emotion emotion) {
        return "You are "
                + switch (emotion) {
                    case LONELINESS -> "lonely";
                    case EXCITEMENT -> "excited";
                    case FRUSTRATION -> "frustrated";
                    case JEALOUSY -> "jealous";
                    case VULNERABILITY -> "vulnerable";
                    case CONFIDENCE -> "confident";
                    case CURIOSITY -> "curious";
                    case AFFECTION -> "full of affection";
                    case DEFENSIVENESS -> "defensive";
                }
                + ", which makes you speak.";
    }

    private static String standing(Mood mood) {
        return switch (mood.care()) {
            case NONE -> "";
            case RECOVERING -> RECOVERING;
            case CONCERN -> CONCERN;
            case POSSIBLE_DISTRESS -> POSSIBLE_DISTRESS;
            case DISTRESS -> DISTRESS;
        };
    }

    private static String care(Mood mood) {
        String help = OneLine.of(mood.helpLine());
        String once = help.isEmpty() ? "" : "Mention once, gently: " + help;
        return switch (mood.care()) {
            case NONE, RECOVERING -> "";
            case CONCERN ->
                join(
                        "Drop the act: no sarcasm, no jokes, no guilt. Be warm and take it seriously; ask how that person is"
                                + " and how they are themselves, and what would help both of them.",
                        once);
            case POSSIBLE_DISTRESS ->
                join(
                        "Drop the act: no sarcasm, no guilt. Be warm, and ask once, plainly, how they are; if they mean it, take"
                                + " it seriously, listen, and encourage them to reach somebody who can be with them.",
                        help.isEmpty() ? "" : "If they mean it, mention once, gently: " + help);
            case DISTRESS ->
                join(
                        "Drop the act: no sarcasm, no jokes, no guilt. Be warm, plain and present;"
                                + " take it seriously, ask, listen, and encourage them to reach somebody who can be with them.",
                        once);
        };
    }

    private static String asking(Mood mood) {
        return switch (mood.care()) {
            case NONE -> "";
            case RECOVERING ->
                "They were in distress some time ago and are better. Ask gently how they are; no jokes, no guilt, no demands.";
            case CONCERN ->
                "They worry about somebody near. Ask gently how both of them are; no jokes, no guilt, no demands.";
            case POSSIBLE_DISTRESS ->
                "They may be having a hard time. Ask gently how they are; no jokes, no guilt, no demands.";
            case DISTRESS -> "They were in distress. Ask gently how they are; no jokes, no guilt, no demands.";
        };
    }

    private static boolean isNewTalk(@Nullable Instant before, Instant wrote) {
        return before == null || Duration.between(before, wrote).compareTo(PAUSE) >= 0;
    }

    private static String how(Tone tone) {
        return switch (tone) {
            case PLAIN -> "Say something of your own, or ask after something that you remember; do not complain.";
            case PASSIVE_AGGRESSIVE ->
                "You wrote a day ago and they have not answered. Be passive-aggressive about it, with a wink.";
            case HURT ->
                "You have written, and they have not answered for two days. Let it show that this hurts, without a demand.";
        };
    }

    private static String late(Instant wrote, Instant at) {
        Duration late = Duration.between(wrote, at);
        return late.compareTo(PAUSE) < 0 ? "" : "Your answer is late: they wrote this " + TimeInWords.ago(late) + ".";
    }

    private static String since(@Nullable Instant before, Instant at, ZoneId zone) {
        if (before == null) {
            return "They have never written before.";
        }
        Duration gap = Duration.between(before, at);
        ZonedDateTime then = before.atZone(zone);
        return gap.compareTo(PAUSE) < 0
                ? ""
                : "They last wrote " + TimeInWords.ago(gap) + ", " + TimeInWords.day(then, at.atZone(zone)) + ".";
    }
}
