package demi.conductor.followup;

import demi.api.store.MessageStore;
import demi.api.value.PromptMessage;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.conductor.prompt.ConversationSummary;
import demi.conductor.turn.CancelToken;
import demi.conductor.turn.TalkQuestion;
import demi.conductor.turn.Turn;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.IntConsumer;

/** Has the model write notes on a talk, and keeps them until its oldest part gives way. */
public final class NoteTaking {

    /** Of notes for which a reply, or what she says first, waits. */
    private static final int TOKENS_BEFORE_WORDS = 160;

    private final Bus bus;
    private final TalkQuestion question;

    public NoteTaking(Bus bus, TalkQuestion question) {
        this.bus = bus;
        this.question = question;
    }

    /** While nobody waits. */
    Future<ConversationSummary> inTime(String userId, CancelToken token, List<PromptMessage> talk) {
        return inBackground(userId, token, talk, ConversationSummary.TOKENS);
    }

    /** Before she speaks first. */
    public Future<ConversationSummary> beforeWords(String userId, CancelToken token, List<PromptMessage> talk) {
        return inBackground(userId, token, talk, TOKENS_BEFORE_WORDS);
    }

    private Future<ConversationSummary> inBackground(
            String userId, CancelToken token, List<PromptMessage> talk, int tokens) {
        return question.inBackground(userId, token, talk, ConversationSummary.QUESTION, tokens, null)
                .compose(answer -> kept(userId, answer, talk));
    }

    /** @param places takes how many are served before it, while it waits */
    Future<ConversationSummary> beforeReply(Turn turn, List<PromptMessage> talk, IntConsumer places) {
        return question.beforeReply(turn, talk, ConversationSummary.QUESTION, TOKENS_BEFORE_WORDS, places)
                .compose(answer -> kept(turn.userId(), answer, talk));
    }

    private Future<ConversationSummary> kept(String userId, String answer, List<PromptMessage> talk) {
        String notes = ConversationSummary.notes(answer, talk.subList(1, talk.size()));
        ConversationSummary summary = ConversationSummary.of(notes);
        return notes == null || summary == null
                ? Future.failedFuture(new Failure(Failure.Code.INVALID, "The notes on a talk are worth nothing."))
                : bus.request(MessageStore.SAVE_NOTES, new MessageStore.SaveNotes(userId, notes))
                        .map(summary);
    }
}
