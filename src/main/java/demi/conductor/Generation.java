package demi.conductor;

import demi.bus.Failure;
import demi.conductor.context.PromptAssembler;
import demi.conductor.followup.NotesBeforeCut;
import demi.conductor.prompt.Prompt;
import demi.conductor.turn.ConversationState;
import demi.conductor.turn.ReplyWriter;
import demi.conductor.turn.Turn;
import demi.conductor.turn.WaitingFeedback;
import io.vertx.core.Future;

/** From a message to the words of its reply, behind a prompt that the server takes. */
final class Generation {

    /** So often a prompt that the server refuses as too long is made shorter. */
    private static final int MOST_CUTS = 4;

    private final PromptAssembler prompts;
    private final NotesBeforeCut notes;
    private final ReplyWriter writer;
    private final WaitingFeedback patience;

    Generation(PromptAssembler prompts, NotesBeforeCut notes, ReplyWriter writer, WaitingFeedback patience) {
        this.prompts = prompts;
        this.notes = notes;
        this.writer = writer;
        this.patience = patience;
    }

    /** Results in the prompt that was taken, once the turn has its words or was stopped. Fails as the model does. */
    Future<Prompt> run(ConversationState conversation, Turn turn) {
        return prompts.of(conversation, turn)
                .compose(prompt -> withNotes(conversation, turn, prompt))
                .compose(prompt -> fitting(conversation, turn, prompt, MOST_CUTS));
    }

    /** The prompt with notes on what had to go to make room, where there were none. */
    private Future<Prompt> withNotes(ConversationState conversation, Turn turn, Prompt prompt) {
        return notes.ensure(
                conversation,
                turn,
                prompt,
                () -> prompts.talkBefore(conversation),
                () -> prompts.of(conversation, turn),
                place -> patience.onQueuePosition(turn, place));
    }

    /** Results in a shorter prompt where the server found it too long. */
    private Future<Prompt> fitting(ConversationState conversation, Turn turn, Prompt prompt, int cuts) {
        return writer.write(conversation, turn, prompt).map(prompt).recover(thrown -> {
            if (Failure.codeOf(thrown) != Failure.Code.TOO_LONG || cuts == 0) {
                return Future.failedFuture(thrown);
            }
            return withNotes(conversation, turn, prompts.shorter(conversation, prompt))
                    .compose(shorter -> fitting(conversation, turn, shorter, cuts - 1));
        });
    }
}
