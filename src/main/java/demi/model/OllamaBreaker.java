package demi.model;

import demi.api.InferenceApi.Finish;
import demi.bus.BaseVerticle;
import demi.bus.Failure;
import demi.model.ollama.OllamaAddress;
import demi.model.ollama.SlowPromptException;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leaves a server alone for a while that failed several times in a row; then one reply tries for all. */
final class OllamaBreaker {

    private static final Logger LOG = LoggerFactory.getLogger(OllamaBreaker.class);
    /** Failures count as being in a row within this time, unless a success comes between. */
    private static final Duration IN_A_ROW = Duration.ofHours(1);

    private final CircuitBreaker breaker;

    /** @param changed called when it has opened, closed, or lets somebody try */
    OllamaBreaker(Vertx vertx, ModelSettings settings, OllamaAddress server, Runnable changed) {
        this.breaker = CircuitBreaker.create(
                        "ollama",
                        vertx,
                        new CircuitBreakerOptions()
                                .setMaxFailures(settings.breakerFailures())
                                .setFailuresRollingWindow(IN_A_ROW.toMillis())
                                .setResetTimeout(settings.breakerReset().toMillis())
                                .setTimeout(-1))
                .<Object>failurePolicy(outcome -> outcome.failed() && opens(outcome.cause()))
                .openHandler(opened -> LOG.warn(
                        "Ollama at {} failed {} times in a row; it is left alone for {} s",
                        server,
                        settings.breakerFailures(),
                        settings.breakerReset().toSeconds()))
                // It has a timer of its own.
                .halfOpenHandler(tryAgain -> unlessClosing(changed))
                .closeHandler(closed -> {
                    LOG.info("Ollama at {} answers again", server);
                    unlessClosing(changed);
                });
    }

    private static void unlessClosing(Runnable changed) {
        if (!BaseVerticle.isClosing()) {
            changed.run();
        }
    }

    CircuitBreakerState state() {
        return breaker.state();
    }

    Future<Finish> execute(Supplier<Future<Finish>> reply) {
        return breaker.execute(reply);
    }

    /** Whether it says something about the server; that a long prompt took too long to be read does not. */
    static boolean countsAsFailure(Throwable thrown) {
        Failure.Code code = Failure.codeOf(thrown);
        return !(thrown instanceof SlowPromptException)
                && (code == Failure.Code.UNAVAILABLE || code == Failure.Code.TIMEOUT || code == Failure.Code.INTERNAL);
    }

    /**
     * Somebody who does not wait for the one reply that tries it for all has not shown that it answers, nor has a prompt
     * that took too long.
     */
    private boolean opens(Throwable thrown) {
        return countsAsFailure(thrown)
                || (breaker.state() == CircuitBreakerState.HALF_OPEN
                        && (Failure.codeOf(thrown) == Failure.Code.CANCELLED || thrown instanceof SlowPromptException));
    }
}
