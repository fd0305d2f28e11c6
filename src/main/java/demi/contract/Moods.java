package demi.contract;

import java.time.Instant;

/** Demi's one mood, as the emotion room tells it. */
public final class Moods {
    private Moods() {}

    /**
     * A person said something. The same message id twice moves her once.
     *
     * @param text what was said; kept in the interaction log, and nowhere else
     */
    public record Heard(String userId, String messageId, String text, Instant at) {
        @Override
        public String toString() {
            return "Heard[" + messageId + "]";
        }
    }

    /** @param modulation how she talks now; the baseline when {@code distress} */
    public record Mood(Feelings feelings, Modulation modulation, boolean distress, String helpLine) {}

    public static final Ask<Heard, Mood> HEARD = Ask.of("emotion.heard", Heard.class, Mood.class);

    /** Asks how she feels now. */
    public record HowAreYou() {}

    public static final Ask<HowAreYou, Mood> NOW = Ask.of("emotion.now", HowAreYou.class, Mood.class);

    /** Her feelings are these now. */
    public record Changed(Feelings feelings) {}

    public static final News<Changed> CHANGED = new News<>("emotion.changed", Changed.class);
}
