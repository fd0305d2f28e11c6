package demi.api.value;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The nine emotions, in the order in which they are stored and told. */
public enum Emotion {
    LONELINESS,
    EXCITEMENT,
    FRUSTRATION,
    JEALOUSY,
    VULNERABILITY,
    CONFIDENCE,
    CURIOSITY,
    AFFECTION,
    DEFENSIVENESS;

    private final String key = name().toLowerCase(Locale.ROOT);

    /** The name as JSON, SQL and YAML have it. */
    public String key() {
        return key;
    }

    public static Optional<Emotion> of(String key) {
        return Arrays.stream(values())
                .filter(emotion -> emotion.key.equals(key))
                .findFirst();
    }
}
