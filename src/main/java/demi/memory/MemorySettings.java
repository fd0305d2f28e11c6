package demi.memory;

import java.time.Duration;

/**
 * How she remembers.
 *
 * @param most how many facts and lines come to her mind with one message, beside facts that are pinned
 * @param budget how many tokens of the prompt they may take together, about
 * @param embeddingModel finds memories by their meaning; empty: by their words only
 * @param embeddingPatience how long a message waits for its meaning before words have to do
 * @param fadeAfter how long a memory that was never used stays; each use, up to nine, adds as much
 */
public record MemorySettings(
        int most, int budget, String embeddingModel, Duration embeddingPatience, Duration fadeAfter) {

    public static MemorySettings defaults() {
        return new MemorySettings(30, 500, "", Duration.ofMillis(300), Duration.ofDays(180));
    }

    boolean embeds() {
        return !embeddingModel.isEmpty();
    }
}
