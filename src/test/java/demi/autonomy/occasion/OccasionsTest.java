package demi.autonomy.occasion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.store.AutonomyStore.Asked;
import demi.api.value.Holding;
import demi.api.value.MemoryFact;
import demi.api.value.MemoryKind;
import demi.api.value.Message;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of somebody's life is a reason to write to them, and when. */
class OccasionsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate DAY = LocalDate.parse("2026-12-04");
    private static final String TOLD = "2026-11-20T10:00";

    private static Instant at(String local) {
        return at(local, BERLIN);
    }

    private static Instant at(String local, ZoneId zone) {
        return LocalDateTime.parse(local).atZone(zone).toInstant();
    }

    private static MemoryFact fact(MemoryKind kind, String content, Holding holds, String told) {
        return new MemoryFact(
                "f", "ann", content, null, kind, holds, false, true, false, at(told), at(told), null, 0, null, 1);
    }

    private static Holding holds(String days) {
        String[] parts = days.split(" ", -1);
        String[] range = parts[0].split("[.][.]", -1);
        LocalDate from = range[0].isEmpty() ? null : LocalDate.parse(range[0]);
        LocalDate until = range.length > 1 ? LocalDate.parse(range[1]) : from;
        LocalTime time = parts.length > 1 && parts[1].contains(":") ? LocalTime.parse(parts[1]) : null;
        return new Holding(from, until, time, days.endsWith("yearly"));
    }

    private static String due(MemoryFact fact, Instant now, ZoneId zone, Asked... asked) {
        return new Occasions(zone)
                .due(List.of(fact), List.of(asked), now).stream()
                        .map(each -> each.what().kind().name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" "));
    }

    private static String due(MemoryFact fact, String now) {
        return due(fact, at(now), BERLIN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // kind | what | when | now | reason
                "EVENT | Has an exam | 2026-12-04 09:00 | 2026-12-03T16:00 | -",
                "EVENT | Has an exam | 2026-12-04 09:00 | 2026-12-03T18:00 | good_luck",
                "EVENT | Has an exam | 2026-12-04 09:00 | 2026-12-04T08:00 | -",
                "EVENT | Has an exam | 2026-12-04 09:00 | 2026-12-04T11:00 | -",
                "EVENT | Has an exam | 2026-12-04 09:00 | 2026-12-04T13:00 | how_did_it_go",
                "EVENT | Has an exam | 2026-12-04 09:00 | 2026-12-05T19:00 | how_did_it_go",
                "EVENT | Has an exam | 2026-12-04 09:00 | 2026-12-05T21:00 | -",
                "EVENT | Hat eine Prüfung | 2026-12-04 | 2026-12-04T13:00 | -",
                "EVENT | Hat eine Prüfung | 2026-12-04 | 2026-12-04T19:00 | how_did_it_go",
                "EVENT | Sees the dentist | 2026-12-04 15:00 | 2026-12-04T19:00 | how_did_it_go",
                "EVENT | Sees the dentist | 2026-12-04 15:00 | 2026-12-03T19:00 | -",
                "EVENT | Party | 2026-12-04..2026-12-05 | 2026-12-05T19:00 | how_did_it_go",
                "HEALTH | Has surgery on the knee | 2026-12-04 | 2026-12-03T18:00 | good_luck",
                // Not theirs, or nothing that one can tell of.
                "EVENT | Brother has an exam | 2026-12-04 09:00 | 2026-12-04T13:00 | -",
                "EVENT | Friend Tom has an interview | 2026-12-04 09:00 | 2026-12-04T13:00 | -",
                "EVENT | Has a friend with an exam | 2026-12-04 09:00 | 2026-12-04T13:00 | how_did_it_go",
                "EVENT | Sister's birthday party | 2026-12-04 | 2026-12-04T19:00 | how_did_it_go",
                "EVENT | It will rain on the picnic | 2026-12-04 | 2026-12-04T19:00 | -",
                "EVENT | Rent is due | 2026-12-04 | 2026-12-04T19:00 | -",
                "EVENT | Moves to Leipzig | 2026-12-01..2026-12-31 | 2026-12-31T19:00 | -",
                "EVENT | Graduates in 2026 | 2026-01-01..2026-12-31 | 2026-12-31T19:00 | -",
                "LIFE | Works at Bosch | 2026-12-04 | 2026-12-04T19:00 | -",
                "TASTE | Likes exams | 2026-12-04 | 2026-12-04T19:00 | -",
                "EVENT | Has a brother who has an exam | 2026-12-04 | 2026-12-04T19:00 | -",
                "EVENT | Tom's exam is on Friday | 2026-12-04 | 2026-12-03T18:00 | -",
                "EVENT | Tom's wedding is on Friday | 2026-12-04 | 2026-12-04T19:00 | how_did_it_go",
                "EVENT | Anna has surgery | 2026-12-04 | 2026-12-03T18:00 | -",
                "EVENT | Anna hat eine Prüfung | 2026-12-04 | 2026-12-03T18:00 | -",
                "EVENT | Exam in chemistry | 2026-12-04 | 2026-12-03T18:00 | good_luck",
                "LIFE | Is moving to Leeds | 2026-12-04 | 2026-12-04T19:00 | how_did_it_go",
                "LIFE | Runs a marathon | 2026-12-04 | 2026-12-03T18:00 | good_luck",
                "EVENT | Todestag des Vaters ist am 4. Dezember | 2026-12-04 | 2026-12-04T19:00 | -",
                "EVENT | 金曜日に試験がある | 2026-12-04 | 2026-12-03T18:00 | good_luck",
                // What comes every year.
                "FAMILY | Todestag des Vaters ist am 4. Dezember | 2026-12-04 yearly | 2026-12-04T10:00 | family_day",
                "IDENTITY | 誕生日は12月4日 | 1990-12-04 yearly | 2026-12-04T10:00 | birthday",
                "IDENTITY | Birthday is 4 December | 1990-12-04 yearly | 2026-12-04T10:00 | birthday",
                "IDENTITY | Was born on 4 December 1990 | 1990-12-04 | 2026-12-04T10:00 | birthday",
                "IDENTITY | Was born in 1990 | 1990-01-01..1990-12-31 | 2026-12-04T10:00 | -",
                "IDENTITY | Birthday is 4 December | 1990-12-04 yearly | 2026-12-04T07:00 | -",
                "IDENTITY | Birthday is 4 December | 1990-12-04 yearly | 2026-12-05T10:00 | -",
                "FAMILY | Mia's birthday is 4 December | 2026-12-04 yearly | 2026-12-04T10:00 | family_day",
                "IDENTITY | Mother's birthday is 4 December | 2026-12-04 yearly | 2026-12-04T10:00 | family_day",
                "FAMILY | Mother died | 2026-12-04 | 2026-12-04T19:00 | -",
                // Trips.
                "EVENT | Is on holiday in Porto | 2026-12-01..2026-12-04 | 2026-12-04T19:00 | -",
                "EVENT | Is on holiday in Porto | 2026-12-01..2026-12-04 | 2026-12-05T12:00 | trip_over",
                "EVENT | Is in Rome | 2026-12-01..2026-12-04 | 2026-12-05T12:00 | trip_over",
                "EVENT | Ist von Dienstag bis Freitag in Rom | 2026-12-01..2026-12-04 | 2026-12-05T12:00 | trip_over",
                "EVENT | Fährt von Freitag bis Sonntag nach Hamburg | 2026-12-02..2026-12-04 | 2026-12-05T12:00 | trip_over",
                "EVENT | Im Urlaub | 2026-12-01..2026-12-04 | 2026-12-05T12:00 | trip_over",
                "EVENT | Is on holiday in December | 2026-12-01..2026-12-31 | 2027-01-01T12:00 | -",
                "EVENT | Goes on a trip | 2026-12-04 | 2026-12-04T19:00 | how_did_it_go"
            })
    void whatIsAReasonAndWhen(MemoryKind kind, String what, String when, String now, @Nullable String reason) {
        MemoryFact fact = fact(kind, what.strip(), holds(when.strip()), TOLD);
        assertEquals(reason == null ? "" : reason, due(fact, now.strip()));
    }

    /** And in no other year: who is born on that day is not congratulated before it. */
    @Test
    void aLeapDayIsTheFirstOfMarchInOtherYears() {
        MemoryFact born = fact(MemoryKind.IDENTITY, "Birthday is 29 February", holds("2000-02-29 yearly"), TOLD);
        assertEquals("", due(born, "2027-02-28T12:00"));
        assertEquals("birthday", due(born, "2027-03-01T12:00"));
        assertEquals("birthday", due(born, "2028-02-29T12:00"));
        assertEquals("", due(born, "2028-03-01T12:00"));
    }

    @Test
    void onceAYearHoweverManyMemoriesTellOfIt() {
        MemoryFact born = fact(MemoryKind.IDENTITY, "Birthday is 4 December", holds("1990-12-04 yearly"), TOLD);
        Asked thisYear = new Asked("another", "2026-12-04 birthday");
        assertEquals("", due(born, at("2026-12-04T12:00"), BERLIN, thisYear));
        assertEquals("birthday", due(born, at("2027-12-04T12:00"), BERLIN, thisYear));
    }

    @Test
    void whatWasToldOfAfterwardsHasBeenTalkedAbout() {
        assertEquals(
                "",
                due(
                        fact(MemoryKind.EVENT, "Had an exam", holds("2026-12-04"), "2026-12-04T14:00"),
                        "2026-12-04T19:00"));
        assertEquals(
                "how_did_it_go",
                due(
                        fact(MemoryKind.EVENT, "Has an exam", holds("2026-12-04"), "2026-12-04T08:00"),
                        "2026-12-04T19:00"));
        assertEquals(
                "",
                due(
                        fact(MemoryKind.EVENT, "Was away", holds("2026-12-01..2026-12-03"), "2026-12-04T08:00"),
                        "2026-12-04T12:00"));
    }

    @Test
    void whatSomebodyDoesOnAnOrdinaryDayIsNotAskedAfterEveryDay() {
        Holding today = holds("2026-12-04");
        assertEquals(
                "",
                due(fact(MemoryKind.EVENT, "Goes to the gym", today, "2026-12-04T08:00"), "2026-12-04T19:00"),
                "told on that day");
        MemoryFact gym = fact(MemoryKind.EVENT, "Goes to the gym", today, TOLD);
        Instant evening = at("2026-12-04T19:00");
        assertEquals("how_did_it_go", due(gym, evening, BERLIN));
        assertEquals("", due(gym, evening, BERLIN, new Asked("other", "2026-12-02 how_did_it_go")));
        assertEquals("how_did_it_go", due(gym, evening, BERLIN, new Asked("other", "2026-11-30 how_did_it_go")));
        MemoryFact exam = fact(MemoryKind.EVENT, "Has an exam", today, TOLD);
        assertEquals("how_did_it_go", due(exam, evening, BERLIN, new Asked("other", "2026-12-04 how_did_it_go")));
    }

    /** The same moment is noon in Lima and the next day in Auckland. */
    @Test
    void daysAreTheirs() {
        MemoryFact born = fact(MemoryKind.IDENTITY, "Birthday is 4 December", holds("1990-12-04 yearly"), TOLD);
        Instant noon = at("2026-12-04T12:00", ZoneId.of("America/Lima"));
        assertEquals("birthday", due(born, noon, ZoneId.of("America/Lima")));
        assertEquals("", due(born, noon, ZoneId.of("Pacific/Auckland")));
    }

    /** 9:00 on the day on which clocks go forward: three hours later it is noon by the clock, too. */
    @Test
    void hoursAreThoseOfTheClockAlsoWhenItIsChanged() {
        MemoryFact exam = fact(MemoryKind.EVENT, "Has an exam", holds("2027-03-28 09:00"), TOLD);
        assertEquals("", due(exam, "2027-03-28T11:55"));
        assertEquals("how_did_it_go", due(exam, "2027-03-28T12:50"));
    }

    @Test
    void aTripIsAHolidayWithTheDayOfReturn() {
        Occasions occasions = new Occasions(BERLIN);
        MemoryFact trip = fact(MemoryKind.EVENT, "Is in Porto on holiday", holds("..2026-12-04"), "2026-12-01T10:00");
        assertEquals(
                "[Days[from=2026-12-01, until=2026-12-05]]",
                occasions.holidays(List.of(trip)).toString());
        MemoryFact exam = fact(MemoryKind.EVENT, "Has exams", holds("2026-12-01..2026-12-04"), TOLD);
        assertEquals(List.of(), occasions.holidays(List.of(exam)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "USER | 2026-12-04T12:00 | The exam was awful | true",
                "USER | 2026-12-04T12:00 | exams are over! | true",
                "USER | 2026-12-04T12:00 | It went great, thanks | true",
                "USER | 2026-12-04T12:00 | I passed!! | true",
                "USER | 2026-12-04T08:00 | Exam today, wish me luck | false",
                "USER | 2026-12-04T12:00 | Having noodles now | false",
                "USER | 2026-12-04T12:00 | We went to the shop | false",
                "DEMI | 2026-12-04T12:00 | How was the exam? | true",
                "DEMI | 2026-12-04T12:00 | It went dark here | false"
            })
    void whoHasSpokenOfItIsNotAsked(Message.Sender sender, String when, String text, boolean talked) {
        MemoryFact exam = fact(MemoryKind.EVENT, "Has an exam", holds("2026-12-04 09:00"), TOLD);
        Occasion occasion = new Occasions(BERLIN)
                .due(List.of(exam), List.of(), at(DAY + "T14:00"))
                .get(0);
        Instant time = at(when.strip());
        Message message = new Message(
                "m", "ann", sender, text.strip(), time, Message.Status.DELIVERED, null, null, null, 1, false);
        assertEquals(talked, TalkedAbout.in(List.of(message), occasion));
        assertFalse(TalkedAbout.in(List.of(), occasion));
        assertTrue(occasion.canWait());
    }
}
