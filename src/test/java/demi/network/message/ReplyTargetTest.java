package demi.network.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import demi.api.value.NetworkMessageId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTargetTest {

    @ParameterizedTest
    @CsvSource({
        "discord, 5, 1, 3, discord:5:1:3",
        "discord, 5, , 3, discord:5::3",
        "telegram, -100123, , 3, telegram:-100123::3",
        "matrix, !abc:server, @ann:server, $e:v%3A, matrix:!abc%3Aserver:@ann%3Aserver:$e%3Av%253A"
    })
    void aPlaceSurvivesAsAnId(
            String network, String channel, @Nullable String person, String message, String clientId) {
        ReplyTarget target = new ReplyTarget(channel, person, message);
        assertEquals(clientId, target.clientId(network));
        assertEquals(Optional.of(target), ReplyTarget.of(network, clientId));
        assertEquals(Optional.empty(), ReplyTarget.of("other", clientId));
    }

    @ParameterizedTest
    @ValueSource(strings = {"phone-1", "", "a:b:c", "a:b:c:d:e", ":b:c:d", "A B:b:c:d"})
    void whatIsNoSuchIdIsNone(String clientId) {
        assertEquals(Optional.empty(), NetworkMessageId.of(clientId));
    }

    @Test
    void idsWithoutSpecialCharactersStandAsTheyAre() {
        assertEquals("discord:1:2:3", new NetworkMessageId("discord", "1", "2", "3").clientId());
    }
}
