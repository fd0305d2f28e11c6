package demi.model;

import demi.api.InferenceApi.Finish;
import demi.bus.Failure;
import demi.bus.Failure.Code;
import demi.bus.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One reply of one server: with the next of its models where one is missing, and once more where it is only busy. */
final class ReplyAttempt {

    private static final Logger LOG = LoggerFactory.getLogger(ReplyAttempt.class);
    /** A server that loads a model while very many wait for it takes nobody else; soon after it does. */
    private static final int BUSY_TRIES = 3;

    private final Vertx vertx;
    private final ModelSettings settings;
    private final ModelWarmup known;
    private final OllamaServer server;
    private final GenerationRequest generation;
    private int busyTries;

    ReplyAttempt(
            Vertx vertx, ModelSettings settings, ModelWarmup known, OllamaServer server, GenerationRequest generation) {
        this.vertx = vertx;
        this.settings = settings;
        this.known = known;
        this.server = server;
        this.generation = generation;
    }

    Future<Finish> run() {
        Optional<String> model = server.model();
        return model.isPresent()
                ? run(model.get())
                : Future.failedFuture(new Failure(Code.UNAVAILABLE, "Ollama has none of the models."));
    }

    private Future<Finish> run(String model) {
        OllamaReplyStream chat = server.chat(model, generation);
        return chat.run().recover(thrown -> {
            if (Failure.codeOf(thrown) == Code.NOT_FOUND) {
                server.lacksModel(model);
                return run();
            }
            if (chat.wasBusy() && busyTries < BUSY_TRIES) {
                return backOff().compose(rested -> run());
            }
            if (chat.wasRefusedForThinking() && known.nature(model).think() != null) {
                LOG.info("Model {} refuses the think option; omitting it from now on", model);
                known.omitThinkOption(model);
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
        generation.onAbandon(() -> over.tryFail(new Failure(Code.UNAVAILABLE, "Ollama has gone silent.")));
        return over.future().onComplete(either -> vertx.cancelTimer(timer));
    }
}
