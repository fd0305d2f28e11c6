package demi.api.value;

import java.util.Locale;

/** What a memory is of. Some kinds never fade. */
public enum MemoryKind {
    /** Names, birthdays, where somebody is from, what they are. */
    IDENTITY(true),
    /** Family, partners, friends and animals, with their names and birthdays. */
    FAMILY(true),
    /** Illness, allergies, what must not be eaten, what helps. */
    HEALTH(true),
    /** Where somebody lives, works, learns. */
    LIFE(false),
    /** What somebody likes or does not. */
    TASTE(false),
    /** What happens, or has happened, at some time. */
    EVENT(false),
    OTHER(false);

    private final boolean lasting;

    MemoryKind(boolean lasting) {
        this.lasting = lasting;
    }

    /** Whether such a memory stays, used or not. */
    public boolean isLasting() {
        return lasting;
    }

    /** As it is kept and sent: lower case. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@link #OTHER} for a word that is none of them. */
    public static MemoryKind of(String key) {
        for (MemoryKind kind : values()) {
            if (kind.key().equals(key)) {
                return kind;
            }
        }
        return OTHER;
    }
}
