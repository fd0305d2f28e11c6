package demi.conductor;

import demi.api.store.MessageStore.Added;
import demi.bus.BaseVerticle;
import demi.bus.Failure;
import demi.conductor.prompt.Prompt;
import demi.conductor.turn.ConversationState;
import demi.conductor.turn.HoldingLine;
import demi.conductor.turn.ModelOutage;
import demi.conductor.turn.Turn;
import demi.conductor.turn.TurnEvents;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a turn comes to: a reply that is kept, one more try once the model is back, or that it is given up. */
final class TurnEnding {

    private static final Logger LOG = LoggerFactory.getLogger(TurnEnding.class);

    private final ReplyKeeper keeper;
    private final ModelOutage outage;
    private final HoldingLine line;
    private final TurnEvents events;

    TurnEnding(ReplyKeeper keeper, ModelOutage outage, HoldingLine line, TurnEvents events) {
        this.keeper = keeper;
        this.outage = outage;
        this.line = line;
        this.events = events;
    }

    /** Done when the reply is kept and told; fails where it cannot be kept. */
    Future<Void> succeeded(ConversationState conversation, Turn turn, Prompt prompt) {
        if (turn.isDiscarded()) {
            return discarded(conversation, turn);
        }
        return keeper.keep(conversation, turn, prompt)
                .onSuccess(reply -> replyTold(conversation, turn, reply))
                .mapEmpty();
    }

    /** Its message stays the person's next, until it is taken out. */
    private Future<Void> discarded(ConversationState conversation, Turn turn) {
        events.typing(turn, false, 0);
        conversation.released();
        return Future.succeededFuture();
    }

    private void replyTold(ConversationState conversation, Turn turn, @Nullable Added reply) {
        events.typing(turn, false, 0);
        if (reply != null && !reply.duplicate()) {
            events.messageAdded(reply.message());
            events.emotionsChanged(turn.userId(), turn.feelings());
        } else if (reply == null) {
            events.unanswered(turn.message());
        }
        conversation.settled();
        if (reply != null && !turn.isSlow()) {
            line.endOutage(turn.userId());
        }
    }

    /**
     * Done when the conversation may go on, with this message again or with the next. Fails where the room closes: the turn
     * stays open in the store, and is answered after the next start.
     *
     * @param counts whether the model was thought to be fine when the turn began
     */
    Future<Void> failed(ConversationState conversation, Turn turn, Throwable thrown, boolean counts) {
        if (BaseVerticle.isClosing()) {
            return Future.failedFuture(thrown);
        }
        if (turn.isDiscarded()) {
            return discarded(conversation, turn);
        }
        events.typing(turn, false, 0);
        boolean late = Failure.codeOf(thrown) == Failure.Code.TIMEOUT && turn.countAttempt() && !turn.speaking();
        ModelOutage.Next then = switch (Failure.codeOf(thrown)) {
            case UNAVAILABLE, TIMEOUT -> outage.failed(conversation, counts, late);
            case INVALID, NOT_FOUND, CANCELLED, INTERNAL, TOO_LONG -> ModelOutage.Next.GIVE_UP;
        };
        return then == ModelOutage.Next.WAIT
                ? outage.hold(conversation, turn)
                : giveUp(conversation, turn, thrown, then.explanation());
    }

    private Future<Void> giveUp(ConversationState conversation, Turn turn, Throwable thrown, String sentence) {
        LOG.warn("Turn failed: message={} error={}", turn.message().messageId(), thrown.getMessage());
        events.failed(turn.userId(), sentence);
        events.unanswered(turn.message());
        return keeper.close(turn)
                .onFailure(open -> LOG.warn("Could not close a turn: {}", open.getMessage()))
                .onComplete(closed -> conversation.settled())
                .otherwiseEmpty()
                .mapEmpty();
    }
}
