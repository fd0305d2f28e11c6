package demi.autonomy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.autonomy.quiet.QuietHours;
import demi.autonomy.quiet.QuietRequestParser;
import java.time.LocalDateTime;
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
    /** A Wednesday. */
    private static final ZonedDateTime AT = ZonedDateTime.of(2026, 11, 25, 14, 30, 0, 0, ZONE);

    private static final String OPEN = "open";
    private static final String BACK = "back";

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

    private static String understood(String said) {
        return QuietRequestParser.in(said, AT)
                .map(wish -> wish.isOver(AT.toInstant())
                        ? BACK
                        : wish.open()
                                ? OPEN
                                : wish.until().atZone(ZONE).toLocalDateTime().toString())
                .orElse("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // By the earlier rules.
                "be quiet for 8 hours|2026-11-25T22:30",
                "be quiet for 8 hours, Demi|2026-11-25T22:30",
                "Be quiet for 8 hours, thanks 🙂|2026-11-25T22:30",
                "Hi Demi, be quiet for seven hours|2026-11-25T21:30",
                "I want you to be quiet for a couple of hours.|2026-11-25T16:30",
                "be quiet for 1.5 hours|2026-11-25T16:00",
                "Sei still für acht Stunden|2026-11-25T22:30",
                "be quiet until tomorrow|2026-11-26T08:00",
                "be quiet tonight|2026-11-26T08:00",
                "Please be quiet for 90 minutes!|2026-11-25T16:00",
                "Demi, stay silent for the next 2 days please|2026-11-27T14:30",
                "Can you be quiet for half an hour?|2026-11-25T15:00",
                "ok, leave me alone for an hour|2026-11-25T15:30",
                "I have an exam. Don't write to me for three days.|2026-11-28T14:30",
                "be quiet|2026-11-25T22:30",
                "Leave me alone tonight|2026-11-26T08:00",
                "Sei bitte still für 3 Stunden|2026-11-25T17:30",
                "be quiet for 9999 weeks|2027-11-25T14:30",
                // What the issue names.
                "Please stop messaging me|open",
                "Don't message me until 5 pm|2026-11-25T17:00",
                "Be quiet until Monday|2026-11-30T08:00",
                "be quiet for 30 mins pls|2026-11-25T15:00",
                "Don't text me for the rest of the day|2026-11-26T00:00",
                "Please be quiet, I have an exam|2026-11-25T22:30",
                "Lass mich bis morgen in Ruhe|2026-11-26T08:00",
                "Schreib mir bitte nicht mehr|open",
                "Sei bis 18 Uhr still|2026-11-25T18:00",
                // And their like, in English.
                "Don’t text me till 5:30pm, please|2026-11-25T17:30",
                "don't message me before noon|2026-11-26T12:00",
                "No messages until Friday please|2026-11-27T08:00",
                "No more texts today|2026-11-26T00:00",
                "Please leave me in peace until tomorrow evening|2026-11-26T18:00",
                "Could you stop texting me for a few hours?|2026-11-25T17:30",
                "I'm in a meeting, don't text me until 4pm|2026-11-25T16:00",
                "Sorry Demi, I need some peace and quiet until the weekend|2026-11-28T08:00",
                "I need some space for two days|2026-11-27T14:30",
                "I want to be left alone for the rest of the week|2026-11-30T00:00",
                "Do not disturb until 9 a.m.|2026-11-26T09:00",
                "do not disturb|2026-11-25T22:30",
                "Give me some space this weekend|2026-11-30T00:00",
                "Don't contact me until December 3rd|2026-12-03T08:00",
                "Stay quiet till the end of the week|2026-11-30T00:00",
                "leave me alone for the night|2026-11-26T08:00",
                "Don't write to me tomorrow|2026-11-27T00:00",
                "don't text me on Friday|2026-11-28T00:00",
                "Please don't write to me again|2026-11-25T22:30",
                "Don't message me any more|open",
                "don't text me anymore, please|open",
                "Please don't write until I write to you|open",
                "Leave me alone until further notice|open",
                "Please hold off on texting until half past five|2026-11-25T17:30",
                "Quiet please, until six o'clock|2026-11-25T18:00",
                "Until Monday, please don't write|2026-11-30T08:00",
                "I don't want any messages until tomorrow|2026-11-26T08:00",
                "be quiet for an hour and a half|2026-11-25T16:00",
                "Be quiet until the day after tomorrow|2026-11-27T08:00",
                "pls dont text me while I'm at work|2026-11-25T22:30",
                "You can write to me again tomorrow|2026-11-26T08:00",
                "You may write again after 6 pm|2026-11-25T18:00",
                "Can you not text me until 5 pm?|2026-11-25T17:00",
                "No calls today, please|2026-11-26T00:00",
                "Stop talking to me until tomorrow|2026-11-26T08:00",
                "Leave me alone until the 1st of December|2026-12-01T08:00",
                "Don't write until 2026-12-03|2026-12-03T08:00",
                "don't text me until June 31|none",
                // In German.
                "Schreib mir bis 18.30 Uhr nicht|2026-11-25T18:30",
                "Lass mich in Ruhe|2026-11-25T22:30",
                "Bitte lass mich heute in Ruhe|2026-11-26T00:00",
                "Lass mich bitte für eine Stunde allein|2026-11-25T15:30",
                "Schreib mir bis Montag nicht|2026-11-30T08:00",
                "Schreib mir heute bitte nicht mehr|2026-11-26T00:00",
                "Schreib mir erst morgen Abend wieder|2026-11-26T18:00",
                "Kannst du mir bis Freitag bitte nicht schreiben?|2026-11-27T08:00",
                "Ich brauche bis morgen Abend meine Ruhe|2026-11-26T18:00",
                "Stör mich bitte nicht bis 16:30 Uhr|2026-11-25T16:30",
                "Sei die nächsten zwei Stunden still|2026-11-25T16:30",
                "Bitte eine halbe Stunde lang nicht stören|2026-11-25T15:00",
                "Bis Montag bitte keine Nachrichten|2026-11-30T08:00",
                "Melde dich bitte nicht mehr|open",
                "Hör bitte auf, mir zu schreiben|open",
                "Sei bitte bis halb sechs leise, ich habe eine Prüfung|2026-11-25T17:30",
                "Lass mich den ganzen Tag in Ruhe|2026-11-26T00:00",
                "Schreib mir nicht vor 9 Uhr|2026-11-26T09:00",
                "Lass mich bis zum 3. Dezember in Ruhe|2026-12-03T08:00",
                "Bitte sei bis zum Wochenende ruhig|2026-11-28T08:00",
                "Lass mich bis auf weiteres in Ruhe|open",
                "Ich möchte heute Abend nicht gestört werden|2026-11-26T00:00",
                // And back.
                "You can write to me again|back",
                "you can write again|back",
                "Ok, you may text me again now.|back",
                "stop being quiet|back",
                "You don't have to be quiet any more|back",
                "Feel free to message me again|back",
                "du darfst wieder schreiben|back",
                "Du darfst mir jetzt wieder schreiben!|back",
                "Du kannst dich gerne wieder melden|back",
                "Schreib mir ruhig wieder|back",
                "Du musst nicht mehr still sein|back"
            })
    void aWishIsUnderstood(String said, String until) {
        assertEquals(until, understood(said));
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
                "write to me again about it",
                "Be quiet! he screamed",
                "Be quiet, he screamed",
                "\"Be quiet!\" he screamed",
                "‘Leave me alone’ is what she said",
                "He told me to be quiet",
                "I can't be quiet about it",
                "I have to be quiet until Monday, the baby sleeps",
                "Please don't leave me alone",
                "Don't stop texting me",
                "Don't be quiet, talk to me",
                "Be quiet, Bruno",
                "My boss wants me to be quiet until 5 pm",
                "Should I be quiet until Monday?",
                "be quiet?",
                "Why don't you text me?",
                "Don't you text me any more?",
                "She said don't text me until Monday",
                "Leave me alone with your poems",
                "They will not leave me alone until tomorrow",
                "Stop messaging my sister",
                "Do not call him until 5 pm",
                "I don't want to write any more today",
                "You can write again and again, I love it",
                "The library is quiet until 6 pm",
                "Er sagte, ich soll still sein",
                "Sei still! schrie er",
                "Mein Chef lässt mich nicht in Ruhe",
                "Schreib mir ein Gedicht bis morgen",
                "Schreib mir nicht so lange Texte",
                "Kannst du mir morgen schreiben?",
                "Ich kann nicht still sein",
                "Warum schreibst du mir nicht mehr?",
                "Ich brauche Ruhe und einen Kaffee",
                "Lass mich bis morgen überlegen",
                "Bis morgen!",
                "See you at 5 pm",
                "Forget that, how is Bruno?",
                "Give me a break!",
                "ok, peace",
                "Stop talking!",
                "Stay still",
                "No text.",
                "No calls today? That is strange.",
                "Let's be quiet until Monday",
                "Nobody should text me until Monday",
                ""
            })
    void whatIsNoWishIsNone(String said) {
        assertEquals("none", understood(said));
    }

    @Test
    void aMomentThatIsPastTodayIsTomorrows() {
        ZonedDateTime evening = AT.withHour(20);
        assertEquals(
                Optional.of(LocalDateTime.of(2026, 11, 26, 17, 0)),
                QuietRequestParser.in("don't text me until 5 pm", evening)
                        .map(wish -> wish.until().atZone(ZONE).toLocalDateTime()));
        assertEquals(
                Optional.of(LocalDateTime.of(2026, 11, 25, 21, 0)),
                QuietRequestParser.in("be quiet until 9", evening)
                        .map(wish -> wish.until().atZone(ZONE).toLocalDateTime()));
    }

    @Test
    void theDayIsThePersons() {
        ZonedDateTime tokyo = AT.withZoneSameInstant(ZoneId.of("Asia/Tokyo")).plusHours(2);
        assertEquals(
                Optional.of(LocalDateTime.of(2026, 11, 27, 8, 0)),
                QuietRequestParser.in("be quiet until tomorrow", tokyo)
                        .map(wish -> wish.until().atZone(tokyo.getZone()).toLocalDateTime()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ok, ",
                "please ",
                "be quiet, please, ",
                "oh, ",
                "be quiet for 1 ",
                "demi ",
                "until ",
                "until the the ",
                "bis zum ",
                "for the next ",
                "i am ",
                "a",
                ",",
                "be quiet - ",
                "half ",
                "no more texts and "
            })
    void noMessageIsTooMuchForIt(String again) {
        String message = again.repeat(4_000 / again.length());
        assertTrue(QuietRequestParser.in(message, AT).isEmpty()
                || again.contains("be quiet")
                || again.contains("no more"));
    }
}
