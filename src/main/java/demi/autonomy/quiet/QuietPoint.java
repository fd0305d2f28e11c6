package demi.autonomy.quiet;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One moment, named by a day, a part of it, a time, or several of them: "tomorrow evening at six", "Montag um 18 Uhr". */
final class QuietPoint {

    private static final Pattern CLOCK = Pattern.compile("(\\d{1,2})(?:[:.](\\d{2}))?");
    private static final Set<String> HOUR_WORDS = Set.of("uhr", "o'clock", "oclock", "am", "pm");

    private final IntFunction<String> ahead;
    private final ZonedDateTime at;
    /** Whether "5" alone is a time. */
    private final boolean bare;

    private @Nullable LocalDate date;
    private @Nullable LocalTime time;
    private boolean endOfDay;
    /** Of the twelve hours of which it is not said which. */
    private boolean either;

    private QuietPoint(IntFunction<String> ahead, ZonedDateTime at, boolean bare) {
        this.ahead = ahead;
        this.at = at;
        this.bare = bare;
    }

    /**
     * @param ahead the token so many places from here; empty behind the last
     * @param move goes on by so many tokens
     * @param small words between the parts
     * @param bare whether a number alone is a time
     * @return null where there is none; then some small words may have been passed
     */
    static @Nullable ZonedDateTime read(
            IntFunction<String> ahead, IntConsumer move, Set<String> small, ZonedDateTime at, boolean bare) {
        QuietPoint point = new QuietPoint(ahead, at, bare);
        boolean any = false;
        for (int part = 0; part < 4; part++) {
            int words = 0;
            while (small.contains(ahead.apply(words)) && words < 3) {
                words++;
            }
            int length = point.part(words);
            if (length == 0) {
                // "am" may be a part of what follows, as in "at 9 am".
                length = words > 0 ? point.part(0) : 0;
                words = length > 0 ? 0 : words;
            }
            if (length == 0) {
                break;
            }
            any = true;
            move.accept(words + length);
        }
        return any ? point.moment() : null;
    }

    /** How many tokens from there on are a part of it; 0 where none is. */
    private int part(int from) {
        String word = ahead.apply(from);
        int length = date == null ? day(from) : 0;
        if (length == 0 && time == null) {
            length = clock(from);
        }
        LocalTime part = QuietNames.PARTS.get(word);
        if (length == 0 && part == null && word.equals("morgen") && date != null) {
            part = QuietTimes.MORNING;
        }
        if (length > 0 || part == null) {
            return length;
        }
        if (time == null) {
            time = part;
        } else if (either) {
            // "six in the evening"
            time = part.getHour() >= 12 && time.getHour() < 12 ? time.plusHours(12) : time;
        } else {
            return 0;
        }
        either = false;
        return 1;
    }

    private int day(int from) {
        String word = ahead.apply(from);
        String next = ahead.apply(from + 1);
        LocalDate today = at.toLocalDate();
        DayOfWeek weekday = QuietNames.DAYS.get(word);
        if (Set.of("today", "heute", "heut").contains(word)) {
            date = today;
            return 1;
        } else if (word.equals("tonight")) {
            date = today;
            return time == null ? 0 : 1;
        } else if (Set.of("tomorrow", "tmrw", "tomorow", "morgen").contains(word)) {
            date = today.plusDays(1);
            return 1;
        } else if (word.equals("übermorgen")) {
            date = today.plusDays(2);
            return 1;
        } else if (word.equals("day")
                && next.equals("after")
                && ahead.apply(from + 2).equals("tomorrow")) {
            date = today.plusDays(2);
            return 3;
        } else if (weekday != null) {
            date = today.with(TemporalAdjusters.next(weekday));
            return 1;
        } else if (Set.of("next", "nächste", "nächster", "nächsten", "nächstes", "kommende", "kommendes")
                .contains(word)) {
            return next(next, today);
        } else if (Set.of("weekend", "wochenende").contains(word)) {
            date = today.with(TemporalAdjusters.next(DayOfWeek.SATURDAY));
            return 1;
        } else if (Set.of("end", "ende").contains(word)) {
            return end(from, today);
        }
        int compound = compound(word, today);
        return compound > 0 ? compound : dated(from, today);
    }

    private int next(String unit, LocalDate today) {
        DayOfWeek weekday = QuietNames.DAYS.get(unit);
        if (weekday != null) {
            date = today.with(TemporalAdjusters.next(weekday));
        } else if (Set.of("week", "woche").contains(unit)) {
            date = today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        } else if (Set.of("weekend", "wochenende").contains(unit)) {
            date = today.with(TemporalAdjusters.next(DayOfWeek.SATURDAY));
        } else if (Set.of("month", "monat").contains(unit)) {
            date = today.with(TemporalAdjusters.firstDayOfNextMonth());
        } else {
            return 0;
        }
        return 2;
    }

    /** "the end of the week". */
    private int end(int from, LocalDate today) {
        int length = 1;
        while (Set.of("of", "the", "this", "der", "des", "dieser").contains(ahead.apply(from + length))) {
            length++;
        }
        String unit = ahead.apply(from + length);
        if (Set.of("day", "tages", "tags").contains(unit)) {
            date = today;
        } else if (Set.of("week", "woche").contains(unit)) {
            date = today.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
        } else if (Set.of("month", "monats").contains(unit)) {
            date = today.with(TemporalAdjusters.lastDayOfMonth());
        } else {
            return 0;
        }
        endOfDay = true;
        return length + 1;
    }

    /** "Montagabend". */
    private int compound(String word, LocalDate today) {
        for (var day : QuietNames.DAYS.entrySet()) {
            LocalTime part = word.startsWith(day.getKey() + "")
                    ? QuietNames.PARTS.get(word.substring(day.getKey().length()).replace("morgen", "früh"))
                    : null;
            if (part != null) {
                date = today.with(TemporalAdjusters.next(day.getValue()));
                time = part;
                return 1;
            }
        }
        return 0;
    }

    private int dated(int from, LocalDate today) {
        if (!QuietDates.ISO.matcher(ahead.apply(from)).matches()) {
            return 0;
        }
        try {
            date = LocalDate.parse(ahead.apply(from));
        } catch (DateTimeException e) {
            // The 31st of June is no day.
            return 0;
        }
        endOfDay = date.equals(today);
        return 1;
    }

    private int clock(int from) {
        String word = ahead.apply(from);
        String next = ahead.apply(from + 1);
        Double named = QuietNames.NUMBERS.get(next);
        if (word.equals("halb") && named != null) {
            return set((int) Math.round(named) - 1, 30, true, 2);
        }
        if (Set.of("half", "quarter", "viertel").contains(word)) {
            Double hour = QuietNames.NUMBERS.get(ahead.apply(from + 2));
            boolean to = Set.of("to", "vor").contains(next);
            if (hour == null || !(to || Set.of("past", "nach").contains(next))) {
                return 0;
            }
            int minutes = word.equals("half") ? 30 : 15;
            return set((int) Math.round(hour) - (to ? 1 : 0), to ? 60 - minutes : minutes, true, 3);
        }
        Matcher digits = CLOCK.matcher(word);
        Double number = QuietNames.NUMBERS.get(word);
        boolean said = HOUR_WORDS.contains(next);
        if (digits.matches() && (said || bare || digits.group(2) != null)) {
            int minute = digits.group(2) == null ? 0 : Integer.parseInt(digits.group(2));
            return said
                    ? withWord(Integer.parseInt(digits.group(1)), minute, next)
                    : set(Integer.parseInt(digits.group(1)), minute, digits.group(2) == null, 1);
        }
        boolean article = Set.of("a", "an").contains(word);
        if (number == null || article || number < 1 || number != Math.rint(number)) {
            return 0;
        }
        int hour = (int) Math.round(number);
        return said ? withWord(hour, 0, next) : bare && next.isEmpty() ? set(hour, 0, true, 1) : 0;
    }

    private int withWord(int hour, int minute, String word) {
        boolean half = word.equals("am") || word.equals("pm");
        if (half && (hour < 1 || hour > 12)) {
            return 0;
        }
        int of24 = half ? hour % 12 + (word.equals("pm") ? 12 : 0) : hour;
        return set(of24, minute, word.equals("o'clock") || word.equals("oclock"), 2);
    }

    private int set(int hour, int minute, boolean perhapsAfternoon, int length) {
        if (hour < 0 || hour > 24 || minute > 59 || (hour == 24 && minute > 0)) {
            return 0;
        }
        time = LocalTime.of(hour % 24, minute);
        either = perhapsAfternoon && hour >= 1 && hour <= 12;
        return length;
    }

    private ZonedDateTime moment() {
        if (endOfDay && time == null && date != null) {
            return date.plusDays(1).atStartOfDay(at.getZone());
        }
        LocalTime of = time == null ? QuietTimes.MORNING : time;
        LocalDate day = date;
        if (day == null) {
            ZonedDateTime first = nextAfter(of);
            ZonedDateTime second = nextAfter(of.plusHours(12));
            return either && second.isBefore(first) ? second : first;
        }
        if (either && of.getHour() < 7) {
            of = of.plusHours(12);
        }
        ZonedDateTime moment = day.atTime(of).atZone(at.getZone());
        // "Heute Mitternacht" is the end of the day.
        return of.equals(LocalTime.MIDNIGHT) ? moment.plusDays(1) : moment;
    }

    private ZonedDateTime nextAfter(LocalTime of) {
        ZonedDateTime today = at.toLocalDate().atTime(of).atZone(at.getZone());
        return today.isAfter(at)
                ? today
                : at.toLocalDate().plusDays(1).atTime(of).atZone(at.getZone());
    }
}
