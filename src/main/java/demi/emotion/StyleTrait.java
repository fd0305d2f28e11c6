package demi.emotion;

import java.util.Locale;

/** What an emotion changes about how she talks. */
public enum StyleTrait {
    SARCASM,
    FORMALITY,
    WARMTH,
    HUMOR,
    SELF_DEPRECATION,
    EMOJI,
    NICKNAME;

    private final String key = name().toLowerCase(Locale.ROOT);

    /** The name as YAML has it. */
    public String key() {
        return key;
    }
}
