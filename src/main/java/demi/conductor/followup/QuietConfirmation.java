package demi.conductor.followup;

import demi.api.AutonomyApi.QuietRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * How somebody who asked for quiet is told what she understood, until when by their own clock, and how to undo it. Said word for
 * word and not left to a model, which may forget it, or make up another time.
 */
public final class QuietConfirmation {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private QuietConfirmation() {}

    /** Empty where nothing was understood. */
    public static String of(QuietRequest understood, Instant now) {
        if (!understood.isRequest()) {
            return "";
        }
        if (understood.german()) {
            return understood.over()
                    ? "(Ich darf dir wieder von mir aus schreiben.)"
                    : "(Ich schreibe dir nicht mehr von mir aus, " + german(understood, now)
                            + " Mit „Du darfst wieder schreiben“ hebst du das auf.)";
        }
        return understood.over()
                ? "(I may write to you first again.)"
                : "(I won't write to you first " + english(understood, now) + " “You can write again” undoes it.)";
    }

    /** For the model: what it is to say, in a word, and that it need not say more. Empty where nothing was understood. */
    public static String note(QuietRequest understood, Instant now) {
        if (!understood.isRequest()) {
            return "";
        }
        return understood.over()
                ? "They let you write to them first again. Be glad in a word."
                : "They want to be left alone: you will not write to them first " + english(understood, now)
                        + " Agree in a word, without a question.";
    }

    private static String english(QuietRequest understood, Instant now) {
        Instant until = understood.until();
        if (understood.open() || until == null) {
            return "until you say so.";
        }
        ZonedDateTime end = until.atZone(understood.zone());
        LocalDate today = now.atZone(understood.zone()).toLocalDate();
        return "until " + day(end, today, "", "tomorrow, ", "EEEE, d MMMM", Locale.ENGLISH) + CLOCK.format(end) + ".";
    }

    private static String german(QuietRequest understood, Instant now) {
        Instant until = understood.until();
        if (understood.open() || until == null) {
            return "bis du es sagst.";
        }
        ZonedDateTime end = until.atZone(understood.zone());
        LocalDate today = now.atZone(understood.zone()).toLocalDate();
        return "bis " + day(end, today, "", "morgen, ", "EEEE, d. MMMM", Locale.GERMAN) + CLOCK.format(end) + " Uhr.";
    }

    private static String day(
            ZonedDateTime end, LocalDate today, String sameDay, String nextDay, String pattern, Locale locale) {
        long days = ChronoUnit.DAYS.between(today, end.toLocalDate());
        if (days <= 1) {
            return days <= 0 ? sameDay : nextDay;
        }
        boolean sameYear = end.getYear() == today.getYear();
        return DateTimeFormatter.ofPattern(sameYear ? pattern : pattern + " yyyy", locale)
                        .format(end)
                + ", ";
    }
}
