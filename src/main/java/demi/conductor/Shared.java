package demi.conductor;

import demi.contract.Message;

/** A conversation that several share: who speaks, and what the model is told of it. */
final class Shared {

    private Shared() {}

    /** Whose words a message is: the conversation's person, or who spoke in a shared one. */
    static String speakerOf(Message said) {
        Message.Speaker speaker = said.speaker();
        return speaker == null ? said.userId() : speaker.userId();
    }

    /** As the model reads it: in a shared conversation with what was said before, and with names. */
    static String words(Message said) {
        Message.Speaker speaker = said.speaker();
        if (speaker == null) {
            return said.content();
        }
        String before = speaker.before().isEmpty() ? "" : speaker.before() + "\n";
        return before + speaker.name() + ": " + said.content();
    }

    /** Empty in one person's own conversation. */
    static String note(Message said) {
        Message.Speaker speaker = said.speaker();
        return speaker == null
                ? ""
                : " This is a channel that several people read and write in; each line of theirs begins with a name. "
                        + speaker.name() + " speaks to you; answer them, without your own name before it.";
    }
}
