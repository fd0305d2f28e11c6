package demi.telegram.bot;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.telegram.FakeTelegram;
import demi.telegram.FakeTelegram.Fault;
import demi.telegram.bot.BotApiException.Kind;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages that do not arrive, or whose arrival nobody hears of. */
@Tag("slow")
class SendingFaultsTest {

    private final BotFixture fixture = new BotFixture();
    private final FakeTelegram telegram = fixture.telegram;
    private final long ann = telegram.person("Ann").getLong("id");
    private final TelegramBot bot = fixture.openHasty();

    @AfterEach
    void close() {
        fixture.close();
    }

    private Future<Long> send(long chat, String text) {
        return fixture.begin(() -> bot.send(new OutgoingMessage(chat, null, null, text)));
    }

    private List<String> texts() {
        return telegram.sent.stream().map(sent -> sent.getString("text")).toList();
    }

    /** Where it may be there already, the same again would be there twice: who asked decides. */
    @ParameterizedTest
    @EnumSource(Fault.class)
    void aFaultIsToldAndTheNextMessageFollows(Fault fault) {
        telegram.fail("sendMessage", fault);
        Future<Long> first = send(ann, "first");
        Future<Long> second = send(ann, "second");
        BotFixture.get(second);
        BotApiException thrown = (BotApiException) first.cause();
        assertTrue(thrown.mayHaveWorked());
        assertEquals(
                fault == Fault.BAD_GATEWAY || fault == Fault.RESTART || fault == Fault.NO_JSON
                        ? Kind.SERVER
                        : Kind.NETWORK,
                thrown.kind());
        boolean done = !List.of(Fault.CUT_BEFORE, Fault.RESTART, Fault.SILENCE).contains(fault);
        assertEquals(done ? List.of("first", "second") : List.of("second"), texts());
    }

    @Test
    void whereNobodyIsReachedNothingWasSent() {
        BotFixture.get(telegram.close());
        await().untilAsserted(() -> {
            BotApiException thrown = fixture.failure(() -> bot.send(new OutgoingMessage(ann, null, null, "hello")));
            assertEquals(Kind.NETWORK, thrown.kind());
            assertFalse(thrown.mayHaveWorked());
        });
    }

    @Test
    void whatWaitsFailsWhenItIsClosed() {
        telegram.fail("sendMessage", Fault.SILENCE);
        Future<Long> under = send(ann, "one");
        Future<Long> waiting = send(ann, "two");
        await().until(() ->
                telegram.calls.stream().anyMatch(call -> call.method().equals("sendMessage")));
        fixture.on(bot::close);
        BotFixture.get(Future.join(under, waiting).otherwiseEmpty());
        assertTrue(under.failed() && waiting.failed());
        assertEquals(List.of(), texts());
    }
}
