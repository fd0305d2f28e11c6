package demi.conductor.initiative;

import demi.api.InferenceApi;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.conductor.followup.NoteTaking;
import demi.conductor.initiative.ProactivePrompts.Request;
import demi.conductor.prompt.Prompt;
import demi.conductor.prompt.TokenBudget;
import demi.conductor.turn.CancelToken;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the model say something first, in the background, and takes only what is fit to be sent. */
public final class ProactiveGeneration {

    private static final Logger LOG = LoggerFactory.getLogger(ProactiveGeneration.class);
    private static final int TOKENS = 160;
    private static final int TRIES = 2;

    private final Bus bus;
    private final TokenBudget budget;
    private final @Nullable NoteTaking notes;
    private final Predicate<String> talking;

    /**
     * @param notes makes notes on what has to go to make room, null where none are wanted
     * @param talking whether a person waits for an answer, or is just being answered
     */
    public ProactiveGeneration(Bus bus, TokenBudget budget, @Nullable NoteTaking notes, Predicate<String> talking) {
        this.bus = bus;
        this.budget = budget;
        this.notes = notes;
        this.talking = talking;
    }

    /** @param prompt at the end of which it was said */
    record Said(String text, Prompt prompt) {}

    /**
     * Her words; fails with {@link NotSentException} where there are none, CANCELLED where people came first, and else as the model.
     *
     * @param who empty where she speaks to nobody in particular
     */
    Future<Said> run(String who, CancelToken token, Request request) {
        return speak(who, token, request, 1);
    }

    /** What has to go to make room does not go without notes. */
    Future<Request> noted(String userId, CancelToken token, Request request) {
        if (notes == null || request.prompt().dropped() == 0 || request.parts().summary() != null) {
            return Future.succeededFuture(request);
        }
        return notes.beforeWords(userId, token, request.parts().read(budget))
                .map(made -> request.with(request.parts().with(made), budget))
                .recover(thrown -> {
                    if (Failure.codeOf(thrown) != Failure.Code.INVALID) {
                        return Future.failedFuture(thrown);
                    }
                    LOG.info("Cut a conversation without notes: user={} reason={}", userId, thrown.getMessage());
                    return Future.succeededFuture(request);
                });
    }

    private Future<Said> speak(String who, CancelToken token, Request request, int attempt) {
        if (talking.test(who)) {
            return Future.failedFuture(NotSentException.wrote());
        }
        return ask(who, token, request, attempt)
                .compose(raw -> checked(who, token, request, attempt, raw))
                .recover(thrown -> {
                    boolean tooLong = Failure.codeOf(thrown) == Failure.Code.TOO_LONG;
                    return tooLong && attempt < TRIES
                            ? noted(who, token, shorter(request)).compose(fit -> speak(who, token, fit, attempt + 1))
                            : Future.failedFuture(thrown);
                });
    }

    private Future<String> ask(String who, CancelToken token, Request request, int attempt) {
        StringBuilder raw = new StringBuilder();
        InferenceApi.Generate asked = InferenceApi.Generate.background(
                        who, request.prompt().messages(), TOKENS, null)
                .again(1, attempt > 1);
        return token.onCancel(() -> bus.open(InferenceApi.GENERATE, asked).onItem(step -> {
                    if (step.anew()) {
                        raw.setLength(0);
                    }
                    raw.append(step.text());
                }))
                .map(ended -> raw.toString());
    }

    /** What is not fit to be sent is asked for once more. */
    private Future<Said> checked(String who, CancelToken token, Request request, int attempt, String raw) {
        Optional<String> text =
                GeneratedTextCleaner.of(raw, request.longest(), request.prompt().instructions());
        boolean repeats = text.isPresent() && TextSimilarity.isLikeAny(text.get(), request.before());
        if (text.isPresent() && !repeats) {
            return Future.succeededFuture(new Said(text.get(), request.prompt()));
        }
        if (attempt < TRIES) {
            return speak(who, token, request, attempt + 1);
        }
        return Future.failedFuture(
                repeats
                        ? new NotSentException("repeats", "She would only have said again what she said before.")
                        : new NotSentException("no_words", "The model had no words that are fit to be sent."));
    }

    private Request shorter(Request request) {
        budget.tooLong(request.prompt().messages());
        return request.with(request.parts(), budget);
    }
}
