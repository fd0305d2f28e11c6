package demi.discord.message;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which attachments are looked at: pictures of a bounded size, from where Discord keeps them and from nowhere else. */
public final class ImagePolicy {

    /** In bytes. */
    public static final int LARGEST = 5 * 1024 * 1024;

    /** Of one turn. */
    public static final int MOST = 3;

    /** In bytes: Discord makes a file of what is too long for a message. */
    public static final int LARGEST_TEXT = 32 * 1024;

    private static final int LONGEST_ADDRESS = 2_000;
    private static final Set<String> TYPES = Set.of("image/png", "image/jpeg", "image/webp");
    private static final Set<String> HOSTS = Set.of("cdn.discordapp.com", "media.discordapp.net");

    private final @Nullable URI server;

    /** @param server that takes Discord's place, and keeps its own attachments; null where it is Discord */
    public ImagePolicy(@Nullable URI server) {
        this.server = server;
    }

    public boolean isPicture(@Nullable String type, long bytes, String address) {
        String plain = type == null ? "" : type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        return TYPES.contains(plain) && bytes > 0 && bytes <= LARGEST && isTheirs(address);
    }

    /** Whether it is a text that is read: what it says of itself, and how large it says it is. */
    public boolean isText(@Nullable String type, long bytes, String address) {
        String plain = type == null ? "" : type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        return (plain.startsWith("text/") || plain.equals("application/json"))
                && bytes > 0
                && bytes <= LARGEST_TEXT
                && isTheirs(address);
    }

    public boolean isTheirs(String address) {
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
        return isDiscords(uri, host) || isServers(uri, host);
    }

    private static boolean isDiscords(URI uri, String host) {
        return "https".equals(uri.getScheme()) && uri.getPort() == -1 && HOSTS.contains(host);
    }

    private boolean isServers(URI uri, String host) {
        return server != null
                && host.equals(server.getHost())
                && uri.getPort() == server.getPort()
                && uri.getScheme() != null
                && uri.getScheme().equals(server.getScheme());
    }

    /** Whether that is what it was said to be: its first bytes tell. */
    public static boolean looksLikeOne(byte[] bytes) {
        return begins(bytes, 0, 0x89, 'P', 'N', 'G')
                || begins(bytes, 0, 0xFF, 0xD8, 0xFF)
                || (begins(bytes, 0, 'R', 'I', 'F', 'F') && begins(bytes, 8, 'W', 'E', 'B', 'P'));
    }

    private static boolean begins(byte[] bytes, int from, int... with) {
        for (int i = 0; i < with.length; i++) {
            if (bytes.length <= from + i || (bytes[from + i] & 0xFF) != with[i]) {
                return false;
            }
        }
        return true;
    }
}
