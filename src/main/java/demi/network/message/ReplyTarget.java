package demi.network.message;

import demi.api.value.NetworkMessageId;
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

    public boolean isDirect() {
        return person != null;
    }

    /** As the client's own id of a message: the same message of a network always has the same. */
    public String clientId(String network) {
        return new NetworkMessageId(network, channel, person, message).clientId();
    }

    /** Empty where that is no message of that network. */
    public static Optional<ReplyTarget> of(String network, String clientId) {
        return NetworkMessageId.of(clientId)
                .filter(id -> id.network().equals(network))
                .map(id -> new ReplyTarget(id.channel(), id.person(), id.message()));
    }
}
