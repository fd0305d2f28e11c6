package demi.conductor.prompt;

import demi.api.value.Message;
import demi.api.value.Message.Sender;
import demi.api.value.PromptMessage;
import demi.api.value.PromptMessage.Role;
import demi.util.NameLabels;
import java.util.ArrayList;
import java.util.List;

/**
 * A transcript as the store keeps it, and the messages that a model is sent of it: the person's and hers strictly in
 * turn, the person's first. The messages follow from the lines alone, and of more lines they begin with those of fewer.
 */
public final class TranscriptFromHistory {

    /** Where she spoke first, and it is not known any more why. */
    private static final String UNASKED = "They have not written since; you write to them first.";

    private TranscriptFromHistory() {}

    /**
     * The lines of a conversation from the messages that were kept of it. Without holding lines, which she never meant;
     * begins with the person's words and ends with hers.
     */
    public static List<PromptMessage> of(List<Message> messages, NameLabels names) {
        List<PromptMessage> lines = new ArrayList<>();
        for (Message message : messages) {
            boolean hers = message.sender() == Sender.DEMI;
            if (!message.holding()
                    && !(hers && lines.isEmpty())
                    && !message.content().isBlank()) {
                lines.add(new PromptMessage(hers ? Role.ASSISTANT : Role.USER, GroupChat.words(message, names)));
            }
        }
        while (!lines.isEmpty() && lines.get(lines.size() - 1).role() == Role.USER) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    /**
     * What the model is sent of these lines. A note stands in the message of the person's words that follow it; what was
     * said without an answer is one message with what was said next; notes of earlier versions are left out.
     */
    public static List<PromptMessage> messages(List<PromptMessage> lines) {
        Messages messages = new Messages();
        for (PromptMessage line : lines) {
            switch (line.role()) {
                case SYSTEM -> messages.note(line);
                case USER -> messages.person(line);
                case ASSISTANT -> messages.hers(line);
            }
        }
        return messages.all();
    }

    /** Put together line by line. */
    private static final class Messages {
        private final List<PromptMessage> done = new ArrayList<>();
        /** Of the person's message that is not complete. */
        private final List<String> parts = new ArrayList<>();

        private final List<String> images = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        void note(PromptMessage line) {
            if (ConversationSummary.isOne(line)) {
                parts.add(NoteForm.alone(NoteForm.neutralised(line.content())));
            } else if (!TurnContextNote.isOld(line)) {
                String note = TurnContextNote.read(line.content());
                // What is left of a note whose memories were all forgotten.
                if (!note.isBlank()) {
                    notes.add(NoteForm.alone(NoteForm.neutralised(note)));
                }
            }
        }

        void person(PromptMessage line) {
            if (!line.content().isBlank()) {
                parts.add(NoteForm.neutralised(line.content()));
            }
            images.addAll(line.images());
            flushNotes();
        }

        void hers(PromptMessage line) {
            if (line.content().isBlank()) {
                return;
            }
            flushNotes();
            if (parts.isEmpty()) {
                parts.add(NoteForm.alone(UNASKED));
            }
            flush();
            done.add(new PromptMessage(Role.ASSISTANT, line.content()));
        }

        List<PromptMessage> all() {
            flushNotes();
            flush();
            return done;
        }

        private void flushNotes() {
            parts.addAll(notes);
            notes.clear();
        }

        private void flush() {
            if (!parts.isEmpty() || !images.isEmpty()) {
                done.add(new PromptMessage(Role.USER, String.join(NoteForm.BETWEEN, parts), images));
            }
            parts.clear();
            images.clear();
        }
    }
}
