package demi.matrix.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import demi.network.message.ReplyTarget;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The id of a message, which names its thread as well. */
class EventPlaceTest {

    @ParameterizedTest
    @CsvSource({"$abc,", "$abc, $root", "$a|b,", "$a|b, $root", "$1:example.org, $2:example.org"})
    void itIsReadAsItWasWritten(String event, @Nullable String root) {
        EventPlace place = new EventPlace(event, root);
        ReplyTarget target = new ReplyTarget("!r", null, place.id());
        String clientId = target.clientId("matrix");
        assertEquals(place, EventPlace.of(ReplyTarget.of("matrix", clientId).orElseThrow()));
    }
}
