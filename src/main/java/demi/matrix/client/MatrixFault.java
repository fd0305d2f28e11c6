package demi.matrix.client;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a homeserver did not do what it was asked. The message is a sentence for a log; it never holds a token or people's words. */
public final class MatrixFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public enum Kind {
        /** The access token is not accepted, and will not be. */
        TOKEN,
        /** Too many requests; see {@link #retryAfter}. */
        RATE_LIMIT,
        /** Not allowed, for example in a room that she was removed from. */
        FORBIDDEN,
        NOT_FOUND,
        /** The server does not know the endpoint, or is no Matrix homeserver. */
        UNRECOGNIZED,
        /** The answer is longer than what is read of one. */
        TOO_LARGE,
        /** The server refuses the request as it is; the same again would be refused again. */
        REJECTED,
        /** An error of the server or of a proxy before it, or an answer that is no Matrix. */
        SERVER,
        /** Not reached, cut off, or no answer in time. */
        UNREACHABLE
    }

    private final Kind kind;
    private final String errcode;
    private final @Nullable Duration retryAfter;

    MatrixFault(Kind kind, String errcode, String message, @Nullable Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.errcode = errcode;
        this.retryAfter = retryAfter;
    }

    MatrixFault(Kind kind, String message) {
        this(kind, "", message, null);
    }

    public Kind kind() {
        return kind;
    }

    /** As the server gave it, for example M_FORBIDDEN; empty where it gave none. */
    public String errcode() {
        return errcode;
    }

    /** How long the server wants to be left alone. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** What is wrong, without what was done. */
    public String reason() {
        String message = String.valueOf(getMessage());
        return message.substring(message.indexOf(": ") + 1).strip();
    }

    /** Whether the same request may succeed later. */
    public boolean isTemporary() {
        return kind == Kind.RATE_LIMIT || kind == Kind.SERVER || kind == Kind.UNREACHABLE;
    }

    /** Whether it is this request that cannot be had, now or later, while others may. */
    boolean isOfThisRequest() {
        return !isTemporary() && kind != Kind.TOKEN;
    }
}
