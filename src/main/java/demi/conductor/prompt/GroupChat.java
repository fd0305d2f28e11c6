package demi.conductor.prompt;

import demi.api.EmotionApi;
import demi.api.value.Message;
import demi.util.NameLabels;
import java.util.List;
import java.util.regex.Pattern;

/** A conversation that several share: who speaks, and what the model is told of it. */
public final class GroupChat {

    /** All of them: also U+2028, U+2029, U+0085, vertical tab and form feed. */
    private static final Pattern LINE_END = Pattern.compile("\\R");

    private GroupChat() {}

    /** Whose words a message is: the conversation's person, or who spoke in a shared one. */
    public static String speakerOf(Message said) {
        Message.Speaker speaker = said.speaker();
        return speaker == null ? said.userId() : speaker.userId();
    }

    public static boolean isShared(Message said) {
        return said.speaker() != null;
    }

    /** What the emotion room is told of it. */
    public static EmotionApi.Appraise appraiseRequest(Message said) {
        return new EmotionApi.Appraise(
                speakerOf(said), said.messageId(), said.content(), said.createdAt(), said.speaker() != null);
    }

    /** What people are called who spoke in these messages, oldest first. */
    public static NameLabels names(List<Message> messages) {
        NameLabels names = new NameLabels();
        messages.forEach(message -> label(message, names));
        return names;
    }

    private static String label(Message said, NameLabels names) {
        Message.Speaker speaker = said.speaker();
        return speaker == null ? "" : names.of(speaker.userId(), speaker.name());
    }

    /**
     * As the model reads it: after what it refers to; in a shared conversation with what was said before, and with names. Only what somebody said
     * begins a line with a name: the lines of one message are indented, lest one of them pass for somebody else's words.
     */
    public static String words(Message said, NameLabels names) {
        Message.Speaker speaker = said.speaker();
        if (speaker == null) {
            return said.refersTo().isEmpty() ? said.content() : said.refersTo() + "\n" + said.content();
        }
        String before = speaker.before().isEmpty() ? "" : speaker.before() + "\n";
        return before
                + label(said, names)
                + ": "
                + LINE_END.matcher(said.content()).replaceAll("\n  ");
    }
}
