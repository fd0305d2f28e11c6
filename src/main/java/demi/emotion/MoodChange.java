package demi.emotion;

import demi.api.value.Emotion;
import java.util.List;

/** A mood and what led to it. */
record MoodChange(Mood mood, List<Effect> effects) {
    MoodChange {
        effects = List.copyOf(effects);
    }

    /** @param cause an event's key, {@code decay}, {@code idle}, or {@code cascade_…} */
    record Effect(Emotion emotion, double delta, String cause) {}
}
