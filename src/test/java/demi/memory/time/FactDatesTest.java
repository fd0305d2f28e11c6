package demi.memory.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import demi.api.value.Holding;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that name days, as people use them, told on Monday 23 November 2026. */
class FactDatesTest {

    private static final ZonedDateTime TOLD =
            LocalDateTime.parse("2026-11-23T10:00:00").atZone(ZoneId.of("Europe/Berlin"));

    private static String read(String text, ZonedDateTime told) {
        Holding holds = FactDates.of(text, told);
        String from = holds.from() == null ? "" : holds.from().toString();
        String until = holds.until() == null ? "" : holds.until().toString();
        String days = from.equals(until) ? from : from + ".." + until;
        LocalTime at = holds.at();
        return days + (at == null ? "" : " " + at) + (holds.yearly() ? " yearly" : "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Has an exam next Friday | 2026-11-27",
                "Has an exam tomorrow at nine | 2026-11-24 09:00",
                "Was at the dentist on Friday | 2026-11-20",
                "Has a meeting on Friday at 10 am | 2026-11-27 10:00",
                "Dentist tomorrow at 3 | 2026-11-24 15:00",
                "Has dinner with Tom tonight at half past 7 | 2026-11-23 19:30",
                "Went to Paris three days ago | 2026-11-20",
                "Met Mia the day before yesterday | 2026-11-21",
                "The day after tomorrow Mia comes | 2026-11-25",
                "Leaves in two weeks | 2026-12-07",
                "Is moving to Leipzig next month | 2026-12-01..2026-12-31",
                "Moved to a farm in May | 2026-05-01..2026-05-31",
                "Is getting married in June | 2027-06-01..2027-06-30",
                "Got married in June | 2026-06-01..2026-06-30",
                "Went hiking last summer | 2026-06-01..2026-08-31",
                "Started there in the summer of 2019 | 2019-06-01..2019-08-31",
                "Party this weekend | 2026-11-28..2026-11-29",
                "Went camping over the weekend | 2026-11-21..2026-11-22",
                "Went camping two weekends ago | 2026-11-14..2026-11-15",
                "Party on 4 December | 2026-12-04",
                "Party on December 4th, 2027 | 2027-12-04",
                "Flight on 2026-12-24 at 18:30 | 2026-12-24 18:30",
                "Trip on 12/25 | 2026-12-25",
                "On the 4th I fly home | 2026-12-04",
                "Graduated in May 2021 | 2021-05-01..2021-05-31",
                "Was born in 1990 | 1990-01-01..1990-12-31",
                "Visits the parents at Christmas | 2026-12-25",
                "Celebrates New Year's Eve in Vienna | 2026-12-31",
                "Has a deadline by the end of the month | ..2026-11-30"
            })
    void englishWordsAreDays(String text, String days) {
        assertEquals(days, read(text, TOLD));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Lives in Cologne since May | 2026-05-01..",
                "Works at Bosch since 2019 | 2019-01-01..",
                "Has known Tom for four years | 2022-01-01..",
                "Is in Italy until Friday | ..2026-11-27",
                "Will be in Italy for two weeks from Monday | 2026-11-30..2026-12-13",
                "Has a conference from 4 to 6 December | 2026-12-04..2026-12-06",
                "Is on holiday from 4 December to 10 December | 2026-12-04..2026-12-10",
                "Will start at the gym starting tomorrow | 2026-11-24..",
                "Wohnt seit Mai in Köln | 2026-05-01..",
                "Spielt seit drei Jahren Klavier | 2023-01-01..",
                "Ist bis Freitag in Rom | ..2026-11-27",
                "Hat Urlaub vom 4.12. bis 10.12. | 2026-12-04..2026-12-10"
            })
    void whatGoesOnHasABeginningOrAnEnd(String text, String days) {
        assertEquals(days, read(text, TOLD));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Birthday is 3 May | 2027-05-03 yearly",
                "Was born on 3 May 1990 | 1990-05-03 yearly",
                "Turns 40 next week | 2026-11-30..2026-12-06 yearly",
                "Mia turned five yesterday, it was her birthday | 2026-11-22 yearly",
                "Hat am 3. Mai Geburtstag | 2027-05-03 yearly",
                "Goes to the lake every year on 3 May | 2027-05-03 yearly",
                "Wedding anniversary is on 5 June | 2027-06-05 yearly",
                "毎年5月3日が誕生日です | 2027-05-03 yearly",
                "Sister's birthday party is on Saturday | 2026-11-28"
            })
    void birthdaysComeEveryYearAndTheirPartiesDoNot(String text, String days) {
        assertEquals(days, read(text, TOLD));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hat am Freitag um 10 Uhr einen Termin | 2026-11-27 10:00",
                "Meine Prüfung ist morgen um halb neun | 2026-11-24 08:30",
                "Nächsten Freitag fahren wir nach Graz | 2026-11-27",
                "Ich war gestern beim Arzt | 2026-11-22",
                "Heute Morgen war ich laufen | 2026-11-23",
                "Vor drei Tagen hat es geregnet | 2026-11-20",
                "Übermorgen kommt Mia | 2026-11-25",
                "Der Termin ist am 4.12. um 9 Uhr | 2026-12-04 09:00",
                "Ich heirate nächstes Jahr im Juni | 2027-06-01..2027-06-30",
                "Feiert Silvester in Wien | 2026-12-31",
                "Mañana tengo un examen a las nueve | 2026-11-24 09:00",
                "El viernes voy al médico | 2026-11-27",
                "La semana que viene voy a Madrid | 2026-11-30..2026-12-06",
                "Mon ami arrive demain | 2026-11-24",
                "明日試験があります | 2026-11-24",
                "来週の金曜日に歯医者に行きます | 2026-12-04",
                "12月4日に引っ越します | 2026-12-04",
                "下周五有考试 | 2026-12-04",
                "明天下午3点有考试 | 2026-11-24 15:00",
                "三天前去了北京 | 2026-11-20"
            })
    void otherLanguagesAreReadToo(String text, String days) {
        assertEquals(days, read(text, TOLD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I may come",
                "We march on, and I sat down for a second",
                "I had 2 of 3",
                "I need 1 hard drive",
                "Met 12/5 of them, is on call 24/7",
                "Lives at 7 Alice Springs",
                "Has 3 dogs and 2 cats",
                "Moved recently, soon more, a while ago, a few weeks ago, one day",
                "Plays tennis every Friday",
                "Plays the cello on Thursdays",
                "Spielt freitags Tennis",
                "Likes Christmas and the summer",
                "Likes to swim in the summer",
                "Does weekend yoga",
                "Read the book 1984 and plays Cyberpunk 2077",
                "Ate 2020 calories",
                "Guten Morgen! Wie geht's?",
                "Hier ist es kalt",
                "Por la mañana corro",
                "Gets up at 7",
                "Is 35 years old",
                "Likes Black Friday",
                "c'mon, the sun is out",
                "",
                "。"
            })
    void whatNamesNoDayGetsNone(String text) {
        assertEquals(Holding.UNDATED, FactDates.of(text, TOLD));
    }

    /** A quarter to midnight in Berlin is the next day in Tokyo already. */
    @Test
    void tomorrowIsThatOfWhoSaysSo() {
        ZonedDateTime late = LocalDateTime.parse("2026-11-23T23:45:00").atZone(ZoneId.of("Europe/Berlin"));
        assertEquals("2026-11-24", read("Has an exam tomorrow", late));
        assertEquals("2026-11-25", read("Has an exam tomorrow", late.withZoneSameInstant(ZoneId.of("Asia/Tokyo"))));
    }

    @Test
    void summerIsWinterInTheSouth() {
        ZonedDateTime sydney = TOLD.withZoneSameInstant(ZoneId.of("Australia/Sydney"));
        assertEquals("2025-12-01..2026-02-28", read("Went surfing last summer", sydney));
    }

    @Test
    void nextFridayOnAThursdayIsNotTomorrow() {
        assertEquals("2026-12-04", read("Has an exam next Friday", TOLD.plusDays(3)));
        assertEquals("2026-12-01", read("Mia comes on Tuesday", TOLD.plusDays(1)));
    }

    @Test
    void leapDaysAreWhereThereAreSome() {
        assertEquals(
                LocalDate.of(2028, 2, 29),
                FactDates.of("Birthday is 29 February 2028", TOLD).from());
        assertEquals(Holding.UNDATED, FactDates.of("Party on 31 February", TOLD));
        assertEquals("2027-02-28 yearly", read("Birthday is 29 February", TOLD));
    }

    /** Whatever is written, something comes of it, and soon. */
    @Test
    void noTextIsTooOdd() {
        List<String> words = List.of(
                "on", "the", "31.", "2.", "next", "Friday", "until", "in", "99", "weeks", "ago", "May", "2026", "at",
                "25:99", "since", "every", "year", "–", "来週", "の", "99月", "日", "前", "12/13", "halb", "neun", "Uhr",
                "turns", "40", "born", "’", "\u0000");
        SplittableRandom random = new SplittableRandom(17);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(12); j >= 0; j--) {
                text.append(words.get(random.nextInt(words.size()))).append(random.nextInt(5) == 0 ? "" : " ");
            }
            texts.add(text.toString());
        }
        texts.add("a ".repeat(20_000));
        texts.forEach(text -> FactDates.of(text, TOLD));
        assertEquals(3_001, texts.size());
    }
}
