package demi.model.profile;

import java.time.Duration;

/**
 * How long the first word of a reply may take: as long as the owner says, or twice of what it should take, and with
 * every further try at the same prompt twice as long, since a server keeps what it has read.
 *
 * @param firstWord before the time is up
 * @param reading how long the prompt should take to be read, as far as that is known
 */
public record FirstTokenPatience(Duration firstWord, Duration reading) {

    private static final Duration LONGEST = Duration.ofHours(2);
    private static final int MOST_DOUBLINGS = 6;
    /** Tokens a second of a machine on which talking is just possible: what is slower than that is silent. */
    private static final int LEAST_SPEED = 8;

    /** @param loading how long it takes until the model is in memory; zero where it is */
    public static FirstTokenPatience asTimeouts(
            ReadingSpeed speed, int unreadTokens, Duration setting, Duration loading, int attempt) {
        Duration reading = speed.unreadTokens(unreadTokens);
        Duration expected = reading.plus(loading).multipliedBy(2);
        Duration first = expected.compareTo(setting) > 0 ? expected : setting;
        Duration doubled = first.multipliedBy(1L << Math.max(0, Math.min(attempt - 1, MOST_DOUBLINGS)));
        Duration bound = LONGEST.compareTo(setting) > 0 ? LONGEST : setting;
        return new FirstTokenPatience(
                doubled.compareTo(bound) < 0 ? doubled : bound,
                reading.isZero() ? Duration.ofSeconds(unreadTokens / LEAST_SPEED) : reading.multipliedBy(2));
    }

    /** Whether a server that has said nothing for so long is to blame, and not the length of the prompt. */
    public boolean blamesServer(Duration waited) {
        return waited.compareTo(reading) > 0;
    }
}
