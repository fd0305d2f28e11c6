package demi.autonomy.quiet;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The forms of {@link QuietDates}, and what each of them means. A date without a year is the next such day. */
final class QuietDateForms {

    private static final String MONTH = "(?<month>"
            + QuietNames.MONTH_NAMES.stream()
                    .flatMap(List::stream)
                    .sorted((one, other) -> other.length() - one.length())
                    .collect(Collectors.joining("|"))
            + ")\\b\\.?";
    private static final List<List<String>> ORDINALS = List.of(
            List.of("first", "ersten"),
            List.of("second", "zweiten"),
            List.of("third", "dritten"),
            List.of("fourth", "vierten"),
            List.of("fifth", "fünften"),
            List.of("sixth", "sechsten"),
            List.of("seventh", "siebten", "siebenten"),
            List.of("eighth", "achten"),
            List.of("ninth", "neunten"),
            List.of("tenth", "zehnten"),
            List.of("eleventh", "elften"),
            List.of("twelfth", "zwölften"));
    private static final String DAY = "(?<day>\\d{1,2}(?:st|nd|rd|th)?|"
            + ORDINALS.stream().flatMap(List::stream).collect(Collectors.joining("|")) + ")";
    private static final String YEAR = "(?:,?\\s+(?<year>20\\d{2})\\b)?";
    private static final String UNTIL =
            "(?<lead>\\b(?:until|till|til|untill|before|by|from|after|on|bis|ab|am|vor|nach)\\s+"
                    + "(?:the\\s+|zum\\s+|zu\\s+|dem\\s+|den\\s+)?)";
    private static final String NO_CLOCK =
            "(?!\\s*(?:uhr|h|am|pm|a\\.m|p\\.m|o'clock|hrs?|hours?|std|stunden?|min|mins|minuten?|minutes?|days?|tage?n?|weeks?|wochen?|months?|monate?n?|\\d*[:/-]\\d)\\b)";
    private static final String WEEKDAY = "\\b(?:" + String.join("|", QuietNames.DAYS.keySet()) + ")\\b";

    /** What a pattern finds, to be read with the day on which it was written; null where it is no date. */
    record Form(Pattern pattern, Reader reader) {
        Form(String pattern, Reader reader) {
            this(Pattern.compile(pattern, Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS), reader);
        }
    }

    interface Reader {
        @Nullable
        String read(Matcher found, LocalDate today);
    }

    static final List<Form> FORMS = List.of(
            new Form("\\b(\\d{4}-\\d{2}-\\d{2})t(?=\\d)", (found, today) -> found.group(1) + " "),
            new Form(
                    "\\b(?<year>20\\d{2})/(?<month>\\d{1,2})/(?<day>\\d{1,2})\\b",
                    (found, today) -> date(found.group("year"), whole(found.group("month")), day(found), today)),
            // "3.12.", "3. 12. 2026", "03.12.26"
            new Form(
                    "(?<![\\d.:])(?<day>\\d{1,2})\\.\\s?(?<month>\\d{1,2})(?:\\.(?:\\s?(?<year>20\\d{2}|\\d{2})\\b)?|\\b)(?!\\.?\\d)"
                            + NO_CLOCK,
                    (found, today) -> date(found.group("year"), whole(found.group("month")), day(found), today)),
            new Form(
                    "\\b(?:beginning of|start of|early|anfang)\\s+" + MONTH + YEAR,
                    (found, today) -> date(year(found), month(found), 1, today)),
            new Form(
                    "\\b(?:mid|middle of|mitte)[\\s-]+" + MONTH + YEAR,
                    (found, today) -> date(year(found), month(found), 15, today)),
            new Form("\\b(?:the )?(?:end of|late|ende)\\s+" + MONTH + YEAR, QuietDateForms::endOfMonth),
            new Form(
                    "\\b(?:the )?(?:end of (?:the|this) year|ende (?:des|dieses) jahres|jahresende)\\b",
                    (found, today) -> today.getYear() + "-12-31 midnight"),
            new Form(
                    "\\b" + DAY + "\\.?\\s+(?:of\\s+)?" + MONTH + YEAR,
                    (found, today) -> date(year(found), month(found), day(found), today)),
            new Form(
                    "\\b" + MONTH + "\\s+(?:the\\s+)?" + DAY + "(?![\\d:])" + NO_CLOCK + YEAR,
                    (found, today) -> date(year(found), month(found), day(found), today)),
            new Form(
                    UNTIL + MONTH + YEAR + "(?!\\s*\\d)",
                    (found, today) -> led(found, date(year(found), month(found), 1, today))),
            // Of "12/3" the sooner of the two that it may be.
            new Form(
                    UNTIL
                            + "(?<one>\\d{1,2})/(?<other>\\d{1,2})(?:/(?<year>20\\d{2}|\\d{2}))?\\b(?!\\s*(?:an |a |of )?(?:hour|stunde))",
                    QuietDateForms::slashed),
            new Form(
                    "(?<lead>\\b(?:until|till|til|before|on|by)\\s+)(?:the\\s+)?(?<day>\\d{1,2})(?:st|nd|rd|th)\\b"
                            + "(?!\\s+(?:of|floor|time))",
                    QuietDateForms::dayOfMonth),
            new Form("(?<lead>\\bbis zum\\s+)(?<day>\\d{1,2})\\.(?!\\d)", QuietDateForms::dayOfMonth),
            new Form(
                    "\\bnach weihnachten\\b|\\bafter (?:christmas|xmas)\\b",
                    (found, today) -> date(null, 12, 27, today)),
            new Form(
                    "(?<=\\b(?:until|till|til|before|bis|vor|over)\\s)(?:christmas eve|heiligabend|heilig abend|weihnachten)\\b",
                    (found, today) -> date(null, 12, 24, today)),
            new Form(
                    "(?<=\\b(?:until|till|til|before)\\s)(?:christmas|xmas)\\b",
                    (found, today) -> date(null, 12, 25, today)),
            new Form(
                    "(?<=\\b(?:until|till|til|before|bis|vor)\\s)(?:new year'?s eve|silvester)\\b",
                    (found, today) -> date(null, 12, 31, today)),
            new Form(
                    "(?<=\\b(?:until|till|til|before|after|bis|nach)\\s)(?:the )?(?:new year(?:'?s)?(?: day)?|neujahr)\\b",
                    (found, today) -> date(null, 1, 1, today)),
            // "Thursday, the 3rd of December": the date says all.
            new Form(
                    WEEKDAY + ",?\\s+(?:the\\s+|den\\s+|dem\\s+|der\\s+)?(?<date>\\d{4}-\\d{2}-\\d{2})",
                    (found, today) -> found.group("date")),
            new Form(
                    "\\b(?:through|thru|(?:bis|until|till|til)\\s+(?:and including|including|incl\\.?|einschließlich|inklusive"
                            + "|inkl\\.?)(?:\\s+(?:dem|den|zum|the))?)\\s+(?<date>\\d{4}-\\d{2}-\\d{2})",
                    (found, today) -> "until " + found.group("date") + " midnight"),
            new Form(
                    "(?<date>\\d{4}-\\d{2}-\\d{2})\uE000?\\s+(?:inclusive|included|einschließlich|inklusive)\\b",
                    (found, today) -> found.group("date") + " midnight"),
            new Form(
                    "\\b(?:from|between|vom|von)\\s+\\d{4}-\\d{2}-\\d{2}\uE000?\\s*(?:to|until|till|and|bis(?: zum)?|und|-|–)\\s*"
                            + "(?<date>\\d{4}-\\d{2}-\\d{2})",
                    (found, today) -> "until " + found.group("date") + " midnight"));

    private QuietDateForms() {}

    private static @Nullable String date(@Nullable String year, int month, int day, LocalDate today) {
        try {
            if (year != null) {
                return LocalDate.of(whole(year) % 100 + 2000, month, day).toString();
            }
            LocalDate date = LocalDate.of(today.getYear(), month, day);
            return (date.isBefore(today) ? date.plusYears(1) : date).toString();
        } catch (DateTimeException e) {
            // The 31st of June is no day.
            return null;
        }
    }

    private static int whole(String digits) {
        return Integer.parseInt(digits);
    }

    private static @Nullable String year(Matcher found) {
        return found.group("year");
    }

    private static int day(Matcher found) {
        String day = found.group("day");
        for (int i = 0; i < ORDINALS.size(); i++) {
            if (ORDINALS.get(i).contains(day)) {
                return i + 1;
            }
        }
        return whole(day.replaceAll("\\D", ""));
    }

    private static int month(Matcher found) {
        String name = found.group("month");
        int month = 1;
        while (!QuietNames.MONTH_NAMES.get(month - 1).contains(name)) {
            month++;
        }
        return month;
    }

    private static @Nullable String led(Matcher found, @Nullable String date) {
        return date == null ? null : found.group("lead") + date;
    }

    private static @Nullable String endOfMonth(Matcher found, LocalDate today) {
        String first = date(year(found), month(found), 1, today.withDayOfMonth(1));
        if (first == null) {
            return null;
        }
        LocalDate begin = LocalDate.parse(first);
        return begin.withDayOfMonth(begin.lengthOfMonth()) + " midnight";
    }

    private static @Nullable String slashed(Matcher found, LocalDate today) {
        int one = whole(found.group("one"));
        int other = whole(found.group("other"));
        return Stream.of(date(year(found), one, other, today), date(year(found), other, one, today))
                .filter(date -> date != null && !LocalDate.parse(date).isBefore(today))
                .sorted()
                .findFirst()
                .map(date -> led(found, date))
                .orElse(null);
    }

    private static @Nullable String dayOfMonth(Matcher found, LocalDate today) {
        int day = day(found);
        for (int months = 0; months < 3; months++) {
            LocalDate month = today.plusMonths(months).withDayOfMonth(1);
            if (day >= 1
                    && day <= month.lengthOfMonth()
                    && !month.withDayOfMonth(day).isBefore(today)) {
                return led(found, month.withDayOfMonth(day).toString());
            }
        }
        return null;
    }
}
