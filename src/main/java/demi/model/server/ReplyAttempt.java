package demi.model.server;

import demi.api.InferenceApi.Finish;
import demi.bus.Failure;
import demi.bus.Failure.Code;
import demi.bus.Timers;
import demi.model.config.ServingSettings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;

/**
 * One reply of one server: with the next of its models where one is missing, once more where it is only busy, and in another
 * form where it did not take the first.
 */
final class ReplyAttempt {

    /** A server that loads a model while very many wait for it takes nobody else; soon after it does. */
    private static final int BUSY_TRIES = 3;
    /** Each form is given up once; a server that refuses all of them refuses the request. */
    private static final int MOST_FORMS = 6;

    private final Vertx vertx;
    private final ServingSettings settings;
    private final ModelServer server;
    private final GenerationRequest generation;
    private int busyTries;
    private int forms;

    ReplyAttempt(Vertx vertx, ServingSettings settings, ModelServer server, GenerationRequest generation) {
        this.vertx = vertx;
        this.settings = settings;
        this.server = server;
        this.generation = generation;
    }

    Future<Finish> run() {
        Optional<String> model = server.model();
        return model.isPresent()
                ? run(model.get())
                : Future.failedFuture(new Failure(Code.UNAVAILABLE, "The model server has none of the models."));
    }

    private Future<Finish> run(String model) {
        ReplyStream chat = server.chat(model, generation);
        return chat.run().recover(thrown -> {
            Refusal refusal = chat.refusal();
            if (Failure.codeOf(thrown) == Code.NOT_FOUND) {
                server.lacksModel(model);
                return run();
            }
            if (refusal != null && refusal.isBusy() && busyTries < BUSY_TRIES) {
                return backOff().compose(rested -> run());
            }
            if (refusal != null && refusal.isAdapted() && forms++ < MOST_FORMS) {
                return run();
            }
            return Future.failedFuture(thrown);
        });
    }

    /** Ends early when whoever asked no longer waits. */
    private Future<Void> backOff() {
        Duration time = settings.probeEveryWhenDown().multipliedBy(1L << busyTries++);
        Promise<Void> over = Promise.promise();
        long timer = Timers.limit(vertx, Math.max(1, time.toMillis()), rested -> over.tryComplete());
        generation.onCancel(() -> over.tryFail(new Failure(Code.CANCELLED, "Cancelled.")));
        generation.onAbandon(() -> over.tryFail(new Failure(Code.UNAVAILABLE, "The model server has gone silent.")));
        return over.future().onComplete(either -> vertx.cancelTimer(timer));
    }
}
