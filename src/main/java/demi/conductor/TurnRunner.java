package demi.conductor;

import demi.conductor.turn.ConversationState;
import demi.conductor.turn.Conversations;
import demi.conductor.turn.ModelOutage;
import demi.conductor.turn.Turn;
import demi.conductor.turn.WaitingFeedback;
import io.vertx.core.Future;
import java.util.function.Consumer;

/** Takes one turn from the message to whatever it comes to: a reply, a stop, a failure, or waiting for the model. */
final class TurnRunner implements Conversations.Answering {

    private final Consumer<String> background;
    private final ModelOutage outage;
    private final WaitingFeedback patience;
    private final Generation generation;
    private final TurnEnding ending;

    /** @param background takes whoever has written: what Demi asks the model by herself gives way to them */
    TurnRunner(
            Consumer<String> background,
            ModelOutage outage,
            WaitingFeedback patience,
            Generation generation,
            TurnEnding ending) {
        this.background = background;
        this.outage = outage;
        this.patience = patience;
        this.generation = generation;
        this.ending = ending;
    }

    @Override
    public Future<Void> answer(ConversationState conversation, Turn turn) {
        background.accept(turn.userId());
        boolean counts = outage.modelIsReady();
        long timer = patience.begin(conversation, turn);
        return generation
                .run(conversation, turn)
                .onComplete(over -> patience.end(timer))
                .compose(prompt -> ending.succeeded(conversation, turn, prompt))
                .recover(thrown -> ending.failed(conversation, turn, thrown, counts));
    }
}
