package demi.conductor;

import demi.contract.Message;
import demi.contract.Moods;
import java.util.regex.Pattern;

/** A conversation that several share: who speaks, and what the model is told of it. */
final class Shared {

    private static final Pattern LINE_END = Pattern.compile("\\R");

    private Shared() {}

    /** Whose words a message is: the conversation's person, or who spoke in a shared one. */
    static String speakerOf(Message said) {
        Message.Speaker speaker = said.speaker();
        return speaker == null ? said.userId() : speaker.userId();
    }

    /** What the emotion room is told of it. */
    static Moods.Heard heard(Message said) {
        return new Moods.Heard(
                speakerOf(said), said.messageId(), said.content(), said.createdAt(), said.speaker() != null);
    }

    /**
     * As the model reads it: in a shared conversation with what was said before, and with names. Only what somebody said
     * begins a line with a name: the lines of one message are indented, lest one of them pass for somebody else's words.
     */
    static String words(Message said) {
        Message.Speaker speaker = said.speaker();
        if (speaker == null) {
            return said.content();
        }
        String before = speaker.before().isEmpty() ? "" : speaker.before() + "\n";
        return before + speaker.name() + ": " + LINE_END.matcher(said.content()).replaceAll("\n  ");
    }

    /** Empty in one person's own conversation. */
    static String note(Message said) {
        Message.Speaker speaker = said.speaker();
        return speaker == null
                ? ""
                : " This is a channel that several people read and write in; what each says begins with a name. "
                        + speaker.name() + " speaks to you; answer them, without your own name before it.";
    }
}
