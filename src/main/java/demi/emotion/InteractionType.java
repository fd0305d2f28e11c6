package demi.emotion;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can happen to her; each has a row in the event table, that of {@link #MESSAGE} without habituation or momentum. */
public enum InteractionType {
    /** Somebody spoke, and nothing in it moves her but that she is not alone. */
    MESSAGE,
    POSITIVE_MESSAGE,
    NEGATIVE_MESSAGE,
    CODE_UPDATE,
    ERROR_OCCURRED,
    SUCCESSFUL_HELP,
    USER_REFUSAL,
    LONG_IDLE,
    RAPID_ERRORS;

    private final String key = name().toLowerCase(Locale.ROOT);

    /** The name as JSON, SQL and YAML have it. */
    public String key() {
        return key;
    }

    public static Optional<InteractionType> of(String key) {
        return Arrays.stream(values()).filter(type -> type.key.equals(key)).findFirst();
    }
}
