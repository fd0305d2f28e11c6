package demi.contract;

/** How Demi talks: each of the first seven in 0..1. */
public record Modulation(
        double sarcasm,
        double formality,
        double warmth,
        double humor,
        double selfDeprecation,
        double emoji,
        double nickname,
        int lengthWords) {}
