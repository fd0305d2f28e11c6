package demi.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.value.Holding;
import demi.api.value.MemoryFact;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameFactTest {

    private static final Instant TOLD = Instant.parse("2026-11-23T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Has a dog called Bruno | Owns a dog named Bruno",
                "Lives in Berlin with two cats | Lives with two cats in Berlin",
                "Has 2 cats | They have two cats",
                "Mother is called Eva | Their mother's name is Eva",
                "Likes tea | Likes tea very much",
                "Mag Tee | Mag auch Tee",
                "Is a nurse | They are a nurse"
            })
    void otherWordsForTheSameAreOneFact(String known, String now) {
        assertTrue(SameFact.saysTheSame(known, now));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Has a brother in Graz | Has two brothers",
                "Has two brothers | Has three brothers",
                "Has a dog called Bruno | Has a dog called Max",
                "Has a dog | Has a dog called Bruno",
                "Likes tea | Hates tea",
                "Likes tea | Doesn't like tea",
                "Eats meat | Eats no meat",
                "Lives in Kassel | Works in Kassel",
                "Is in Rome | Was in Rome",
                "Is moving to Leipzig | Moved to Leipzig",
                "Mia likes Tom | Tom likes Mia",
                "Sister is taller than brother | Brother is taller than sister",
                "Is 34 years old | Is 35 years old",
                "Mother lives in Porto | Lives in Porto",
                "Plays the cello | Plays the piano"
            })
    void whatDiffersInOneThingThatCountsIsAnother(String known, String now) {
        assertFalse(SameFact.saysTheSame(known, now));
        assertFalse(SameFact.saysTheSame(now, known));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Lives in Kassel | Moved to Leipzig | We moved to Leipzig",
                "Lives in Kassel | Lives in Leipzig | I live in Leipzig now",
                "Wohnt in Kassel | Wohnt in Leipzig | Ich wohne jetzt in Leipzig",
                "Works at Bosch | Works at Siemens | I started at Siemens, I work there now",
                "Is 34 years old | Is 35 years old | I turned 35",
                "Is married | Is divorced | I am divorced",
                "Is engaged | Is married | We are married",
                "Birthday is 3 May | Birthday is 4 May | My birthday is 4 May",
                "Sister lives in Porto | Sister lives in Rome | My sister lives in Rome now",
                "Is called Ann | Is called Robin | I am called Robin now"
            })
    void ofWhatPeopleHaveOneOfTheNewerCounts(String known, String now, String said) {
        assertTrue(SameFact.replaces(known, now, said));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Lives in Kassel | Lives in Germany | I live in Germany",
                "Lives in Leipzig | Moved to a new flat in Leipzig | I moved to a new flat in Leipzig",
                "Lives in Kassel | Is moving to Leipzig | I am moving to Leipzig, new life",
                "Lives in Kassel | Has to move to Leipzig | I have to move to Leipzig now",
                "Lives in Kassel | Lived in Paris | I lived in Paris, now I do not",
                "Lives in Kassel | Sister lives in Rome | My sister lives in Rome now",
                "Sister lives in Porto | Lives in Rome | I live in Rome now",
                "Sister lives in Porto | Brother lives in Rome | My brother lives in Rome now",
                "Works at Bosch | Works at the school | I work at the school",
                "Is 35 years old | Is 34 years old | I am 34 years old",
                "Is 35 years old | Mia is 36 years old | Mia is 36 years old",
                "Has a dog called Bruno | Has a dog called Max | I have a new dog called Max",
                "Likes tea | Likes coffee | I like coffee now",
                "Birthday is 3 May | Mia's birthday is 4 May | Mia's birthday is 4 May",
                "Is married | Mia is divorced | Mia is divorced"
            })
    void nearMissesEndNothing(String known, String now, String said) {
        assertFalse(SameFact.replaces(known, now, said));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Has a dog called Bruno | Bruno is ill | false",
                "Sister Mia lives in Porto | Lives in Rome | false",
                "Has a brother in Graz | Has two brothers | false",
                "Works as a nurse | Got the job at the bakery | true",
                "Lives in Kassel | Has moved to Leipzig | true",
                "Drinks tea | Doesn't drink tea any more | true",
                "Has a boyfriend | Is married | true",
                "Likes tea | Plays the cello | false"
            })
    void aModelIsBelievedWhereBothAreOfTheSame(String known, String now, boolean believed) {
        assertEquals(believed, SameFact.mayReplace(known, now));
    }

    private static MemoryFact known(Holding holds, Duration ago) {
        Instant at = TOLD.minus(ago);
        return new MemoryFact("m", "u", "Has an exam", null, null, holds, false, true, false, at, at, null, 0, null, 1);
    }

    @Test
    void anExamInMayAndOneInDecemberAreTwo() {
        Holding may = Holding.on(LocalDate.parse("2026-05-04"));
        Holding december = Holding.on(LocalDate.parse("2026-12-04"));
        assertFalse(SameFact.isSame(known(may, Duration.ofDays(200)), "Has an exam", december, TOLD));
        assertFalse(SameFact.isSame(known(may, Duration.ofDays(200)), "Has an exam", Holding.UNDATED, TOLD));
        assertTrue(SameFact.isSame(known(december, Duration.ofDays(2)), "Has an exam", december, TOLD));
        assertTrue(SameFact.isSame(known(december, Duration.ofDays(2)), "Has an exam", Holding.UNDATED, TOLD));
        assertTrue(SameFact.isSame(known(Holding.UNDATED, Duration.ofDays(2)), "Has an exam", december, TOLD));
        assertFalse(SameFact.isSame(known(Holding.UNDATED, Duration.ofDays(90)), "Has an exam", december, TOLD));
    }
}
