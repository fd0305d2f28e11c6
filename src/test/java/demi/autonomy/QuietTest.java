package demi.autonomy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuietTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "22:00,08:00,21:59,false",
        "22:00,08:00,22:00,true",
        "22:00,08:00,03:00,true",
        "22:00,08:00,08:00,false",
        "07:00,16:00,06:59,false",
        "07:00,16:00,12:00,true",
        "09:00,09:00,09:00,false"
    })
    void hoursGoOverMidnightOrNot(LocalTime from, LocalTime to, LocalTime now, boolean quiet) {
        ZonedDateTime time = ZonedDateTime.of(2026, 11, 23, now.getHour(), now.getMinute(), 0, 0, ZONE);
        assertEquals(quiet, new QuietHours(from, to, ZONE).at(time.toInstant()));
    }

    @Test
    void theNightInWhichClocksChangeIsQuietToo() {
        QuietHours hours = new QuietHours(LocalTime.of(22, 0), LocalTime.of(8, 0), ZONE);
        ZonedDateTime evening = ZonedDateTime.of(2026, 10, 24, 22, 0, 0, 0, ZONE);
        for (int hour = 0; hour < 11; hour++) {
            assertEquals(true, hours.at(evening.plusHours(hour).toInstant()), "after " + hour + " hours");
        }
        assertEquals(false, hours.at(evening.plusHours(11).toInstant()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "be quiet for 8 hours|PT8H",
                "be quiet for 8 hours, Demi|PT8H",
                "Be quiet for 8 hours, thanks 🙂|PT8H",
                "Hi Demi, be quiet for seven hours|PT7H",
                "I want you to be quiet for a couple of hours.|PT2H",
                "be quiet for 1.5 hours|PT1H30M",
                "Sei still für acht Stunden|PT8H",
                "be quiet until tomorrow|PT24H",
                "be quiet tonight|PT14H",
                "Please be quiet for 90 minutes!|PT1H30M",
                "Demi, stay silent for the next 2 days please|PT48H",
                "Can you be quiet for half an hour?|PT30M",
                "ok, leave me alone for an hour|PT1H",
                "I have an exam. Don't write to me for three days.|PT72H",
                "be quiet|PT8H",
                "Leave me alone tonight|PT14H",
                "Sei bitte still für 3 Stunden|PT3H",
                "be quiet for 9999 weeks|PT8760H",
                "You can write to me again|PT0S",
                "stop being quiet|PT0S"
            })
    void aWishIsUnderstood(String said, Duration length) {
        assertEquals(Optional.of(new QuietWish(length)), QuietWish.in(said));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "You were quiet for 8 hours",
                "Why are you so quiet?",
                "be quiet about my surprise party",
                "My neighbours should be quiet for once",
                "I told him to leave me alone for a day",
                "It was quiet for 2 hours",
                "don't write me a poem about cats",
                "write to me again about it"
            })
    void whatIsNoWishIsNone(String said) {
        assertEquals(Optional.empty(), QuietWish.in(said));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok, ", "please ", "be quiet, please, ", "oh, ", "be quiet for 1 ", "demi "})
    void noMessageIsTooMuchForIt(String again) {
        String message = again.repeat(4_000 / again.length());
        assertEquals(Optional.empty(), QuietWish.in(message));
    }
}
