package demi.memory.time;

import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The time of a day, where a text that names the day names one: "at 9", "um halb neun", "a las tres", "9時". */
final class ClockTimes {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final String HOUR = "(\\d{1,2}|" + DateWords.any(DateWords.NUMBERS) + ")";

    private static final Pattern HALF_PAST = Pattern.compile("\\bhalf past " + HOUR + "\\b", FLAGS);
    private static final Pattern QUARTER = Pattern.compile("\\b(?:a )?quarter (past|to) " + HOUR + "\\b", FLAGS);
    private static final Pattern GERMAN = Pattern.compile(
            "\\b(?:um |gegen |ab |bis )?(halb|viertel nach|viertel vor|dreiviertel) " + HOUR + "\\b", FLAGS);
    private static final Pattern UHR = Pattern.compile(
            "\\b(\\d{1,2}|" + DateWords.any(DateWords.NUMBERS) + ")(?:[:.]([0-5]\\d))? uhr(?: ([0-5]\\d)\\b)?", FLAGS);
    private static final Pattern WITH_HALF =
            Pattern.compile("\\b(\\d{1,2})(?:[:.]([0-5]\\d))?\\s?(am|pm|a\\.m\\.?|p\\.m\\.?)(?![\\p{L}])", FLAGS);
    private static final Pattern DIGITAL = Pattern.compile("(?<![\\d.:])([01]?\\d|2[0-3]):([0-5]\\d)(?![\\d:])");
    private static final Pattern AT = Pattern.compile(
            "\\b(?:at|around|about|um|gegen|a las?|a la)\\s+" + HOUR
                    + "\\b(?:\\s+(?:o'?clock|y (media|cuarto)))?(?!\\s*(?:%|euros?|dollars|people|years|days|weeks|months|hours|[./]\\d))(?!\\s+(?-i:\\p{Lu}))",
            FLAGS);
    private static final Pattern NOON =
            Pattern.compile("\\b(?:at )?noon\\b|\\bmidday\\b|\\b(?:am |zu )?mittag\\b(?!e)|\\bmediodia\\b", FLAGS);
    private static final Pattern ASIAN = Pattern.compile("(午前|午後|上午|下午|晚上|夜)?(\\d{1,2})[時时点點](?:(半)|(\\d{1,2})分)?");

    private static final Pattern EVENING = Pattern.compile(
            "\\b(?:evening|tonight|night|abends?|nachts?|noche|soir|afternoon|nachmittags?|tarde|apres-midi)\\b",
            FLAGS);
    private static final Pattern MORNING =
            Pattern.compile("\\b(?:morning|morgens|fruh|vormittags?|de la manana|matin)\\b", FLAGS);
    private static final int FIRST_CERTAIN = 7;

    private ClockTimes() {}

    /** Null where none is named. */
    static @Nullable LocalTime in(String plain) {
        Matcher m = WITH_HALF.matcher(plain);
        if (m.find()) {
            int hour = Integer.parseInt(m.group(1)) % 12
                    + (m.group(3).toLowerCase(java.util.Locale.ROOT).startsWith("p") ? 12 : 0);
            return time(hour, minutes(m.group(2)));
        }
        m = HALF_PAST.matcher(plain);
        if (m.find()) {
            return guessed(plain, DateWords.number(m.group(1)), 30);
        }
        m = QUARTER.matcher(plain);
        if (m.find()) {
            int hour = DateWords.number(m.group(2));
            return m.group(1).equalsIgnoreCase("past") ? guessed(plain, hour, 15) : guessed(plain, hour - 1, 45);
        }
        m = GERMAN.matcher(plain);
        if (m.find()) {
            int hour = DateWords.number(m.group(2));
            return switch (DateWords.key(m.group(1))) {
                case "halb" -> guessed(plain, hour - 1, 30);
                case "viertel nach" -> guessed(plain, hour, 15);
                default -> guessed(plain, hour - 1, 45);
            };
        }
        m = UHR.matcher(plain);
        if (m.find()) {
            int hour = DateWords.number(m.group(1));
            boolean late = hour < 12 && EVENING.matcher(plain).find();
            return time(late ? hour + 12 : hour, minutes(m.group(2) == null ? m.group(3) : m.group(2)));
        }
        m = DIGITAL.matcher(plain);
        if (m.find()) {
            return time(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)));
        }
        m = AT.matcher(plain);
        if (m.find()) {
            String more = m.group(2);
            return guessed(
                    plain, DateWords.number(m.group(1)), more == null ? 0 : more.equalsIgnoreCase("media") ? 30 : 15);
        }
        m = ASIAN.matcher(plain);
        if (m.find()) {
            int hour = Integer.parseInt(m.group(2));
            boolean late = m.group(1) != null && m.group(1).matches("午後|下午|晚上|夜") && hour < 12;
            return time(late ? hour + 12 : hour, m.group(3) != null ? 30 : minutes(m.group(4)));
        }
        return NOON.matcher(plain).find() ? LocalTime.NOON : null;
    }

    private static int minutes(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** Nobody has an appointment at three at night. */
    private static @Nullable LocalTime guessed(String plain, int hour, int minute) {
        boolean evening = EVENING.matcher(plain).find();
        boolean late = hour < 12
                && (evening || (hour < FIRST_CERTAIN && !MORNING.matcher(plain).find()));
        return hour < 0 || hour > 24 ? null : time(late && hour >= 0 ? hour + 12 : hour, minute);
    }

    private static @Nullable LocalTime time(int hour, int minute) {
        return hour < 0 || hour > 23 || minute > 59 ? null : LocalTime.of(hour, minute);
    }
}
