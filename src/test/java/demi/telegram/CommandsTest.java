package demi.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AutonomyApi;
import demi.api.ChatApi;
import demi.bus.Bus;
import demi.network.inbound.AccountLinking;
import demi.network.inbound.ChatCommands;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands are words here, and so are codes. */
class CommandsTest extends TelegramFixture {

    @Test
    void telegramOffersThem() throws Exception {
        open();
        Awaitility.await().until(() -> telegram.commands.containsKey(""));
        assertEquals(
                List.of("mood", "status", "stop", "quiet", "forget", "ramble", "link"),
                Objects.requireNonNull(telegram.commands.get("")).stream()
                        .map(each -> ((io.vertx.core.json.JsonObject) each).getString("command"))
                        .toList());
    }

    private void assertAnswered(String command, int many, String answer) {
        direct(ann, command);
        assertEquals(answer, texts(ann, many).get(many - 1));
    }

    @Test
    void eachIsAnsweredAndTheModelIsNotAsked() throws Exception {
        open();
        direct(ann, "/mood");
        assertTrue(texts(ann, 1).get(0).contains(" %"), texts(ann, 1).get(0));
        assertAnswered("/start", 2, ChatCommands.HELLO);
        assertAnswered("/forget@Demi_bot", 3, "It's gone. Whatever it was.");
        assertAnswered("/quiet soon", 4, ChatCommands.NO_HOURS);
        assertAnswered("/ramble", 5, ChatCommands.NOT_LINKED);
        assertEquals(List.of(), asked());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/link ", "link ", "/start "})
    void aCodeMakesItOneConversationWithThePhone(String how) throws Exception {
        Bus bus = open("direct_messages: linked");
        direct(ann, "/start");
        assertEquals(List.of(ChatCommands.HELLO_STRANGER), texts(ann, 1));
        String userId = account(bus);
        direct(ann, how + code(bus, userId));
        assertEquals(AccountLinking.DONE, texts(ann, 2).get(1));
        direct(ann, "from Telegram");
        assertEquals(REPLY, texts(ann, 3).get(2));
        get(bus.request(ChatApi.SAY, new ChatApi.Say(userId, "from the phone", null, Instant.now())));
        Awaitility.await().until(() -> asked().size() == 2);
        direct(ann, "and Telegram again");
        texts(ann, 4);
        assertEquals(List.of("from Telegram", "from the phone", "and Telegram again"), asked());
        assertEquals(4, sent(ann).size());
        direct(ann, "/quiet 2");
        texts(ann, 5);
        assertNotNull(get(bus.request(AutonomyApi.QUIET, new AutonomyApi.GetQuiet(userId)))
                .until());
    }
}
