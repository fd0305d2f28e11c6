package demi.conductor.turn;

import demi.api.InferenceApi;
import demi.bus.Bus;
import demi.conductor.prompt.Prompt;
import demi.conductor.prompt.TokenBudget;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Has the model write the reply to one prompt, which every device sees as it comes. */
public final class ReplyWriter {

    private final Vertx vertx;
    private final Bus bus;
    private final TokenBudget budget;
    private final WaitingFeedback patience;
    private final TurnEvents events;
    private final int longestReply;

    /** @param longestReply in tokens */
    public ReplyWriter(
            Vertx vertx, Bus bus, TokenBudget budget, WaitingFeedback patience, TurnEvents events, int longestReply) {
        this.vertx = vertx;
        this.bus = bus;
        this.budget = budget;
        this.patience = patience;
        this.events = events;
        this.longestReply = longestReply;
    }

    /** Done when the turn has its words, or was stopped; fails as {@link ReplyStream} does. The budget learns from both. */
    public Future<Void> write(ConversationState conversation, Turn turn, Prompt prompt) {
        return new ReplyStream(vertx, bus, turn, prompt, listener(turn))
                .run(conversation.retries().timeouts() + 1, longestReply)
                .onSuccess(over -> turn.end())
                .eventually(() -> {
                    learn(turn, prompt);
                    return Future.succeededFuture();
                });
    }

    private ReplyStream.Listener listener(Turn turn) {
        return new ReplyStream.Listener() {
            @Override
            public void onQueuePosition(int place) {
                patience.onQueuePosition(turn, place);
            }

            @Override
            public void onModelOutput() {
                patience.onModelOutput(turn);
            }

            @Override
            public void onText(String text) {
                events.delta(turn, text);
            }
        };
    }

    private void learn(Turn turn, Prompt prompt) {
        InferenceApi.Finish finish = turn.finish();
        if (finish != null && finish.promptTokens() > 0) {
            budget.learn(prompt.messages(), finish.promptTokens());
        }
    }
}
