package demi.conductor.prompt;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Times as people say them; the same words for half an hour. */
final class TimeInWords {

    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEEE", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final int DAYS_BY_NAME = 6;
    private static final List<String> NUMBERS = List.of(
            "no",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen");

    private TimeInWords() {}

    /** "Saturday evening, 28 November 2026, about half past eight". */
    static String of(ZonedDateTime time) {
        return WEEKDAY.format(time) + " " + partOfDay(time) + ", " + DATE.format(time) + ", about " + halfHour(time);
    }

    /** The nearest. */
    private static String halfHour(ZonedDateTime time) {
        int halves = (time.getHour() * 60 + time.getMinute() + 15) / 30;
        int hour = halves / 2 % 24;
        if (halves % 2 == 1) {
            return "half past " + NUMBERS.get(hour % 12 == 0 ? 12 : hour % 12);
        }
        return hour == 0 ? "midnight" : hour == 12 ? "noon" : NUMBERS.get(hour % 12);
    }

    private static String partOfDay(ZonedDateTime time) {
        int hour = time.getHour();
        return hour < 5 ? "night" : hour < 12 ? "morning" : hour < 17 ? "afternoon" : hour < 23 ? "evening" : "night";
    }

    /** "three hours ago". */
    static String ago(Duration gap) {
        long minutes = gap.toMinutes();
        if (minutes < 90) {
            return minutes < 25 ? "a quarter of an hour ago" : minutes < 45 ? "half an hour ago" : "an hour ago";
        }
        long hours = gap.plusMinutes(30).toHours();
        if (hours < 36) {
            return hours < 13 ? many(hours, "hour") : hours < 20 ? "more than half a day ago" : "a day ago";
        }
        long days = gap.plusHours(12).toDays();
        return days < 14
                ? many(days, "day")
                : days < 60
                        ? many((days + 3) / 7, "week")
                        : days < 345 ? many(Math.round(days / 30.4), "month") : many((days + 182) / 365, "year");
    }

    /** "nine"; in digits where that is shorter. */
    static String number(int number) {
        return number >= 1 && number < NUMBERS.size() ? NUMBERS.get(number) : String.valueOf(number);
    }

    private static String many(long number, String what) {
        String words = number < NUMBERS.size() ? NUMBERS.get((int) number) : "many";
        return words + " " + what + (number == 1 ? "" : "s") + " ago";
    }

    /** As people call it, by the calendar and not by the hours: "yesterday in the evening", "on Friday". */
    static String day(ZonedDateTime before, ZonedDateTime now) {
        long days = ChronoUnit.DAYS.between(before.toLocalDate(), now.toLocalDate());
        if (days <= 1) {
            String part = partOfDay(before);
            return (days <= 0 ? "today" : "yesterday") + (part.equals("night") ? " at " : " in the ") + part;
        }
        return "on " + (days <= DAYS_BY_NAME ? WEEKDAY : DATE).format(before);
    }
}
