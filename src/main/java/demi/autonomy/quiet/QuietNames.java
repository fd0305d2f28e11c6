package demi.autonomy.quiet;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Words for numbers, units, days and their parts, in English and German. */
final class QuietNames {

    static final Map<String, Double> NUMBERS = numbers();

    static final Map<String, Duration> UNITS = units();

    static final Map<String, DayOfWeek> DAYS = days();

    /** Numbers of months. */
    static final List<List<String>> MONTH_NAMES = List.of(
            List.of("january", "jan", "januar", "jänner"),
            List.of("february", "feb", "februar"),
            List.of("march", "mar", "märz", "maerz", "mär", "mrz"),
            List.of("april", "apr"),
            List.of("may", "mai"),
            List.of("june", "jun", "juni"),
            List.of("july", "jul", "juli"),
            List.of("august", "aug"),
            List.of("september", "sep", "sept"),
            List.of("october", "oct", "oktober", "okt"),
            List.of("november", "nov"),
            List.of("december", "dec", "dezember", "dez"));

    /** When a part of the day begins. */
    static final Map<String, LocalTime> PARTS = Map.ofEntries(
            Map.entry("morning", LocalTime.of(8, 0)),
            Map.entry("früh", LocalTime.of(8, 0)),
            Map.entry("vormittag", LocalTime.of(8, 0)),
            Map.entry("breakfast", LocalTime.of(8, 0)),
            Map.entry("noon", LocalTime.NOON),
            Map.entry("midday", LocalTime.NOON),
            Map.entry("lunch", LocalTime.NOON),
            Map.entry("lunchtime", LocalTime.NOON),
            Map.entry("mittag", LocalTime.NOON),
            Map.entry("mittags", LocalTime.NOON),
            Map.entry("afternoon", LocalTime.of(14, 0)),
            Map.entry("nachmittag", LocalTime.of(14, 0)),
            Map.entry("feierabend", LocalTime.of(17, 0)),
            Map.entry("evening", LocalTime.of(18, 0)),
            Map.entry("abend", LocalTime.of(18, 0)),
            Map.entry("abends", LocalTime.of(18, 0)),
            Map.entry("dinner", LocalTime.of(18, 0)),
            Map.entry("tonight", LocalTime.of(18, 0)),
            Map.entry("night", LocalTime.of(22, 0)),
            Map.entry("nacht", LocalTime.of(22, 0)),
            Map.entry("midnight", LocalTime.MIDNIGHT),
            Map.entry("mitternacht", LocalTime.MIDNIGHT));

    /** When a part of the day, or the day, is over. */
    static final Map<String, LocalTime> ENDS = Map.ofEntries(
            Map.entry("day", LocalTime.MIDNIGHT),
            Map.entry("today", LocalTime.MIDNIGHT),
            Map.entry("tag", LocalTime.MIDNIGHT),
            Map.entry("tages", LocalTime.MIDNIGHT),
            Map.entry("tags", LocalTime.MIDNIGHT),
            Map.entry("evening", LocalTime.MIDNIGHT),
            Map.entry("abend", LocalTime.MIDNIGHT),
            Map.entry("abends", LocalTime.MIDNIGHT),
            Map.entry("night", LocalTime.of(8, 0)),
            Map.entry("nacht", LocalTime.of(8, 0)),
            Map.entry("morning", LocalTime.NOON),
            Map.entry("morgen", LocalTime.NOON),
            Map.entry("früh", LocalTime.NOON),
            Map.entry("vormittag", LocalTime.NOON),
            Map.entry("afternoon", LocalTime.of(18, 0)),
            Map.entry("nachmittag", LocalTime.of(18, 0)),
            Map.entry("vormittags", LocalTime.NOON),
            Map.entry("nachmittags", LocalTime.of(18, 0)));

    static final Set<String> WEEKS = Set.of("week", "weekend", "woche", "wochenende", "wochenendes");
    static final Set<String> MONTHS = Set.of("month", "monat", "monats");
    static final Set<String> YEARS = Set.of("year", "jahr", "jahres");
    /** What may be meant by "for the …". */
    static final Set<String> STRETCHES =
            Set.of("day", "night", "evening", "morning", "afternoon", "week", "weekend", "month", "wochenende");

    private QuietNames() {}

    /** In small letters, with the same sign for every apostrophe. */
    static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[’‘`´]", "'");
    }

    private static Map<String, Double> numbers() {
        Map<String, Double> numbers = new HashMap<>();
        List<List<String>> words = List.of(
                List.of("a", "an", "one", "ein", "eine", "einen", "einer"),
                List.of("two", "a couple of", "couple of", "a couple", "zwei"),
                List.of("three", "a few", "few", "ein paar", "paar", "some", "several", "drei", "einige"),
                List.of("four", "vier"),
                List.of("five", "fünf"),
                List.of("six", "sechs"),
                List.of("seven", "sieben"),
                List.of("eight", "acht"),
                List.of("nine", "neun"),
                List.of("ten", "zehn"),
                List.of("eleven", "elf"),
                List.of("twelve", "zwölf"));
        for (int i = 0; i < words.size(); i++) {
            for (String word : words.get(i)) {
                numbers.put(word, i + 1.0);
            }
        }
        for (String half :
                List.of("half a", "half an", "half", "halbe", "halben", "eine halbe", "einer halben", "ein halbes")) {
            numbers.put(half, .5);
        }
        numbers.put("anderthalb", 1.5);
        numbers.put("fifteen", 15.0);
        numbers.put("fünfzehn", 15.0);
        numbers.put("twenty", 20.0);
        numbers.put("zwanzig", 20.0);
        numbers.put("thirty", 30.0);
        numbers.put("dreißig", 30.0);
        numbers.put("ninety", 90.0);
        return Map.copyOf(numbers);
    }

    private static Map<String, Duration> units() {
        Map<String, Duration> units = new HashMap<>();
        List.of("minute", "minutes", "min", "mins", "m", "minuten")
                .forEach(name -> units.put(name, Duration.ofMinutes(1)));
        List.of("hour", "hours", "hr", "hrs", "h", "stunde", "stunden", "std")
                .forEach(name -> units.put(name, Duration.ofHours(1)));
        List.of("day", "days", "d", "tag", "tage", "tagen").forEach(name -> units.put(name, Duration.ofDays(1)));
        List.of("week", "weeks", "wk", "wks", "woche", "wochen").forEach(name -> units.put(name, Duration.ofDays(7)));
        List.of("month", "months", "monat", "monate", "monaten").forEach(name -> units.put(name, Duration.ofDays(30)));
        return Map.copyOf(units);
    }

    private static Map<String, DayOfWeek> days() {
        Map<String, DayOfWeek> days = new HashMap<>();
        List<List<String>> names = List.of(
                List.of("monday", "mon", "montag"),
                List.of("tuesday", "tue", "tues", "dienstag"),
                List.of("wednesday", "wed", "mittwoch"),
                List.of("thursday", "thu", "thur", "thurs", "donnerstag"),
                List.of("friday", "fri", "freitag"),
                List.of("saturday", "sat", "samstag", "sonnabend"),
                List.of("sunday", "sun", "sonntag"));
        for (int i = 0; i < names.size(); i++) {
            for (String name : names.get(i)) {
                days.put(name, DayOfWeek.of(i + 1));
            }
        }
        return Map.copyOf(days);
    }
}
