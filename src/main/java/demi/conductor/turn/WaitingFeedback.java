package demi.conductor.turn;

import demi.bus.Timers;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * What a person is shown until she begins to answer: that she is typing, how many come first, and, where the model takes
 * its time, the holding line, once.
 */
public final class WaitingFeedback {

    private final Vertx vertx;
    private final HoldingLine line;
    private final TurnEvents events;
    private final Duration patience;
    /** When the model last said a word to anybody. */
    private long lastWord = System.nanoTime();

    /** @param patience how long a turn waits for the model's first word before she says the holding line */
    public WaitingFeedback(Vertx vertx, HoldingLine line, TurnEvents events, Duration patience) {
        this.vertx = vertx;
        this.line = line;
        this.events = events;
        this.patience = patience;
    }

    /** Results in what {@link #end} takes. */
    public long begin(ConversationState conversation, Turn turn) {
        turn.setTold(conversation.isNotified(turn.message().messageId()));
        events.typing(turn, true, 0);
        return Timers.every(vertx, patience.toMillis(), timer -> onDelay(conversation, turn));
    }

    /** Nothing is awaited of the model any more. */
    public void end(long timer) {
        vertx.cancelTimer(timer);
    }

    /** So many come first. */
    public void onQueuePosition(Turn turn, int place) {
        events.typing(turn, true, place);
    }

    /** The model has said something, whether or not it is let through. */
    void onModelOutput(Turn turn) {
        lastWord = System.nanoTime();
        turn.markSpeaking();
        turn.setTold(false);
        events.typing(turn, true, 0);
    }

    /** The model takes its time, with this turn or with the one before it: she says so once, and goes on waiting. */
    private void onDelay(ConversationState conversation, Turn turn) {
        boolean othersAreServed = turn.place() > 0 && System.nanoTime() - lastWord < patience.toNanos();
        if (turn.speaking()
                || othersAreServed
                || !conversation.markNotified(turn.message().messageId())) {
            return;
        }
        turn.markSlow();
        events.typing(turn, false, 0);
        line.send(turn).onComplete(said -> {
            if (conversation.current() == turn) {
                events.typing(turn, true, 0);
            }
        });
    }
}
