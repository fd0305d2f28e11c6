package demi.conductor.initiative;

import demi.bus.Failure;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why she stays silent. */
final class NotSentException extends RuntimeException {

    private static final Logger LOG = LoggerFactory.getLogger(NotSentException.class);
    private static final long serialVersionUID = 1;

    private final String code;
    private final String reason;

    NotSentException(String code, String reason) {
        super(reason, null, false, false);
        this.code = code;
        this.reason = reason;
    }

    static NotSentException wrote() {
        return new NotSentException("talking", "Somebody wrote to her at that moment.");
    }

    static NotSentException forgotten() {
        return new NotSentException("forgotten", "What she wanted to ask after is gone from her memory.");
    }

    /** Why she says nothing; fails where that is no reason but a fault. */
    static Future<NotSentException> of(Throwable thrown) {
        if (thrown instanceof NotSentException silence) {
            return Future.succeededFuture(silence);
        }
        return switch (Failure.codeOf(thrown)) {
            case CANCELLED -> Future.succeededFuture(wrote());
            case UNAVAILABLE, TIMEOUT ->
                Future.succeededFuture(
                        new NotSentException("model_away", "The model could not answer, and no canned line is sent."));
            case INVALID, TOO_LONG -> Future.succeededFuture(new NotSentException("no_words", "The model refused."));
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
