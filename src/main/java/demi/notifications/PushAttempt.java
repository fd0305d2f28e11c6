package demi.notifications;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;

/**
 * What came of trying to tell a server.
 *
 * @param why it did not go well, for a person; empty where it did
 * @param refused whether it is for whoever set the target to mend: a token, a topic, an address
 * @param silent whether no answer came at all
 */
record PushAttempt(Outcome outcome, String why, boolean refused, boolean silent) {

    enum Outcome {
        TOLD,
        /** It may have arrived. */
        MAYBE,
        /** It surely did not arrive. */
        NOT_NOW,
        /** Nothing will ever arrive there. */
        GONE
    }

    static final PushAttempt TOLD = new PushAttempt(Outcome.TOLD, "", false, false);

    private static final int DEEP = 6;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final int NOT_IMPLEMENTED = 501;

    static PushAttempt ofStatus(int status) {
        if (status < 300) {
            return TOLD;
        }
        if (status < 400) {
            return refused("The server sends on to another address, which is not followed (" + status
                    + "). Set the address itself.");
        }
        return switch (status) {
            case 401 -> refused("The server does not take the token (" + status + ").");
            case 403 -> refused("The token has no right to write there (" + status + ").");
            case 404, 405 -> refused("The server knows no such address or topic (" + status + ").");
            case TOO_MANY -> later("The server has had too many notifications (" + status + ").");
            case UNAVAILABLE, NOT_IMPLEMENTED -> later("The server cannot take any now (" + status + ").");
            // A proxy may say 502 or 504 of what has arrived, and a server 500.
            default ->
                status >= 500
                        ? inDoubt("The server has failed (" + status + ").")
                        : refused("The server refuses it (" + status + ").");
        };
    }

    /** Of a push service (RFC 8030, section 5). */
    static PushAttempt ofWebPush(int status) {
        return switch (status) {
            case 404, 410 ->
                new PushAttempt(Outcome.GONE, "The browser has ended its subscription (" + status + ").", true, false);
            case 400, 401, 403 ->
                refused("The push service does not know this subscription (" + status
                        + "). Turn it off and on again in that browser.");
            case 413 -> refused("The notification is too long for the push service (" + status + ").");
            default -> ofStatus(status);
        };
    }

    static PushAttempt of(Throwable thrown) {
        if (any(thrown, SSLHandshakeException.class) || named(thrown, "NotSslRecordException")) {
            return later(
                    "The server's certificate is not trusted here, or it does not speak TLS. Have it use a certificate that"
                            + " this machine knows, or start Demi with -Djavax.net.ssl.trustStore.");
        }
        if (any(thrown, UnknownHostException.class)) {
            return later("The server's name is not known.");
        }
        if (any(thrown, ConnectException.class)
                || any(thrown, NoRouteToHostException.class)
                || causes(thrown)
                        .anyMatch(each -> each instanceof SocketException
                                && String.valueOf(each.getMessage()).contains("unreachable"))) {
            return later("The server cannot be reached.");
        }
        return new PushAttempt(Outcome.MAYBE, "The server has not answered.", false, true);
    }

    static PushAttempt refused(String why) {
        return new PushAttempt(Outcome.NOT_NOW, why, true, false);
    }

    private static PushAttempt later(String why) {
        return new PushAttempt(Outcome.NOT_NOW, why, false, false);
    }

    private static PushAttempt inDoubt(String why) {
        return new PushAttempt(Outcome.MAYBE, why, false, false);
    }

    private static boolean any(Throwable thrown, Class<? extends Throwable> type) {
        return causes(thrown).anyMatch(type::isInstance);
    }

    private static boolean named(Throwable thrown, String type) {
        return causes(thrown).anyMatch(each -> each.getClass().getSimpleName().equals(type));
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(DEEP);
    }
}
