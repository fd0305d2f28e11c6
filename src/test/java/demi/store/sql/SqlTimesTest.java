package demi.store.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTimesTest {

    @Test
    void whatIsKeptIsReadAsItWas() {
        Random random = new Random(20);
        for (int i = 0; i < 5_000; i++) {
            Instant time = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000))
                    .truncatedTo(ChronoUnit.MICROS);
            assertEquals(time, SqlTimes.parse(SqlTimes.text(time)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-29T21:05:07.123456+00:00, 2026-11-29T21:05:07.123456Z",
        "2026-11-29T21:05:07.123456+01:00, 2026-11-29T20:05:07.123456Z",
        "2026-11-29T21:05:07.123456+0100, 2026-11-29T20:05:07.123456Z",
        "2026-11-29 21:05:07.123456+00:00, 2026-11-29T21:05:07.123456Z",
        "2026-11-29T21:05:07Z, 2026-11-29T21:05:07Z",
        "2026-11-29T21:05, 2026-11-29T21:05:00Z",
        "2026-11-29, 2026-11-29T00:00:00Z",
        // As it was read always: such a day is the month's last.
        "2026-02-30T21:05:07.123456+00:00, 2026-02-28T21:05:07.123456Z"
    })
    void whatOldDatabasesHaveIsReadToo(String text, Instant time) {
        assertEquals(time, SqlTimes.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "yesterday",
                "2026-13-29T21:05:07.123456+00:00",
                "2026-11-29T25:05:07.123456+00:00",
                "2026-11-29T21:05:07.12345٦+00:00",
                "2026-11-29T21:05:07.-23456+00:00",
                "2026-11-29T21:05:07,123456+00:00"
            })
    void anythingElseIsNoTime(String text) {
        assertNull(SqlTimes.parse(text));
    }
}
