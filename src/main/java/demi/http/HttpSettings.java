package demi.http;

import java.time.Duration;
import java.util.List;

/**
 * What the HTTP room can be told.
 *
 * @param port 0 for any free one
 * @param maxBodyBytes of a request; more is answered with 413
 * @param maxFrameBytes of a chat message as it travels, whole or in fragments; more closes the socket with 1009
 * @param pingEvery how often all sockets are pinged and looked at
 * @param peerGoneAfter a socket from which nothing came for this long is closed at the next look
 * @param socketsPerUser open at the same time
 * @param socketsInAll open at the same time
 * @param trustedProxies addresses or ranges whose word on where a request comes from counts
 * @param basePath under which everything is; empty, or it begins with a slash and does not end with one
 * @param rehearsal whether a stand-in plays the model, which clients are told
 */
public record HttpSettings(
        String host,
        int port,
        int maxBodyBytes,
        int maxFrameBytes,
        Duration pingEvery,
        Duration peerGoneAfter,
        int socketsPerUser,
        int socketsInAll,
        String managementHost,
        int managementPort,
        List<String> trustedProxies,
        String basePath,
        boolean rehearsal) {

    public HttpSettings {
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** The contract's numbers. */
    public static HttpSettings of(String host, int port, String managementHost, int managementPort, boolean rehearsal) {
        return new HttpSettings(
                host,
                port,
                65_536,
                65_536,
                Duration.ofSeconds(25),
                Duration.ofSeconds(60),
                50,
                10_000,
                managementHost,
                managementPort,
                List.of(),
                "",
                rehearsal);
    }
}
