package demi.model.server;

import demi.api.InferenceApi.Finish;
import demi.bus.BaseVerticle;
import demi.bus.Failure;
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
public final class ServerBreaker {

    private static final Logger LOG = LoggerFactory.getLogger(ServerBreaker.class);
    /** Failures count as being in a row within this time, unless a success comes between. */
    private static final Duration IN_A_ROW = Duration.ofHours(1);

    private final CircuitBreaker breaker;

    /**
     * @param server for the log
     * @param failures in a row that open it
     * @param reset how long it then stays open
     * @param changed called when it has opened, closed, or lets somebody try
     */
    public ServerBreaker(Vertx vertx, int failures, Duration reset, String server, Runnable changed) {
        this.breaker = CircuitBreaker.create(
                        "model server",
                        vertx,
                        new CircuitBreakerOptions()
                                .setMaxFailures(failures)
                                .setFailuresRollingWindow(IN_A_ROW.toMillis())
                                .setResetTimeout(reset.toMillis())
                                .setTimeout(-1))
                .<Object>failurePolicy(outcome -> outcome.failed() && opens(outcome.cause()))
                .openHandler(opened -> LOG.warn(
                        "{} failed {} times in a row; it is left alone for {} s", server, failures, reset.toSeconds()))
                // It has a timer of its own.
                .halfOpenHandler(tryAgain -> unlessClosing(changed))
                .closeHandler(closed -> {
                    LOG.info("{} answers again", server);
                    unlessClosing(changed);
                });
    }

    private static void unlessClosing(Runnable changed) {
        if (!BaseVerticle.isClosing()) {
            changed.run();
        }
    }

    public CircuitBreakerState state() {
        return breaker.state();
    }

    public Future<Finish> execute(Supplier<Future<Finish>> reply) {
        return breaker.execute(reply);
    }

    /** Whether it says something about the server; that a long prompt took too long to be read does not. */
    public static boolean countsAsFailure(Throwable thrown) {
        Failure.Code code = Failure.codeOf(thrown);
        return !(thrown instanceof SlowPromptException)
                && (code == Failure.Code.UNAVAILABLE || code == Failure.Code.TIMEOUT || code == Failure.Code.INTERNAL);
    }

    /**
     * A cancelled trial request does not close the breaker, nor does a trial whose prompt took too long to read.
     */
    private boolean opens(Throwable thrown) {
        return countsAsFailure(thrown)
                || (breaker.state() == CircuitBreakerState.HALF_OPEN
                        && (Failure.codeOf(thrown) == Failure.Code.CANCELLED || thrown instanceof SlowPromptException));
    }
}
