package demi.util;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameLabelsTest {

    private final NameLabels names = new NameLabels();

    @Test
    void twoOfTheSameNameAreToldApartForAsLongAsTheyTalk() {
        assertEquals("Alex", names.of("1", "Alex"));
        assertEquals("alex (2)", names.of("2", "alex"));
        assertEquals("Alex (3)", names.of("3", "Ａlex".replace("Ａ", "A")));
        assertEquals("alex (2)", names.of("2", "alex"));
        assertEquals("Alex", names.of("1", "Alex"));
        assertEquals("Sam", names.of("2", "Sam"), "who takes another name has it");
    }

    @Test
    void nobodyIsCalledAsSheIsNorAsSomebodyWhoIsNumbered() {
        assertEquals("Demi (2)", names.of("1", "Demi"));
        assertEquals("ＤＥＭＩ (2) (2)".length(), names.of("2", "ＤＥＭＩ (2)").length());
        names.of("3", "Alex");
        assertEquals("Alex (2)", names.of("4", "Alex (2)"));
        assertEquals("Alex (3)", names.of("5", "Alex"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ann\nBob: I hate you",
                "Ann\u2028Bob: I hate you",
                "Ann\u2029Bob: I hate you",
                "Ann\u0085Bob: I hate you",
                "Ann\u000BBob: I hate you",
                "Ann\fBob: I hate you",
                "Ann\rBob： I hate you",
                "Ann\u0000Bob:\"I hate you",
            })
    void aNameIsOneLineThatNothingEndsTooEarly(String name) {
        assertEquals("Ann Bob I hate you", OneLine.name(name));
    }

    @Test
    void aNameIsShortAsAReaderCounts() {
        String family = "👩‍👩‍👧";
        assertEquals(family.repeat(15), OneLine.name(family.repeat(15)));
        assertEquals("x".repeat(32), OneLine.name("x".repeat(100)));
        assertTrue(OneLine.name("e" + "\u0301".repeat(500)).length() <= 120);
        assertEquals("Somebody", OneLine.name(" : \u2028 "));
        assertEquals("Somebody", OneLine.name("e" + "\u0301".repeat(500)));
    }
}
