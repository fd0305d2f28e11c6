package demi.memory.kind;

import demi.api.value.Holding;
import demi.api.value.MemoryKind;
import demi.memory.time.FactDates;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.regex.Pattern;

/**
 * When a fact holds: by its own words, or by those of the message that it was told with where the model left the day out
 * ("Has an exam", of "I have my exam tomorrow").
 */
public final class FactDating {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    /** What goes on and does not take place: a day that it was told with is its first, if any. */
    private static final Pattern GOES_ON = Pattern.compile(
            "^\\W*(?:(?:they|he|she) )?(?:lives?|works?|studies|study|owns?|plays?|sings?|speaks?|wohnt|lebt|arbeitet|studiert|spielt|singt|spricht"
                    + "|(?:has|have|hat) (?!.*\\b(?:exam|test|appointment|interview|meeting|party|wedding|date|trip|holiday|vacation|flight|concert|surgery|operation|match|game|race|deadline|presentation|conference|dinner|visit|funeral|to|prüfung|klausur|termin|gespräch|feier|hochzeit|reise|urlaub|flug|konzert|spiel|abgabe|vortrag|besuch)\\b)(?!\\p{L}+(?:ed|en)\\b)"
                    + "|(?:is|are|ist) (?!\\p{L}+ing\\b|in |at |on |getting|going|having|meeting))",
            FLAGS);

    private FactDating() {}

    /**
     * @param clause the words that it was told with
     * @param told when, by the clock of who told it
     */
    public static Holding of(String fact, String clause, ZonedDateTime told) {
        Holding own = FactDates.of(fact, told);
        if (own.isDated()) {
            return own;
        }
        MemoryKind kind = FactKinds.of(fact, own);
        Holding said = FactDates.of(clause, told);
        if (!said.isDated() || kind == MemoryKind.TASTE) {
            return Holding.UNDATED;
        }
        if (said.yearly() || !GOES_ON.matcher(fact).find()) {
            return said;
        }
        LocalDate from = said.from();
        boolean begun = from != null && from.isBefore(told.toLocalDate());
        return said.from() == null || (begun && said.until() == null)
                ? said
                : begun ? new Holding(from, null, null, false) : Holding.UNDATED;
    }
}
