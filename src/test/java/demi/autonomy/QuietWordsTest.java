package demi.autonomy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import demi.autonomy.quiet.QuietHint;
import demi.autonomy.quiet.QuietRequestParser;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quiet in blunter words, its end without "again" and in any order, and what was said by or to somebody else. */
class QuietWordsTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    /** A Wednesday. */
    private static final ZonedDateTime AT = ZonedDateTime.of(2026, 11, 25, 14, 30, 0, 0, ZONE);

    private static String understood(String said) {
        return QuietRequestParser.in(said, AT)
                .map(wish -> wish.isOver(AT.toInstant())
                        ? "back"
                        : wish.open()
                                ? "open"
                                : wish.until().atZone(ZONE).toLocalDateTime().toString())
                .orElse("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Shut up until 8pm|2026-11-25T20:00",
                "shut the hell up for an hour|2026-11-25T15:30",
                "Please shut up|2026-11-25T22:30",
                "Pipe down until tomorrow|2026-11-26T08:00",
                "Go away until Monday|2026-11-30T08:00",
                "Stop bugging me for the rest of the week|2026-11-30T00:00",
                "Don't annoy me for the rest of the afternoon|2026-11-25T18:00",
                "quit pestering me until tomorrow|2026-11-26T08:00",
                "Stop nagging me|open",
                "I don't want to hear from you until Monday|2026-11-30T08:00",
                "I don't want to hear a word from you for the rest of the year|2027-01-01T00:00",
                "Not a peep until 6 pm|2026-11-25T18:00",
                "Leave me alone for today|2026-11-26T00:00",
                "leave me alone until next weekend|2026-11-28T08:00",
                "Pause until tomorrow please|2026-11-26T08:00",
                "Halt bis heute Abend die Klappe|2026-11-25T18:00",
                "Kannst du bis 18 Uhr den Mund halten?|2026-11-25T18:00",
                "Klappe halten bis morgen, bitte|2026-11-26T08:00",
                "Halt bitte die Klappe|2026-11-25T22:30",
                "Ich will bis nächste Woche nichts von dir hören|2026-11-30T08:00",
                "Ich möchte heute nichts mehr von dir lesen|2026-11-26T00:00",
                "Ich will nichts mehr von dir hören|open",
                "Bis nächste Woche möchte ich nichts von dir hören|2026-11-30T08:00",
                "Mach mal Pause bis 17 Uhr|2026-11-25T17:00",
                "Could you shut up for a bit?|2026-11-25T22:30",
                "Kein Wort bis morgen Abend|2026-11-26T18:00",
                "Pause bis morgen früh bitte|2026-11-26T08:00",
                "Sendepause bis Montag|2026-11-30T08:00",
                "Nerv mich nicht bis 17 Uhr|2026-11-25T17:00",
                "Nerv mich heute nicht mehr|2026-11-26T00:00",
                "Hör auf mich zu nerven bis Freitag|2026-11-27T08:00",
                "Geh mir bis morgen nicht auf die Nerven|2026-11-26T08:00",
                "Ruf mich bis 17 Uhr nicht an|2026-11-25T17:00",
                "Lass mich für den Rest des Tages in Ruhe|2026-11-26T00:00",
                "Lass mich für den Rest der Woche in Ruhe|2026-11-30T00:00",
                "Lass mich den Rest des Nachmittags in Ruhe|2026-11-25T18:00",
                "Lass mich für heute in Ruhe|2026-11-26T00:00",
                "Sei für den restlichen Tag still|2026-11-26T00:00",
                // Why, or to her.
                "Be quiet, I said!|2026-11-25T22:30",
                "Be quiet, the doctor said I need some sleep|2026-11-25T22:30",
                "Be quiet, my head hurts|2026-11-25T22:30",
                "Sei still, mein Kopf tut weh|2026-11-25T22:30",
                "Be quiet, my dear|2026-11-25T22:30",
                "Sei still, mein Schatz|2026-11-25T22:30",
                "She called me a \"star\". Be quiet until 6 pm, please.|2026-11-25T18:00"
            })
    void bluntWordsAreUnderstood(String said, String until) {
        assertEquals(until, understood(said));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Ab morgen kannst du wieder schreiben|2026-11-26T08:00",
                "Ab 18 Uhr darfst du mir wieder schreiben|2026-11-25T18:00",
                "You can write again from tomorrow|2026-11-26T08:00",
                "From tomorrow you can write again|2026-11-26T08:00",
                "Jetzt kannst du dich wieder melden|back",
                "I'm back, you can message me|back",
                "You can message me, I'm back|back",
                "I’m home now. You can text me again|back",
                "ok I'm done, feel free to text me|back",
                "My exam is over, you can write to me|back",
                "Kannst mir wieder schreiben|back",
                "I am back. You can message me.|back",
                "Bin wieder da! Du kannst mir schreiben.|back",
                "You can start messaging me again|back",
                "Darfst mir gerne wieder schreiben|back",
                "I'm free now, write me whenever|back",
                "Text me any time|back",
                "You can message me whenever you want|back",
                "Ich bin wieder da, du kannst mir schreiben|back",
                "Bin zurück, schreib mir ruhig|back",
                "Ich hab jetzt Zeit, kannst dich melden|back",
                "Schreib mir jederzeit|back",
                "Die Prüfung ist vorbei, du darfst mir wieder schreiben|back"
            })
    void sheMayWriteAgain(String said, String when) {
        assertEquals(when, understood(said));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Be quiet, the teacher said.",
                "Be quiet, my mother always says",
                "Be quiet, as my father used to say",
                "Leave me alone, my sister yelled at him",
                "The teacher said, be quiet",
                "My boss was like, leave me alone",
                "My boss told us: be quiet",
                "The teacher wrote:\nBe quiet until Monday",
                "Be quiet, it says on the door",
                "Be quiet, we were told",
                "Be quiet, I told my brother",
                "Be quiet! That's what she said",
                "She wrote: \"I am busy. Leave me alone. Thanks.\"",
                "'I am busy. Leave me alone. I'm tired.' is what he wrote",
                "„Ich habe zu tun. Lass mich in Ruhe. Danke.“ stand da",
                "> Leave me alone until Monday\nWhat does he mean?",
                "Leave me alone, the song by Michael Jackson",
                "Sei still, der Lehrer hat gesagt",
                "Sei still, sagte die Lehrerin",
                "Sei still, meine Mutter sagt das immer",
                "Sei still, so die Lehrerin",
                "Sei still, hat er geschrien",
                "Lass mich in Ruhe! Das hat sie gesagt",
                "Sei still, mein Herz",
                "Mein armes Herz, sei still",
                "Be quiet, my beating heart",
                "Be quiet, my friends",
                "Be quiet, all of you",
                "Seid still, meine lieben Kinder",
                "Be quiet, the two of you",
                "Shut up!",
                "Silence?",
                "I'm back. Look at this!",
                "Shut up! No way!",
                "Pause",
                "Er soll die Klappe halten",
                "Mein Bruder nervt mich",
                "Ich habe bis 14 Uhr Pause",
                "I'm back",
                "You can message me on Discord",
                "I'm free on Saturday, call me",
                "Write me a poem whenever you want",
                "Kannst du mir schreiben, wie das geht?",
                "Schreib mir jederzeit ein Gedicht"
            })
    void whatOthersSaidOrAreToldIsNoWish(String said) {
        assertEquals("none", understood(said));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'a",
                "‚",
                "\"",
                "said him ",
                "and ",
                "the said said ",
                "my dear ",
                "all of ",
                "was like ",
                "i'm back. ",
                "> "
            })
    void noMessageIsTooMuchForIt(String again) {
        String message = again.repeat(4_000 / again.length());
        assertEquals("none", understood(message));
        assertFalse(QuietHint.isIn(List.of(message)));
    }
}
