package demi.autonomy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Days that are named by their date: "3 December", "December 3rd", "3.12.", "2026-12-03". */
final class QuietDates {

    /** @param length how many tokens it takes */
    record Dated(LocalDate date, int length) {}

    private static final Pattern ORDINAL = Pattern.compile("(\\d{1,2})(?:st|nd|rd|th)?");
    private static final Pattern ISO = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern GERMAN = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})(?:\\.(\\d{4}))?");

    private QuietDates() {}

    /**
     * @param ahead the token so many places from here
     * @param from the first of it
     * @return null where none stands there
     */
    static @Nullable Dated read(IntFunction<String> ahead, int from, LocalDate today) {
        String word = ahead.apply(from);
        String next = ahead.apply(from + 1);
        try {
            Matcher german = GERMAN.matcher(word);
            if (ISO.matcher(word).matches()) {
                return new Dated(LocalDate.parse(word), 1);
            }
            if (german.matches() && Integer.parseInt(german.group(2)) <= 12) {
                return new Dated(german(german, today), 1);
            }
            int skip = next.equals("of") ? 2 : 1;
            int month = month(ahead.apply(from + skip));
            if (ORDINAL.matcher(word).matches() && month > 0) {
                return new Dated(coming(number(word), month, today), skip + 1);
            }
            return month(word) > 0 && ORDINAL.matcher(next).matches()
                    ? new Dated(coming(number(next), month(word), today), 2)
                    : null;
        } catch (DateTimeException e) {
            // The 31st of June is no day.
            return null;
        }
    }

    private static LocalDate german(Matcher parts, LocalDate today) {
        int day = Integer.parseInt(parts.group(1));
        int month = Integer.parseInt(parts.group(2));
        String year = parts.group(3);
        return year == null ? coming(day, month, today) : LocalDate.of(Integer.parseInt(year), month, day);
    }

    private static int number(String ordinal) {
        return Integer.parseInt(ordinal.replaceAll("\\D", ""));
    }

    private static int month(String word) {
        for (int i = 0; i < QuietNames.MONTH_NAMES.size(); i++) {
            if (QuietNames.MONTH_NAMES.get(i).contains(word)) {
                return i + 1;
            }
        }
        return 0;
    }

    private static LocalDate coming(int day, int month, LocalDate today) {
        LocalDate date = LocalDate.of(today.getYear(), month, day);
        return date.isBefore(today) ? date.plusYears(1) : date;
    }
}
