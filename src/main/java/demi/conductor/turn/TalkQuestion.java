package demi.conductor.turn;

import demi.api.InferenceApi;
import demi.api.value.PromptMessage;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.StreamReader;
import demi.conductor.prompt.TokenBudget;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks the model something at the end of a talk. Where the server finds that too long, which the budget learns, it is asked
 * behind fewer lines; fails INVALID where there is no room even then, and otherwise as the model does.
 */
public final class TalkQuestion {

    /** No answer of a schema is nearly as long. */
    private static final int LONGEST_ANSWER = 8_000;

    private static final int MOST_CUTS = 3;

    private final Bus bus;
    private final TokenBudget budget;

    public TalkQuestion(Bus bus, TokenBudget budget) {
        this.bus = bus;
        this.budget = budget;
    }

    /** Nobody waits for the answer. */
    public Future<String> inBackground(
            String userId,
            CancelToken token,
            List<PromptMessage> talk,
            PromptMessage question,
            int tokens,
            @Nullable String format) {
        return fitting(
                talk,
                question,
                tokens,
                lines -> {
                    StringBuilder answer = new StringBuilder();
                    InferenceApi.Generate request = InferenceApi.Generate.background(userId, lines, tokens, format);
                    return token.onCancel(() ->
                                    bus.open(InferenceApi.GENERATE, request).onItem(step -> append(answer, step)))
                            .map(ended -> answer.toString());
                },
                MOST_CUTS);
    }

    /**
     * Somebody's reply waits for it. {@link Turn#stop} ends it.
     *
     * @param places takes how many are served before it, while it waits
     */
    public Future<String> beforeReply(
            Turn turn, List<PromptMessage> talk, PromptMessage question, int tokens, IntConsumer places) {
        return fitting(
                talk,
                question,
                tokens,
                lines -> {
                    if (turn.stopped()) {
                        return Future.failedFuture(new Failure(Failure.Code.CANCELLED, "The turn was stopped."));
                    }
                    StringBuilder answer = new StringBuilder();
                    InferenceApi.Generate request = InferenceApi.Generate.reply(turn.userId(), lines, tokens);
                    StreamReader<InferenceApi.Step> stream = bus.open(InferenceApi.GENERATE, request)
                            .onItem(step -> {
                                append(answer, step);
                                if (step.text().isEmpty() && step.finish() == null && !step.anew()) {
                                    places.accept(step.place());
                                }
                            });
                    turn.stream(stream);
                    return stream.end().map(ended -> answer.toString());
                },
                MOST_CUTS);
    }

    private Future<String> fitting(
            List<PromptMessage> talk,
            PromptMessage question,
            int tokens,
            Function<List<PromptMessage>, Future<String>> ask,
            int cuts) {
        List<PromptMessage> lines = budget.room(talk, question, tokens);
        if (lines.isEmpty()) {
            return Future.failedFuture(new Failure(Failure.Code.INVALID, "The model's window is too small for it."));
        }
        return ask.apply(lines).recover(thrown -> {
            if (Failure.codeOf(thrown) != Failure.Code.TOO_LONG || cuts == 0) {
                return Future.failedFuture(thrown);
            }
            budget.tooLong(lines);
            return fitting(talk, question, tokens, ask, cuts - 1);
        });
    }

    private static void append(StringBuilder answer, InferenceApi.Step step) {
        if (step.anew()) {
            answer.setLength(0);
        }
        if (answer.length() < LONGEST_ANSWER) {
            answer.append(step.text());
        }
    }
}
