package demi.conductor.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import demi.api.ChatApi.Occasion;
import demi.api.ChatApi.OccasionKind;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why she writes, in words that fit the hour. */
class OccasionWordsTest {

    private static final String HEAD = "You write because of one thing that you remember of them:\n- ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "HOW_DID_IT_GO | 09:00 | 2026-12-04T13:00 | Has an exam | It was this morning. Ask how it went, in your own words.",
                "HOW_DID_IT_GO | 14:00 | 2026-12-04T18:00 | Has an exam | It was this afternoon. Ask how it went, in your own words.",
                "HOW_DID_IT_GO | 18:00 | 2026-12-04T21:30 | Has an exam | It was this evening. Ask how it went, in your own words.",
                "HOW_DID_IT_GO | - | 2026-12-04T18:30 | Has an exam | It was today. Ask how it went, in your own words.",
                "HOW_DID_IT_GO | 19:30 | 2026-12-05T09:00 | Party | It was yesterday in the evening. Ask how it went, in your own words.",
                "HOW_DID_IT_GO | 09:00 | 2026-12-05T09:00 | Has an exam | It was yesterday. Ask how it went, in your own words.",
                "GOOD_LUCK | 09:00 | 2026-12-03T18:00 | Has an exam | It is tomorrow. Wish them well for it, in your own words.",
                "BIRTHDAY | - | 2026-12-04T08:20 | Birthday is 4 December | Today is their birthday. Congratulate them, in your own words.",
                "FAMILY_DAY | - | 2026-12-04T10:00 | Mia's birthday is 4 December | It is today. Say a word about that, in your own words.",
                "TRIP_OVER | - | 2026-12-05T12:00 | Is in Porto | It is over, they should be back. Ask how it was, in your own words.",
                "HOW_DID_IT_GO | - | 2026-12-04T18:30 | Has surgery | It was today. Ask how it went, in your own words."
                        + " Be warm and plain: no jokes, no sarcasm."
            })
    void saysWhatItIsAndWhen(
            OccasionKind kind, @Nullable LocalTime at, LocalDateTime now, String content, String sentence) {
        Occasion occasion = new Occasion("f", kind, LocalDate.parse("2026-12-04"), at);
        assertEquals(
                HEAD + content + "\n" + sentence,
                OccasionWords.of(occasion, content, now.atZone(ZoneId.of("Europe/Berlin"))));
    }
}
