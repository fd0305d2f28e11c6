package demi.autonomy.quiet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quiet until a day that is named by its date. */
class QuietDatesTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    /** A Wednesday. */
    private static final ZonedDateTime AT = ZonedDateTime.of(2026, 11, 25, 14, 30, 0, 0, ZONE);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Lass mich bis 3.12. in Ruhe|2026-12-03T08:00",
                "Lass mich bis 3.12.26 in Ruhe|2026-12-03T08:00",
                "Lass mich bis zum 3. 12. in Ruhe|2026-12-03T08:00",
                "Sei still bis zum 3.12|2026-12-03T08:00",
                "Bis zum 3. Dezember bitte nicht schreiben|2026-12-03T08:00",
                "Lass mich bis 3. Dez. in Ruhe|2026-12-03T08:00",
                "Sei bis zum dritten Dezember still|2026-12-03T08:00",
                "Lass mich bis zum 1. in Ruhe|2026-12-01T08:00",
                "Lass mich bis Dezember in Ruhe|2026-12-01T08:00",
                "Lass mich bis Mitte Dezember in Ruhe|2026-12-15T08:00",
                "Lass mich bis Ende Dezember in Ruhe|2027-01-01T00:00",
                "Lass mich bis Weihnachten in Ruhe|2026-12-24T08:00",
                "Lass mich bis Donnerstag, den 3. Dezember, in Ruhe|2026-12-03T08:00",
                "Schreib mir bis 3.12. um 18 Uhr nicht|2026-12-03T18:00",
                "Schreib mir erst am 3.12. wieder|2026-12-03T08:00",
                "Lass mich vom 1.12. bis 3.12. in Ruhe|2026-12-04T00:00",
                "Bitte bis einschließlich 3.12. nicht schreiben|2026-12-04T00:00",
                "Lass mich in Ruhe bis 3.12. Danke|2026-12-03T08:00",
                "Ich habe am 3.12. Prüfung. Lass mich bis 4.12. in Ruhe. Danke!|2026-12-04T08:00",
                "sei still bis 8.30 Uhr|2026-11-26T08:30",
                "sei still bis 3.12 Uhr|2026-11-26T03:12",
                "Sei still bis 18.|2026-11-25T18:00",
                "leave me alone until Dec 3|2026-12-03T08:00",
                "leave me alone until Dec. 3rd, please|2026-12-03T08:00",
                "leave me alone until 3 December|2026-12-03T08:00",
                "leave me alone until the 3rd|2026-12-03T08:00",
                "leave me alone until December third|2026-12-03T08:00",
                "leave me alone until December 3, 2026|2026-12-03T08:00",
                "leave me alone until Thursday December 3rd at 5pm|2026-12-03T17:00",
                "leave me alone until 12/3|2026-12-03T08:00",
                "leave me alone until 3/12|2026-12-03T08:00",
                "leave me alone until 25/12|2026-12-25T08:00",
                "leave me alone until 12/25/2026|2026-12-25T08:00",
                "leave me alone until 2026-12-03|2026-12-03T08:00",
                "be quiet until 2026-12-03T18:00|2026-12-03T18:00",
                "be quiet until 2026/12/03|2026-12-03T08:00",
                "be quiet until the end of the year|2027-01-01T00:00",
                "don't bother me through Dec 3|2026-12-04T00:00",
                "Don't text me on December 3|2026-12-04T00:00",
                "leave me alone until Christmas|2026-12-25T08:00",
                "leave me alone until Nov 25|2026-11-26T00:00",
                "leave me alone until Nov 24|2027-11-24T08:00",
                "be quiet until 2030-01-01|2027-11-25T14:30",
                "be quiet until 2020-01-01|2026-11-25T22:30",
                "You can write again on Dec 3|2026-12-03T08:00",
                "be quiet until 17.30|2026-11-25T17:30",
                "be quiet until 10.12 am|2026-11-26T10:12",
                "leave me alone until Feb 30|none",
                "The exhibition is open until Dec 3.|none",
                "He said be quiet until Dec 3|none",
                "We are in Rome from Dec 1 to Dec 3|none",
                "be quiet until version 3.12 is out|none"
            })
    void aDateIsTheNextSuchDayInThePersonsZone(String said, String until) {
        assertEquals(until, understood(said));
    }

    private static String understood(String said) {
        return QuietRequestParser.in(said, AT)
                .map(wish -> wish.until().atZone(ZONE).toLocalDateTime().toString())
                .orElse("none");
    }

    /** Whoever is far to the east is a day ahead. */
    @ParameterizedTest
    @CsvSource({"Pacific/Auckland,2027-11-25", "America/New_York,2026-11-25"})
    void whichDayIsNextIsTheZonesBusiness(String zone, String day) {
        ZonedDateTime at = ZonedDateTime.of(2026, 11, 25, 13, 0, 0, 0, ZoneId.of("UTC"));
        assertTrue(QuietDates.readings(
                        "bis 25.11.", at.withZoneSameInstant(ZoneId.of(zone)).toLocalDate())
                .contains("bis " + day));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for 1/2 hour",
                "for 1.5 hours",
                "1.5h",
                "2.5 tage",
                "3 days",
                "until 5",
                "until 5.30",
                "on 31.6.",
                "until 99/99",
                "until 45.13."
            })
    void whatIsNoDateStaysAsItIs(String text) {
        String read =
                QuietDates.readings(text, LocalDate.of(2026, 11, 25)).iterator().next();
        assertEquals(text, read);
    }
}
