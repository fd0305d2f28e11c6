package demi.autonomy.quiet;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days that are named by their date, in English and German: "3 December", "Dec. 3rd, 2026", "3.12.", "zum dritten Dezember",
 * "12/3", "the end of May", "Christmas". Each is written as "2026-12-03" instead, which the other readers understand.
 */
final class QuietDates {

    static final Pattern ISO = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** Of characters. What is longer is no wish with a date. */
    private static final int LONGEST = 1_000;

    /** A full stop that was a part of a date, or ended a sentence, or both. */
    private static final String STOP = "\uE000";

    private static final Pattern COMMA = Pattern.compile("(" + ISO + "),\\s");

    private QuietDates() {}

    /**
     * The text with its dates in digits, in each way in which its signs may be meant; the likelier ones first.
     *
     * @param text in small letters
     * @param today in the person's zone
     */
    static Set<String> readings(String text, LocalDate today) {
        if (text.length() > LONGEST) {
            return Set.of(text);
        }
        String dated = text;
        for (QuietDateForms.Form form : QuietDateForms.FORMS) {
            dated = replaced(dated, form, today);
        }
        Set<String> readings = new LinkedHashSet<>();
        for (String stop : List.of("", ". ")) {
            String read = dated.replace(STOP, stop);
            readings.add(read);
            readings.add(COMMA.matcher(read).replaceAll("$1 "));
        }
        return readings;
    }

    private static String replaced(String text, QuietDateForms.Form form, LocalDate today) {
        Matcher found = form.pattern().matcher(text);
        StringBuilder whole = new StringBuilder();
        while (found.find()) {
            String date = form.reader().read(found, today);
            String instead = date == null ? found.group() : found.group().endsWith(".") ? date + STOP : date;
            found.appendReplacement(whole, Matcher.quoteReplacement(instead));
        }
        return found.appendTail(whole).toString();
    }
}
