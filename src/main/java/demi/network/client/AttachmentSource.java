package demi.network.client;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;

/** Where a network keeps what comes with messages. Nothing is fetched from anywhere else. */
public interface AttachmentSource {

    /** Whether that is an address of the network's own. */
    boolean isOwn(String address);

    /** Where the address leads: itself, or what the network has to be asked for first. Only called for own ones. */
    default Future<Location> locate(String address) {
        return Future.succeededFuture(new Location(address, Map.of()));
    }

    /**
     * Fetches it in the network's own way; empty where it is fetched from where {@link #locate} says. Only called for own ones.
     *
     * @param largest in bytes; fails where it is larger
     */
    default Optional<Future<Buffer>> fetch(String address, int largest) {
        return Optional.empty();
    }

    /**
     * @param url that is fetched, without redirects
     * @param headers to send with it, such as a token
     */
    record Location(String url, Map<String, String> headers) {
        public Location {
            headers = Map.copyOf(headers);
        }

        /** Address and headers let anybody look at it. */
        @Override
        public String toString() {
            return "Location";
        }
    }
}
