package demi.telegram.bot;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a call of the Bot API came to instead of a result. Neither its message nor anything else of it holds the token or people's
 * words, and it has no cause: those of an HTTP client may tell the address, of which the token is a part.
 */
public final class BotApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What the caller can do about it. */
    public enum Kind {
        /** No whole answer: later may do. */
        NETWORK,
        /** Telegram, or a proxy before it, has trouble of its own: later may do. */
        SERVER,
        /** Too many calls: see {@link #retryAfter}. */
        FLOOD,
        /** The token is none, or no longer one. For good. */
        TOKEN,
        /** Somebody else listens with the same token, or a webhook is set. */
        CONFLICT,
        /** The bot may not write there: blocked, thrown out, no right to write. */
        FORBIDDEN,
        /** The group has become a supergroup: see {@link #migratedTo}. */
        MIGRATED,
        /** The call is wrong; the same again will be too. */
        REFUSED
    }

    private final Kind kind;
    private final boolean mayHaveWorked;
    private final transient @Nullable Duration retryAfter;
    private final @Nullable Long migratedTo;

    BotApiException(
            Kind kind,
            String sentence,
            boolean mayHaveWorked,
            @Nullable Duration retryAfter,
            @Nullable Long migratedTo) {
        super(sentence, null, false, false);
        this.kind = kind;
        this.mayHaveWorked = mayHaveWorked;
        this.retryAfter = retryAfter;
        this.migratedTo = migratedTo;
    }

    BotApiException(Kind kind, String sentence) {
        this(kind, sentence, false, null, null);
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the call may have had its effect all the same: the same again may then do it twice. */
    public boolean mayHaveWorked() {
        return mayHaveWorked;
    }

    /** Of {@link Kind#FLOOD}, where it was said. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** Of {@link Kind#MIGRATED}: the group's new id. */
    public @Nullable Long migratedTo() {
        return migratedTo;
    }

    /** The sentence given at construction. */
    public String sentence() {
        String message = getMessage();
        return message == null ? kind.name() : message;
    }
}
