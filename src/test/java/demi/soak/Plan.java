package demi.soak;

import java.time.Duration;

/**
 * How much of what, and for how long.
 *
 * @param idle sockets that say nothing
 * @param talkers people who chat
 * @param wrongLogins from as many addresses
 * @param halfRequests that are begun and not ended
 * @param deaf sockets that write and never read
 * @param cuts of talkers' connections, mostly in the middle of a turn
 * @param kills of the server
 * @param quiet how long a turn is measured before
 * @param storm how long each of the two storms is
 * @param killing after this no more kills are begun
 */
record Plan(
        int idle,
        int talkers,
        int wrongLogins,
        int halfRequests,
        int deaf,
        int cuts,
        int kills,
        Duration quiet,
        Duration storm,
        Duration killing) {

    /** @param form {@code short}, {@code long}, or {@code kills} for as many kills without a crowd */
    static Plan of(String form) {
        return switch (form) {
            case "short" -> many(5, Duration.ofSeconds(15), Duration.ofSeconds(20), Duration.ofSeconds(30));
            case "long" -> many(500, Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(75));
            case "kills" ->
                new Plan(
                        50,
                        50,
                        40,
                        40,
                        2,
                        20,
                        500,
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(75));
            default -> throw new IllegalArgumentException("The form is short, long or kills, not " + form + ".");
        };
    }

    private static Plan many(int kills, Duration quiet, Duration storm, Duration killing) {
        return new Plan(2_000, 50, 5_000, 3_000, 20, 500, kills, quiet, storm, killing);
    }
}
