package demi.memory.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.value.Holding;
import demi.api.value.MemoryKind;
import demi.memory.time.FactDates;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactKindsTest {

    private static final ZonedDateTime TOLD = ZonedDateTime.of(2026, 11, 23, 10, 0, 0, 0, ZoneOffset.UTC);

    private static MemoryKind kind(String content) {
        return FactKinds.of(content, FactDates.of(content, TOLD));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Is called Ann | IDENTITY",
                "Has a job interview on Wednesday at 10 | EVENT",
                "Has a job in Graz | LIFE",
                "Birthday is 3 May | IDENTITY",
                "Was born on 3 May 1990 | IDENTITY",
                "Is 35 years old | IDENTITY",
                "Comes from Graz | IDENTITY",
                "Is a nurse | IDENTITY",
                "Ist Lehrer | IDENTITY",
                "Speaks Portuguese | IDENTITY",
                "Mother is called Käthe | FAMILY",
                "Has a brother who studies in Graz | FAMILY",
                "Mia's birthday is 4 June | FAMILY",
                "Sister's birthday is on 4 June | FAMILY",
                "Tom's birthday is next Friday | FAMILY",
                "Has a dog called Bruno | FAMILY",
                "Hat eine Schwester namens Mia | FAMILY",
                "Mother died last week | FAMILY",
                "Is married to Tom | FAMILY",
                "Ist verheiratet | FAMILY",
                "Is allergic to peanuts | HEALTH",
                "Mia is allergic to nuts | HEALTH",
                "Ist Vegetarierin | HEALTH",
                "Hat Diabetes | HEALTH",
                "Doesn't eat meat | HEALTH",
                "ピーナッツアレルギーがある | HEALTH",
                "Es alérgico a las nueces | HEALTH",
                "Has gout | HEALTH",
                "Hat Heuschnupfen | HEALTH",
                "Lives in Kassel | LIFE",
                "Moved to a farm in May | LIFE",
                "Works at Bosch since 2019 | LIFE",
                "Wohnt in Köln | LIFE",
                "Studies medicine in Graz | LIFE",
                "Likes dogs | TASTE",
                "Hates coffee | TASTE",
                "Mag Tee | TASTE",
                "Loves their garden | TASTE",
                "Is a big fan of jazz | TASTE",
                "Le gusta el café | TASTE",
                "Has an exam next Friday | EVENT",
                "Has an exam | EVENT",
                "Brother visits on Friday | EVENT",
                "Sister's birthday party is on Saturday | EVENT",
                "Went to Paris last summer | EVENT",
                "Hat morgen eine Prüfung | EVENT",
                "Has a cold | OTHER",
                "Feeds the birds every morning | OTHER"
            })
    void wordsTellWhatAMemoryIsOf(String content, MemoryKind kind) {
        assertEquals(kind, kind(content));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mother's name is Käthe",
                "Mutter heißt Käthe",
                "Father is a carpenter",
                "Oma hat am 3. Mai Geburtstag",
                "Name is Ann",
                "Geburtstag ist am 3. Mai",
                "Son Tim has asthma",
                "Can't eat gluten",
                "Verträgt keine Laktose",
                "Takes insulin",
                "Husband is called Tom",
                "妻がいます",
                "生日是5月3日"
            })
    void whatNobodyForgetsLasts(String content) {
        assertTrue(kind(content).isLasting(), content + ": " + kind(content));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "。", "?!"})
    void anythingIsOfSomeKind(String content) {
        assertEquals(MemoryKind.OTHER, FactKinds.of(content, Holding.UNDATED));
    }
}
