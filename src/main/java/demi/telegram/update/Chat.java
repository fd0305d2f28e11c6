package demi.telegram.update;

import org.jspecify.annotations.Nullable;

/**
 * Where messages are written. A private chat has the id of its person; groups have negative ids, those of supergroups and channels
 * below -10^12.
 */
public record Chat(
        long id,
        Type type,
        @Nullable String title,
        @Nullable String username,
        boolean isForum) {

    public enum Type {
        PRIVATE,
        GROUP,
        SUPERGROUP,
        CHANNEL,
        /** A type of a later Bot API. */
        UNKNOWN
    }

    /** Whether several people may read it. */
    public boolean isShared() {
        return type != Type.PRIVATE;
    }
}
