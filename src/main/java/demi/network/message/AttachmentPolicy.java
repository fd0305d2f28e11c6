package demi.network.message;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which attachments are looked at: pictures and texts of a bounded size, from where the network keeps them and from nowhere else. */
public final class AttachmentPolicy {

    /** In bytes. */
    public static final int LARGEST = 5 * 1024 * 1024;

    /** Of one turn. */
    public static final int MOST = 3;

    /** In bytes: some networks make a file of what is too long for a message. */
    public static final int LARGEST_TEXT = 32 * 1024;

    private static final Set<String> TYPES = Set.of("image/png", "image/jpeg", "image/webp");

    private final Predicate<String> isOwn;

    /** @param isOwn whether an address is the network's own */
    public AttachmentPolicy(Predicate<String> isOwn) {
        this.isOwn = isOwn;
    }

    /** @param type as the network says; null where it does not */
    public boolean isPicture(@Nullable String type, long bytes, String address) {
        return TYPES.contains(plain(type)) && bytes > 0 && bytes <= LARGEST && isOwn.test(address);
    }

    /** Whether it is a text that is read: what it says of itself, and how large it says it is. */
    public boolean isText(@Nullable String type, long bytes, String address) {
        String plain = plain(type);
        return (plain.startsWith("text/") || plain.equals("application/json"))
                && bytes > 0
                && bytes <= LARGEST_TEXT
                && isOwn.test(address);
    }

    private static String plain(@Nullable String type) {
        return type == null ? "" : type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
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
