package demi.conductor.followup;

import demi.api.value.PromptMessage;
import demi.conductor.prompt.Prompt;
import demi.conductor.turn.ConversationState;
import demi.conductor.turn.Turn;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to go to make room does not go without notes: where nobody was silent for long enough, they are made now. */
public final class NotesBeforeCut {

    private static final Logger LOG = LoggerFactory.getLogger(NotesBeforeCut.class);

    private final NoteTaking notes;
    private final boolean wanted;

    public NotesBeforeCut(NoteTaking notes, boolean wanted) {
        this.notes = notes;
        this.wanted = wanted;
    }

    /**
     * @param talk all that the model has read and written before the message
     * @param anew makes the prompt again, with the notes in it
     * @param places takes how many are served before it, while the notes wait for their turn
     * @return the prompt as it is where it needs none, or none could be made
     */
    public Future<Prompt> ensure(
            ConversationState conversation,
            Turn turn,
            Prompt prompt,
            Supplier<List<PromptMessage>> talk,
            Supplier<Future<Prompt>> anew,
            IntConsumer places) {
        // A further try sends what the first one did.
        boolean again = conversation.retries().tries() > 0;
        if (!wanted
                || again
                || prompt.dropped() == 0
                || conversation.transcript().summary() != null) {
            return Future.succeededFuture(prompt);
        }
        return notes.beforeReply(turn, talk.get(), places)
                .onSuccess(conversation.transcript()::summary)
                .compose(noted -> anew.get())
                .recover(thrown -> {
                    LOG.info(
                            "Cut a conversation without notes: user={} message={} reason={}",
                            turn.userId(),
                            turn.message().messageId(),
                            thrown.getMessage());
                    return Future.succeededFuture(prompt);
                });
    }
}
