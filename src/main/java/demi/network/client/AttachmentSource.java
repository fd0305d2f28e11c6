package demi.network.client;

import io.vertx.core.Future;
import java.util.Map;

/** Where a network keeps what comes with messages. Nothing is fetched from anywhere else. */
public interface AttachmentSource {

    /** Whether that is an address of the network's own. */
    boolean isOwn(String address);

    /** Where the address leads: itself, or what the network has to be asked for first. Only called for own ones. */
    default Future<Location> locate(String address) {
        return Future.succeededFuture(new Location(address, Map.of()));
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
