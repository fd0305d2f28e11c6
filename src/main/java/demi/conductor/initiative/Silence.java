package demi.conductor.initiative;

import demi.bus.Failure;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why she stays silent. */
final class Silence extends RuntimeException {

    private static final Logger LOG = LoggerFactory.getLogger(Silence.class);
    private static final long serialVersionUID = 1;

    private final String code;
    private final String reason;

    Silence(String code, String reason) {
        super(reason, null, false, false);
        this.code = code;
        this.reason = reason;
    }

    static Silence wrote() {
        return new Silence("talking", "Somebody wrote to her at that moment.");
    }

    /** Why she says nothing; fails where that is no reason but a fault. */
    static Future<Silence> of(Throwable thrown) {
        if (thrown instanceof Silence silence) {
            return Future.succeededFuture(silence);
        }
        return switch (Failure.codeOf(thrown)) {
            case CANCELLED -> Future.succeededFuture(wrote());
            case UNAVAILABLE, TIMEOUT ->
                Future.succeededFuture(
                        new Silence("model_away", "The model could not answer, and no canned line is sent."));
            case INVALID, TOO_LONG -> Future.succeededFuture(new Silence("no_words", "The model refused."));
            case NOT_FOUND, INTERNAL -> {
                LOG.warn("Proactive run failed: {}", thrown.getMessage());
                yield Future.failedFuture(thrown);
            }
        };
    }

    /** For programs. */
    String code() {
        return code;
    }

    /** For people. */
    String reason() {
        return reason;
    }
}
