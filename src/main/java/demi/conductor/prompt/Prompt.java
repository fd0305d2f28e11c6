package demi.conductor.prompt;

import demi.api.value.PromptMessage;
import demi.api.value.PromptMessage.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one request to the model consists of: the persona, everything the model has read of this person before, and the
 * newest turn. One system message, the first, then the person's and hers strictly in turn, the person's last: so it
 * survives the template of any model. Appending to {@link #of} is the only way in which a prompt grows, so that each
 * begins with the bytes of the one before and its reply, and the server has to read only the end.
 *
 * @param messages all of it, as it is sent
 * @param beginning how many of them are the persona's: its text, and its examples
 * @param turn the lines of the newest turn, as the transcript keeps them: a note, where there is one, and words only
 * @param dropped how many lines of the transcript had to go to make room
 * @param head the line that stands in their place, null where none does
 */
public record Prompt(
        List<PromptMessage> messages,
        int beginning,
        List<PromptMessage> turn,
        int dropped,
        @Nullable PromptMessage head) {

    public Prompt {
        messages = List.copyOf(messages);
        turn = turn.stream().map(PromptMessage::words).toList();
    }

    /**
     * What a prompt is made of.
     *
     * @param transcript as the store keeps it
     * @param summary null where there is none; then the one before, if any, stays
     * @param said null when she speaks first
     * @param images that come with it
     */
    public record Parts(
            String persona,
            List<PromptMessage> transcript,
            @Nullable ConversationSummary summary,
            TurnContextNote note,
            @Nullable String said,
            List<String> images) {
        public Parts {
            transcript = List.copyOf(transcript);
            images = List.copyOf(images);
        }

        /** When she speaks first. */
        public Parts(
                String persona,
                List<PromptMessage> transcript,
                @Nullable ConversationSummary summary,
                TurnContextNote note) {
            this(persona, transcript, summary, note, null, List.of());
        }

        /** All that the model has read and written before the newest turn, nothing cut. */
        public List<PromptMessage> read(TokenBudget budget) {
            List<PromptMessage> lines = new ArrayList<>(PersonaText.of(persona).firstWords(budget));
            lines.addAll(TranscriptFromHistory.messages(transcript));
            return lines;
        }

        public Parts with(@Nullable ConversationSummary newer) {
            return new Parts(persona, transcript, newer, note, said, images);
        }

        /** Without the pictures, which are more than the model takes in: it reads that there were some. */
        public Parts unseen() {
            return new Parts(persona, transcript, summary, note, said + ImageLoader.UNSEEN, List.of());
        }

        private @Nullable PromptMessage head() {
            if (summary != null) {
                return summary.line();
            }
            return !transcript.isEmpty() && ConversationSummary.isOne(transcript.get(0)) ? transcript.get(0) : null;
        }

        /** The newest turn behind these lines. */
        private List<PromptMessage> turn(List<PromptMessage> before, @Nullable String words) {
            List<PromptMessage> turn = new ArrayList<>();
            String fresh = note.beside(before);
            if (!fresh.isEmpty()) {
                turn.add(new PromptMessage(Role.SYSTEM, fresh));
            }
            if (words != null) {
                turn.add(new PromptMessage(Role.USER, words, images));
            }
            return turn;
        }
    }

    /** When it does not fit, the oldest turns go, as many as make room for a good while, and the summary takes their place. */
    public static Prompt of(Parts parts, TokenBudget budget) {
        List<PromptMessage> beginning = PersonaText.of(parts.persona()).firstWords(budget);
        List<PromptMessage> transcript = parts.transcript();
        Prompt whole = behind(beginning, null, parts, 0, parts.said());
        if (budget.fits(whole.messages())) {
            return whole;
        }
        PromptMessage head = parts.head();
        for (int dropped = 0; dropped < transcript.size() && !budget.fitsEasily(whole.messages(), beginning); ) {
            dropped = nextTurn(transcript, dropped + 1);
            whole = behind(beginning, head, parts, dropped, parts.said());
        }
        return budget.fits(whole.messages()) || parts.said() == null ? whole : clipped(beginning, head, parts, budget);
    }

    /** Where even the newest message alone does not fit, it goes without its middle. */
    private static Prompt clipped(
            List<PromptMessage> beginning, @Nullable PromptMessage head, Parts parts, TokenBudget budget) {
        int all = parts.transcript().size();
        String said = parts.said() == null ? "" : parts.said();
        Prompt empty = behind(beginning, head, parts, all, "");
        if (head != null && !budget.fitsEasily(empty.messages(), beginning)) {
            empty = behind(beginning, null, parts, all, "");
        }
        return behind(beginning, empty.head(), parts, all, budget.clippedBeside(empty.messages(), said));
    }

    private static Prompt behind(
            List<PromptMessage> beginning,
            @Nullable PromptMessage head,
            Parts parts,
            int dropped,
            @Nullable String words) {
        List<PromptMessage> lines = new ArrayList<>();
        if (head != null) {
            lines.add(head);
        }
        lines.addAll(parts.transcript().subList(dropped, parts.transcript().size()));
        List<PromptMessage> turn = parts.turn(lines, words);
        lines.addAll(turn);
        List<PromptMessage> messages = new ArrayList<>(beginning);
        messages.addAll(TranscriptFromHistory.messages(lines));
        return new Prompt(messages, beginning.size(), turn, dropped, head);
    }

    /** All of it but what was shown. */
    public List<PromptMessage> words() {
        return messages.stream().map(PromptMessage::words).toList();
    }

    /** All that nobody said: the persona's text and what it has her say, and the notes in the person's messages. */
    public List<PromptMessage> instructions() {
        List<PromptMessage> all = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            PromptMessage line = messages.get(i);
            if (line.role() == Role.SYSTEM) {
                all.add(line);
            } else if (i < beginning && line.role() == Role.ASSISTANT) {
                all.add(new PromptMessage(Role.SYSTEM, line.content()));
            } else if (line.role() == Role.USER) {
                NoteForm.notes(line.content()).forEach(note -> all.add(new PromptMessage(Role.SYSTEM, note)));
            }
        }
        return all;
    }

    /** The person's newest words, as they stand in the last message; empty where she speaks first. */
    String said() {
        return turn.stream()
                .filter(line -> line.role() == Role.USER)
                .map(line -> NoteForm.neutralised(line.content()))
                .findFirst()
                .orElse("");
    }

    /** The same beginning, with something else in the place of the person's newest message. */
    public List<PromptMessage> asking(PromptMessage question) {
        List<PromptMessage> lines = new ArrayList<>(words().subList(0, messages.size() - 1));
        lines.add(question);
        return lines;
    }

    /** Where the next turn begins: nothing is cut between a question and its answer. */
    static int nextTurn(List<PromptMessage> transcript, int from) {
        int at = from;
        while (at < transcript.size() && transcript.get(at - 1).role() != Role.ASSISTANT) {
            at++;
        }
        return at;
    }
}
