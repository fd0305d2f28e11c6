package demi.notifications;

import com.zerodeplibs.webpush.UserAgentMessageEncryptionKeyInfo;
import demi.api.WebPushApi.Subscribe;
import demi.api.value.Secret;
import demi.bus.Failure;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a person's browser may be: an https address that is not of this house, and keys that something can be encrypted with.
 * Which address a name has is seen at each connection only ({@link WebPushClient}).
 */
final class WebPushRules {

    /** The longest that is known of, Microsoft's, has some 600 characters. */
    private static final int LONGEST_ENDPOINT = 2_048;

    private static final int POINT = 65;
    private static final int AUTH = 16;
    private static final Pattern ASCII = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[.*]");
    /** Names that mean something in a house only. */
    private static final Pattern HOME =
            Pattern.compile("[^.]+|.*[.](local|localhost|internal|lan|home[.]arpa|test)[.]?");

    private WebPushRules() {}

    /** @throws Failure INVALID, with a sentence for the person */
    static void require(Subscribe asked, Predicate<InetAddress> reachable) {
        URI endpoint = endpoint(asked.endpoint());
        String host = endpoint.getHost().toLowerCase(Locale.ROOT);
        boolean allowed = LITERAL.matcher(host).matches()
                ? isReachable(host, reachable)
                : !HOME.matcher(host).matches();
        require(allowed, "The endpoint has to be a push service on the internet.");
        byte[] point = bytes(asked.p256dh(), POINT);
        byte[] auth = bytes(asked.auth().value(), AUTH);
        try {
            UserAgentMessageEncryptionKeyInfo.of(point, auth);
        } catch (RuntimeException e) {
            throw invalid("These are no keys of a browser.");
        }
    }

    private static URI endpoint(Secret given) {
        String text = given.value();
        require(
                text.length() <= LONGEST_ENDPOINT && ASCII.matcher(text).matches(),
                "The endpoint has to be an https address of at most 2048 characters.");
        try {
            URI endpoint = URI.create(text);
            require(
                    "https".equalsIgnoreCase(endpoint.getScheme())
                            && endpoint.getHost() != null
                            && endpoint.getRawUserInfo() == null
                            && endpoint.getRawFragment() == null,
                    "The endpoint has to be an https address of at most 2048 characters.");
            return endpoint;
        } catch (IllegalArgumentException e) {
            throw invalid("The endpoint has to be an https address of at most 2048 characters.");
        }
    }

    /** The host of an endpoint that is one, as a person may see it. */
    static String service(Secret endpoint) {
        String host = URI.create(endpoint.value()).getHost();
        return host == null ? "" : host.toLowerCase(Locale.ROOT);
    }

    /** Without a look into the DNS. */
    private static boolean isReachable(String literal, Predicate<InetAddress> reachable) {
        try {
            return reachable.test(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static byte[] bytes(String text, int length) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            require(bytes.length == length, "These are no keys of a browser.");
            return bytes;
        } catch (IllegalArgumentException e) {
            throw invalid("These are no keys of a browser.");
        }
    }

    private static void require(boolean fits, String sentence) {
        if (!fits) {
            throw invalid(sentence);
        }
    }

    private static Failure invalid(String sentence) {
        return new Failure(Failure.Code.INVALID, sentence);
    }
}
