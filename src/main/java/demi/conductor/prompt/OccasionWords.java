package demi.conductor.prompt;

import demi.api.ChatApi.Occasion;
import demi.util.OneLine;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Why she writes to somebody, where the reason is something of their life. */
public final class OccasionWords {

    private static final LocalTime NOON = LocalTime.NOON;
    private static final LocalTime EVENING = LocalTime.of(17, 30);

    private OccasionWords() {}

    /**
     * What she knows, a line of its own so that it can be forgotten, and what to say of it.
     *
     * @param content of the memory
     * @param now by their clock
     */
    public static String of(Occasion occasion, String content, ZonedDateTime now) {
        return "You write because of one thing that you remember of them:\n- " + OneLine.of(content) + "\n"
                + what(occasion, now)
                + (GraveWords.areIn(content) ? " Be warm and plain: no jokes, no sarcasm." : "");
    }

    private static String what(Occasion occasion, ZonedDateTime now) {
        return switch (occasion.kind()) {
            case GOOD_LUCK -> "It is tomorrow. Wish them well for it, in your own words.";
            case HOW_DID_IT_GO ->
                "It was " + when(occasion.day(), occasion.at(), now) + ". Ask how it went, in your own words.";
            case BIRTHDAY -> "Today is their birthday. Congratulate them, in your own words.";
            case FAMILY_DAY -> "It is today. Say a word about that, in your own words.";
            case TRIP_OVER -> "It is over, they should be back. Ask how it was, in your own words.";
        };
    }

    private static String when(LocalDate day, @Nullable LocalTime at, ZonedDateTime now) {
        long days = ChronoUnit.DAYS.between(day, now.toLocalDate());
        if (days > 0) {
            return at != null && !at.isBefore(EVENING) ? "yesterday in the evening" : "yesterday";
        }
        return at == null
                ? "today"
                : at.isBefore(NOON) ? "this morning" : at.isBefore(EVENING) ? "this afternoon" : "this evening";
    }
}
