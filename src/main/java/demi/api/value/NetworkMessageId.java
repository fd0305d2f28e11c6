package demi.api.value;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a message stands on a chat network. As text it is the client id of the message, and always the same for the same message;
 * only here is that text made and read. What it says is to be believed only where the store has found that it fits whose
 * conversation it is: any client can send any id.
 *
 * @param network as {@code discord}: small letters and digits
 * @param channel its id there
 * @param person whose direct messages the channel is, null for one that several read
 * @param message its id there
 */
public record NetworkMessageId(
        String network, String channel, @Nullable String person, String message) {

    private static final Pattern NETWORK = Pattern.compile("[a-z0-9]+");

    /** {@code network:channel:person:message}; ids may hold any character. */
    public String clientId() {
        return String.join(":", network, escaped(channel), person == null ? "" : escaped(person), escaped(message));
    }

    /** Empty where that is no such id. */
    public static Optional<NetworkMessageId> of(String clientId) {
        String[] parts = clientId.split(":", -1);
        return parts.length == 4 && NETWORK.matcher(parts[0]).matches()
                ? Optional.of(new NetworkMessageId(
                        parts[0], plain(parts[1]), parts[2].isEmpty() ? null : plain(parts[2]), plain(parts[3])))
                : Optional.empty();
    }

    /** The store does the same to the ids of people and groups, in SQL. */
    private static String escaped(String id) {
        return id.replace("%", "%25").replace(":", "%3A");
    }

    private static String plain(String text) {
        return text.replace("%3A", ":").replace("%25", "%");
    }
}
