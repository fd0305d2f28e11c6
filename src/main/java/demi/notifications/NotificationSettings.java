package demi.notifications;

import demi.api.value.Secret;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom to tell of a message that she writes first while no device is open.
 *
 * @param url the owner's: a topic of ntfy, the address of a Gotify, or any that takes a POST; null: none
 * @param token sent as that server wants it
 * @param clientToken of Gotify, that may look what has arrived; null: none
 * @param text whether what she wrote goes along; if not, only that she did
 * @param priority 1 to 5, as ntfy has it
 * @param servers on which people may have a target of their own, beside that of {@code url}
 * @param webPush whether browsers can be told, through the push services of their makers
 * @param click where a tap on a notification leads; null: nowhere
 */
public record NotificationSettings(
        Kind kind,
        @Nullable URI url,
        @Nullable Secret token,
        @Nullable Secret clientToken,
        boolean text,
        int priority,
        List<URI> servers,
        boolean webPush,
        @Nullable URI click) {

    /** As urgent as most. */
    public static final int USUAL_PRIORITY = 3;

    /** The server's language. */
    public enum Kind {
        NTFY,
        GOTIFY,
        WEBHOOK
    }

    public NotificationSettings {
        servers = List.copyOf(servers);
    }

    /** The owner's target, and nothing else that could be left out. */
    public static NotificationSettings of(Kind kind, URI url, @Nullable Secret token, boolean text) {
        return new NotificationSettings(kind, url, token, null, text, USUAL_PRIORITY, List.of(), false, null);
    }

    public static NotificationSettings none() {
        return new NotificationSettings(Kind.NTFY, null, null, null, false, USUAL_PRIORITY, List.of(), false, null);
    }

    /** Servers that people may use, without what only the owner has to know. */
    List<String> forPeople() {
        return Stream.concat(servers.stream(), own().stream())
                .filter(server -> server.getRawUserInfo() == null)
                .map(server -> server.toString().replaceFirst("/+$", ""))
                .distinct()
                .toList();
    }

    /** The server of the owner's target; what takes any POST is none for others. */
    private List<URI> own() {
        URI own = url;
        if (own == null || kind == Kind.WEBHOOK) {
            return List.of();
        }
        String address = own.toString().replaceFirst("/+$", "");
        return List.of(kind == Kind.GOTIFY ? own : URI.create(address.substring(0, address.lastIndexOf('/'))));
    }

    /** Whoever knows the address can tell that phone anything. */
    @Override
    public String toString() {
        return "NotificationSettings[" + kind + ", " + (url == null ? "nobody" : "somebody") + "]";
    }
}
