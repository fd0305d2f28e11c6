package demi.autonomy;

import demi.contract.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Whom to tell of a message that she writes first while no device is open.
 *
 * @param url a topic of ntfy, the address of a Gotify, or any that takes a POST; null: nobody is told
 * @param token sent as that server wants it
 * @param text whether what she wrote goes along; if not, only that she did
 */
public record NotifySettings(
        Kind kind, @Nullable URI url, @Nullable Secret token, boolean text) {

    /** The server's language. */
    public enum Kind {
        NTFY,
        GOTIFY,
        WEBHOOK
    }

    /** Whoever knows the address can tell that phone anything. */
    @Override
    public String toString() {
        return "NotifySettings[" + kind + ", " + (url == null ? "nobody" : "somebody") + "]";
    }

    public static NotifySettings none() {
        return new NotifySettings(Kind.NTFY, null, null, false);
    }
}
