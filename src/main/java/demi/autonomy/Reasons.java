package demi.autonomy;

import demi.api.ChatApi.OccasionKind;
import demi.api.value.Emotion;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Reasons in words for a person; nothing that anybody said is in them. */
final class Reasons {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);

    private Reasons() {}

    static String felt(Emotion emotion, String when, double level) {
        String key = emotion.key();
        return String.format(
                Locale.ROOT, "%s%s %.2f", Character.toUpperCase(key.charAt(0)) + key.substring(1), when, level);
    }

    static String of(OccasionKind kind) {
        return switch (kind) {
            case GOOD_LUCK -> "Something that you told her of is tomorrow, and she wishes you luck";
            case HOW_DID_IT_GO -> "Something that you told her of is over, and she asks after it";
            case BIRTHDAY -> "It is your birthday, and she congratulates you";
            case FAMILY_DAY -> "It is a day that you told her of, and she says a word about it";
            case TRIP_OVER -> "You are back from a trip that you told her of, and she asks how it was";
        };
    }

    static String ago(Duration time) {
        long minutes = time.toMinutes();
        return minutes < 1 ? "just now" : minutes == 1 ? "a minute ago" : minutes + " minutes ago";
    }

    static String time(LocalTime time) {
        return TIME.format(time);
    }

    static String when(Instant time, Instant now, ZoneId zone) {
        ZonedDateTime then = time.atZone(zone);
        Duration ahead = Duration.between(now, time);
        return (ahead.toHours() < 12 ? TIME : ahead.toDays() < 6 ? DAY : DATE).format(then);
    }
}
