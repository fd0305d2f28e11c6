package demi.api.value;

/** How Demi talks: each of the first seven in 0..1. */
public record SpeechStyle(
        double sarcasm,
        double formality,
        double warmth,
        double humor,
        double selfDeprecation,
        double emoji,
        double nickname,
        int lengthWords) {}
