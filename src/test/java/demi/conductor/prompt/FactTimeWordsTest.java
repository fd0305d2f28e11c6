package demi.conductor.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.MemoryApi.Recalled;
import demi.api.value.Holding;
import demi.api.value.MemoryFact;
import demi.api.value.MemoryKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On Thursday 3 December 2026, at eight in the evening in Berlin. */
class FactTimeWordsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-12-03T19:00:00Z");

    private static MemoryFact fact(
            String content,
            @Nullable String from,
            @Nullable String until,
            @Nullable String at,
            boolean yearly,
            String told,
            @Nullable String ended) {
        Holding holds = new Holding(
                from == null ? null : LocalDate.parse(from),
                until == null ? null : LocalDate.parse(until),
                at == null ? null : LocalTime.parse(at),
                yearly);
        Instant created = Instant.parse(told + "T12:00:00Z");
        Instant over = ended == null ? null : Instant.parse(ended + "T12:00:00Z");
        return new MemoryFact(
                content,
                "u",
                content,
                null,
                MemoryKind.OTHER,
                holds,
                false,
                true,
                false,
                created,
                created,
                null,
                0,
                over,
                1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "2026-12-04 | 2026-12-04 | 09:00 | 2026-11-27 | tomorrow, Friday 4 December, at nine",
                "2026-12-04 | 2026-12-04 | 18:30 | 2026-12-03 | tomorrow, Friday 4 December, at 18:30",
                "2026-12-03 | 2026-12-03 | - | 2026-11-27 | today",
                "2026-12-03 | 2026-12-03 | - | 2026-12-03 | -",
                "2026-12-07 | 2026-12-07 | - | 2026-11-27 | Monday 7 December",
                "2027-01-20 | 2027-01-20 | - | 2026-11-27 | 20 January",
                "2026-11-27 | 2026-11-27 | - | 2026-11-19 | was on 27 November; told two weeks ago",
                "2026-12-02 | 2026-12-02 | - | 2026-11-27 | was yesterday; told six days ago",
                "2025-12-04 | 2025-12-04 | - | 2025-11-27 | was on 4 December 2025; told in November 2025",
                "- | 2026-12-04 | - | 2026-11-27 | until tomorrow, Friday 4 December",
                "- | 2026-05-31 | - | 2026-03-27 | is over since May; told in March",
                "2026-05-01 | - | - | 2026-06-27 | since May",
                "2019-01-01 | - | - | 2026-06-27 | since 2019",
                "2026-11-02 | - | - | 2026-11-27 | since 2 November",
                "2026-12-05 | 2026-12-06 | - | 2026-11-27 | 5 to 6 December",
                "2026-12-01 | 2026-12-31 | - | 2026-11-27 | in December, now",
                "2026-06-01 | 2026-08-31 | - | 2026-11-27 | was from June to August; told six days ago",
                "2025-01-01 | 2025-12-31 | - | 2026-03-27 | was in 2025; told in March",
                "- | - | - | 2026-03-27 | told in March",
                "- | - | - | 2025-03-27 | told in March 2025",
                "- | - | - | 2026-11-27 | told six days ago",
                "- | - | - | 2026-12-02 | told yesterday",
                "- | - | - | 2026-12-03 | -"
            })
    void itSaysWhenItHoldsAndWasTold(
            @Nullable String from, @Nullable String until, @Nullable String at, String told, @Nullable String words) {
        assertEquals(
                words == null ? "" : words,
                FactTimeWords.of(fact("Has an exam", from, until, at, false, told, null), NOW, BERLIN));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1990-05-03 | every year on 3 May",
                "2026-12-08 | every year on 8 December; in five days",
                "2027-12-03 | every year on 3 December; today",
                "1990-12-04 | every year on 4 December; tomorrow",
                "1990-12-01 | every year on 1 December; was two days ago"
            })
    void birthdaysComeAgain(String day, String words) {
        assertEquals(words, FactTimeWords.of(fact("Birthday", day, day, null, true, "2026-03-01", null), NOW, BERLIN));
    }

    @Test
    void whatIsReplacedIsNoLongerTrue() {
        assertEquals(
                "until May; no longer true",
                FactTimeWords.of(
                        fact("Lives in Paris", null, null, null, false, "2025-03-01", "2026-05-04"), NOW, BERLIN));
        assertEquals(
                "until May 2025; no longer true",
                FactTimeWords.of(
                        fact("Lives in Paris", null, null, null, false, "2025-03-01", "2025-05-04"), NOW, BERLIN));
    }

    @Test
    void relativeWordsOfAFactAreToldWithTheirTime() {
        assertEquals(
                "was on 6 March; told in March",
                FactTimeWords.of(
                        fact("Has an exam next Friday", "2026-03-06", "2026-03-06", null, false, "2026-03-01", null),
                        NOW,
                        BERLIN));
        assertEquals(
                "told on 1 March",
                FactTimeWords.of(fact("Moved recently", null, null, null, false, "2026-03-01", null), NOW, BERLIN));
    }

    @Test
    void theDayIsThatOfThePerson() {
        MemoryFact exam = fact("Has an exam", "2026-12-04", "2026-12-04", null, false, "2026-11-27", null);
        assertEquals("today", FactTimeWords.of(exam, NOW, ZoneId.of("Asia/Tokyo")));
    }

    @Test
    void noNoteIsLong() {
        SplittableRandom random = new SplittableRandom(17);
        for (int i = 0; i < 20_000; i++) {
            String told = LocalDate.parse("2026-12-03")
                    .minusDays(random.nextInt(1_000))
                    .toString();
            LocalDate from = LocalDate.parse("2026-12-03").plusDays(random.nextInt(2_000) - 1_000);
            String until = from.plusDays(random.nextInt(3) * (long) random.nextInt(400))
                    .toString();
            String words = FactTimeWords.of(
                    fact(
                            "Has an exam next Friday",
                            random.nextInt(4) == 0 ? null : from.toString(),
                            random.nextInt(4) == 0 ? null : until,
                            random.nextInt(3) == 0 ? "18:30" : null,
                            random.nextInt(6) == 0,
                            told,
                            random.nextInt(6) == 0 ? "2026-05-04" : null),
                    NOW,
                    BERLIN);
            assertTrue(words.length() <= 62, words);
            assertTrue(words.isEmpty() || FactTimeWords.areWords("(" + words + ")"), words);
        }
    }

    private static String section(MemoryFact fact, String... notes) {
        return MemoryPromptSection.of(new Recalled(List.of(fact), List.of(), false), List.of(notes), NOW, BERLIN);
    }

    @Test
    void aMemoryStandsOnceWhateverStoodBehindIt() {
        MemoryFact coming = fact("Has an exam", "2026-12-04", "2026-12-04", null, false, "2026-11-27", null);
        String head = "You remember of them, should it matter now:\n";
        assertEquals(head + "- Has an exam (tomorrow, Friday 4 December)", section(coming));
        assertEquals("", section(coming, head + "- Has an exam (Friday 4 December)"));
        assertEquals("", section(coming, head + "- Has an exam"));
        assertEquals(
                head + "- Has an exam (tomorrow, Friday 4 December)", section(coming, head + "- Has an exam (oral)"));
    }

    @Test
    void onlyWhatIsOverMeanwhileIsToldAgain() {
        MemoryFact over = fact("Has an exam", "2026-12-01", "2026-12-01", null, false, "2026-11-27", null);
        String head = "You remember of them, should it matter now:\n";
        String now = head + "- Has an exam (was on 1 December; told six days ago)";
        assertEquals(now, section(over, head + "- Has an exam (tomorrow, Tuesday 1 December)"));
        assertEquals("", section(over, head + "- Has an exam (tomorrow, Tuesday 1 December)", now));
        MemoryFact ended = fact("Lives in Paris", null, null, null, false, "2026-03-01", "2026-05-04");
        assertEquals(head + "- Lives in Paris (until May; no longer true)", section(ended, head + "- Lives in Paris"));
        assertEquals("", section(ended, head + "- Lives in Paris (until May; no longer true)"));
    }
}
