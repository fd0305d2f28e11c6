package demi.discord.message;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer goes.
 *
 * @param channel its id
 * @param person whose direct messages the channel is, null for one that several read
 * @param message the one that is answered
 */
public record ReplyTarget(String channel, @Nullable String person, String message) {

    private static final String PREFIX = "discord";

    public boolean isDirect() {
        return person != null;
    }

    /** As the client's own id of a message: the same message of Discord's always has the same. */
    public String clientId() {
        return String.join(":", PREFIX, channel, person == null ? "" : person, message);
    }

    /** Empty where that is no such id. */
    public static Optional<ReplyTarget> of(String clientId) {
        String[] parts = clientId.split(":", -1);
        return parts.length == 4 && parts[0].equals(PREFIX)
                ? Optional.of(new ReplyTarget(parts[1], parts[2].isEmpty() ? null : parts[2], parts[3]))
                : Optional.empty();
    }
}
