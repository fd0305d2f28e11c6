package demi.network.client;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Attachments that are kept under addresses of some hosts, which anybody can read who has the address. */
public final class HostedFiles implements AttachmentSource {

    private static final int LONGEST_ADDRESS = 2_000;

    private final Set<String> hosts;
    private final @Nullable URI server;

    /**
     * @param hosts by https, on the usual port
     * @param server that takes the network's place, and keeps its own attachments; null where it is the network itself
     */
    public HostedFiles(Set<String> hosts, @Nullable URI server) {
        this.hosts = Set.copyOf(hosts);
        this.server = server;
    }

    @Override
    public boolean isOwn(String address) {
        if (address.length() > LONGEST_ADDRESS || address.chars().anyMatch(Character::isISOControl)) {
            return false;
        }
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            return false;
        }
        String host = uri.getHost();
        if (host == null || uri.getUserInfo() != null) {
            return false;
        }
        return isHost(uri, host) || isServer(uri, host);
    }

    private boolean isHost(URI uri, String host) {
        return "https".equals(uri.getScheme()) && uri.getPort() == -1 && hosts.contains(host);
    }

    private boolean isServer(URI uri, String host) {
        return server != null
                && host.equals(server.getHost())
                && uri.getPort() == server.getPort()
                && uri.getScheme() != null
                && uri.getScheme().equals(server.getScheme());
    }
}
