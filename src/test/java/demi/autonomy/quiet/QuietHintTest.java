package demi.autonomy.quiet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quiet that only a model makes out, and how much of that is believed. */
class QuietHintTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    /** A Saturday afternoon. */
    private static final Instant AT =
            LocalDateTime.of(2026, 11, 28, 15, 30).atZone(ZONE).toInstant();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I would love it if you stopped messaging me till Monday",
                "It would be great if you did not message me before this evening",
                "No need to text me while the guests are here",
                "I'd rather get no texts from you before Tuesday",
                "Would be lovely if you shut up until the guests are gone",
                "I'd love it if you weren't bugging me before Monday, so please no bugging",
                "I would rather hear nothing from you before Monday",
                "Wäre nett, wenn du bis heute Abend die Klappe hältst",
                "Du nervst, komm morgen wieder",
                "Geht das auch ohne zu nerven, also bitte nicht mehr nerven bis Montag",
                "Mir wäre lieber, du würdest mir bis Montag nicht schreiben",
                "Es wäre schön, wenn du mich bis morgen Abend in Ruhe lässt"
            })
    void wordsThatAskForQuietAreForTheModelToMakeOut(String message) {
        assertTrue(QuietHint.isIn(List.of("Hello", message)), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I got the job!",
                "\"Be quiet!\" he screamed",
                "The teacher said don't write on the walls",
                "My boss told me to stop calling",
                "Please shut up for ever and ever, my sister yelled",
                "She wrote: \"I am busy. Stop bugging me, will you. Thanks.\"",
                "Mein Bruder nervt",
                "Be quiet for 8 hours",
                "What a quiet evening"
            })
    void othersAreNot(String message) {
        assertFalse(QuietHint.isIn(List.of(message)), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tomorrow 18:00 | 2026-11-29T18:00",
                "tomorrow | 2026-11-29T08:00",
                "today 18:00 | 2026-11-28T18:00",
                "today | 2026-11-29T00:00",
                "18:00 | 2026-11-28T18:00",
                "9:00 | 2026-11-29T09:00",
                "monday 09:30 | 2026-11-30T09:30",
                "Monday | 2026-11-30T08:00",
                "saturday | 2026-12-01T15:30",
                "friday 12:00 | 2026-12-01T15:30"
            })
    void aDayAndATimeAreInTheirOwnZoneAndThreeDaysAtMost(String until, LocalDateTime expected) {
        assertEquals(Optional.of(expected.atZone(ZONE).toInstant()), QuietHint.until(until, AT, ZONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "today 12:00",
                "never",
                "2036-01-01",
                "tomorrow 29:00",
                "for ever",
                "tomorrow 18:00 or so"
            })
    void whatIsNoTimeToComeIsNotBelieved(String until) {
        assertEquals(Optional.empty(), QuietHint.until(until, AT, ZONE));
    }
}
