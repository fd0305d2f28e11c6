package demi.bus;

/**
 * The one way in which a request over the bus fails. Expected outcomes (a wrong password, nothing found) are
 * values of the reply instead.
 */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What the asker can do about it. */
    public enum Code {
        /** The request itself is wrong; asking again does not help. */
        INVALID(1),
        /** What the request names does not exist. */
        NOT_FOUND(2),
        /** The room, or what stands behind it, cannot answer now; asking later may help. */
        UNAVAILABLE(3),
        /** No answer in time. */
        TIMEOUT(4),
        /** Somebody asked for it to stop. */
        CANCELLED(5),
        /** A defect. */
        INTERNAL(6),
        /** What is asked is larger than what can be taken: less of it may do. */
        TOO_LONG(7);

        private final int number;

        Code(int number) {
            this.number = number;
        }

        /** How the code travels on the bus. */
        int number() {
            return number;
        }

        static Code of(int number) {
            for (Code code : values()) {
                if (code.number == number) {
                    return code;
                }
            }
            return INTERNAL;
        }
    }

    private final Code code;

    /** @param sentence what is wrong, for a person to read; never a secret, never a message's text */
    public Failure(Code code, String sentence) {
        super(sentence, null, false, false);
        this.code = code;
    }

    public Code code() {
        return code;
    }

    /** The sentence given at construction. */
    public String sentence() {
        String message = getMessage();
        return message == null ? code.name() : message;
    }

    /** The failure's {@link Code}, or {@link Code#INTERNAL} for anything that is no {@link Failure}. */
    public static Code codeOf(Throwable thrown) {
        return thrown instanceof Failure failure ? failure.code : Code.INTERNAL;
    }
}
