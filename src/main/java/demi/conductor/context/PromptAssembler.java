package demi.conductor.context;

import demi.api.EmotionApi;
import demi.api.value.PromptMessage;
import demi.bus.Bus;
import demi.conductor.prompt.ConversationSummary;
import demi.conductor.prompt.GroupChat;
import demi.conductor.prompt.Prompt;
import demi.conductor.prompt.TokenBudget;
import demi.conductor.turn.ConversationState;
import demi.conductor.turn.PreparedTurn;
import demi.conductor.turn.Turn;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a turn's prompt: once for each message, and shorter where the server refuses it as too long. */
public final class PromptAssembler {

    private static final Logger LOG = LoggerFactory.getLogger(PromptAssembler.class);

    private final Bus bus;
    private final PromptSources sources;
    private final TokenBudget budget;

    public PromptAssembler(Bus bus, PromptSources sources, TokenBudget budget) {
        this.bus = bus;
        this.sources = sources;
        this.budget = budget;
    }

    /** The prompt of a message; a further try gets the very one of the first. */
    public Future<Prompt> of(ConversationState conversation, Turn turn) {
        PreparedTurn before = conversation.prepared();
        return before != null && before.messageId().equals(turn.message().messageId())
                ? rebuild(withNewNotes(conversation, before), turn)
                : prepare(conversation, turn);
    }

    private Future<Prompt> prepare(ConversationState conversation, Turn turn) {
        return sources.of(conversation, turn).map(found -> {
            PreparedTurn prepared = new PreparedTurn(
                    turn.message().messageId(),
                    found.parts(),
                    Prompt.of(found.parts(), budget),
                    found.mood(),
                    found.forgets(),
                    found.confirmation());
            conversation.prepare(prepared);
            return fitting(prepared, turn, found.mood());
        });
    }

    /** The same bytes; what she feels may have changed since, and is shown with the reply. */
    private Future<Prompt> rebuild(PreparedTurn before, Turn turn) {
        return bus.request(EmotionApi.STATUS, new EmotionApi.GetMood(GroupChat.speakerOf(turn.message())))
                .otherwise(before.mood())
                .map(mood -> fitting(before, turn, mood));
    }

    private static Prompt fitting(PreparedTurn prepared, Turn turn, EmotionApi.Mood mood) {
        turn.mood(mood);
        turn.forgets(prepared.forgets());
        turn.confirmation(prepared.confirmation());
        return prepared.prompt();
    }

    /** Where a talk had to be cut without notes, and there are some before the prompt was sent, they stand in it. */
    private PreparedTurn withNewNotes(ConversationState conversation, PreparedTurn before) {
        ConversationSummary notes = conversation.transcript().summary();
        boolean lacksThem =
                before.prompt().dropped() > 0 && notes != null && before.parts().summary() == null;
        return lacksThem && conversation.retries().tries() == 0
                ? remade(conversation, before, before.parts().with(notes))
                : before;
    }

    private PreparedTurn remade(ConversationState conversation, PreparedTurn before, Prompt.Parts parts) {
        PreparedTurn now = before.with(parts, Prompt.of(parts, budget));
        conversation.prepare(now);
        return now;
    }

    /** The server has refused it as too long: the budget learns from that, and the prompt is made anew. */
    public Prompt shorter(ConversationState conversation, Prompt refused) {
        budget.tooLong(refused.messages());
        PreparedTurn before = Objects.requireNonNull(conversation.prepared());
        Prompt.Parts parts = before.parts();
        // What a picture takes cannot be learned from, as nobody knows its share.
        Prompt shorter = remade(conversation, before, parts.images().isEmpty() ? parts : parts.unseen())
                .prompt();
        LOG.info(
                "Prompt refused as too long: user={} messages={}, next try messages={}",
                conversation.userId(),
                refused.messages().size(),
                shorter.messages().size());
        return shorter;
    }

    /** All that the model has read and written before the message that waits. */
    public List<PromptMessage> talkBefore(ConversationState conversation) {
        return Objects.requireNonNull(conversation.prepared()).parts().read(budget);
    }
}
