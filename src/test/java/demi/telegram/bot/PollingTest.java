package demi.telegram.bot;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.bus.Failure;
import demi.telegram.FakeTelegram;
import demi.telegram.FakeTelegram.Fault;
import demi.telegram.bot.BotStatus.State;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class PollingTest {

    private final BotFixture fixture = new BotFixture();
    private final FakeTelegram telegram = fixture.telegram;
    private final JsonObject ann = telegram.person("Ann");

    @AfterEach
    void close() {
        fixture.close();
    }

    private long calls(String method) {
        return telegram.calls.stream()
                .filter(call -> call.method().equals(method))
                .count();
    }

    @Test
    void whatIsWrittenIsReceivedInOrder() {
        telegram.direct(ann, "before");
        fixture.open();
        await().until(telegram::isPolled);
        telegram.direct(ann, "one");
        telegram.direct(ann, "two");
        await().until(() -> fixture.texts().equals(List.of("before", "one", "two")));
        await().until(() -> telegram.unconfirmed() == 0);
        assertEquals("Demi_bot", fixture.opened.get(0).username());
        assertEquals(List.of(State.CONNECTED), fixture.states());
        JsonObject poll = telegram.calls.get(1).parameters();
        assertEquals(
                List.of("message", "my_chat_member"),
                poll.getJsonArray("allowed_updates").getList());
        assertEquals(100, poll.getInteger("limit"));
    }

    @Test
    void anUpdateIsConfirmedOnlyWhenItWasTaken() {
        Promise<Void> taken = Promise.promise();
        fixture.taking = update -> taken.future();
        fixture.open();
        await().until(telegram::isPolled);
        long polls = calls("getUpdates");
        telegram.direct(ann, "one");
        await().until(() -> calls("getUpdates") > polls + 1);
        assertEquals(List.of("one"), fixture.texts());
        assertEquals(1, telegram.unconfirmed());
        taken.complete();
        await().until(() -> telegram.unconfirmed() == 0);
        assertEquals(List.of("one"), fixture.texts());
    }

    @Test
    void whatComesMeanwhileDoesNotWaitAndIsConfirmedWithTheFirst() {
        Promise<Void> taken = Promise.promise();
        fixture.taking = update -> fixture.received.size() == 1 ? taken.future() : Future.succeededFuture();
        fixture.open();
        await().until(telegram::isPolled);
        telegram.direct(ann, "one");
        await().until(() -> fixture.received.size() == 1);
        telegram.direct(ann, "two");
        await().until(() -> fixture.texts().equals(List.of("one", "two")));
        assertEquals(2, telegram.unconfirmed());
        taken.complete();
        await().until(() -> telegram.unconfirmed() == 0);
        await().until(telegram::isPolled);
        assertEquals(List.of("one", "two"), fixture.texts());
    }

    @Test
    void whatTurnsOutLateNotToBeTakenComesAgain() {
        Promise<Void> late = Promise.promise();
        fixture.taking = update -> fixture.received.size() == 1 ? late.future() : Future.succeededFuture();
        fixture.open();
        await().until(telegram::isPolled);
        telegram.direct(ann, "one");
        telegram.direct(ann, "two");
        await().until(() -> fixture.received.size() == 2);
        late.fail(new Failure(Failure.Code.UNAVAILABLE, "not now"));
        await().until(() -> telegram.unconfirmed() == 0);
        assertEquals(List.of("one", "two", "one"), fixture.texts());
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.Code.class,
            names = {"UNAVAILABLE", "TIMEOUT"})
    void whatCannotBeTakenNowComesAgain(Failure.Code code) {
        AtomicInteger tries = new AtomicInteger();
        fixture.taking = update ->
                update.message() != null && update.message().text().equals("two") && tries.incrementAndGet() < 3
                        ? Future.failedFuture(new Failure(code, "not now"))
                        : Future.succeededFuture();
        List.of("one", "two", "three").forEach(text -> telegram.direct(ann, text));
        fixture.open();
        await().until(() -> telegram.unconfirmed() == 0);
        assertEquals(List.of("one", "two", "two", "two", "three"), fixture.texts());
        await().until(() -> fixture.states().equals(List.of(State.CONNECTED, State.RETRYING, State.CONNECTED)));
    }

    @Test
    void whatMakesTheListenerThrowHarmsThatUpdateOnly() {
        fixture.taking = update -> {
            if (fixture.received.size() == 1) {
                throw new IllegalStateException("of a test");
            }
            return fixture.received.size() == 2
                    ? Future.failedFuture(new Failure(Failure.Code.INVALID, "of a test"))
                    : Future.succeededFuture();
        };
        fixture.telling = () -> {
            throw new IllegalStateException("of a test");
        };
        List.of("one", "two", "three").forEach(text -> telegram.direct(ann, text));
        fixture.open();
        await().until(() -> telegram.unconfirmed() == 0);
        assertEquals(List.of("one", "two", "three"), fixture.texts());
        assertEquals(List.of(State.CONNECTED), fixture.states());
    }

    @Test
    void moreUpdatesThanFitIntoOneAnswer() {
        for (int i = 0; i < 250; i++) {
            telegram.direct(ann, "message " + i);
        }
        fixture.open();
        await().until(() -> telegram.unconfirmed() == 0);
        assertEquals(250, fixture.texts().size());
        assertEquals(
                250, List.copyOf(new java.util.LinkedHashSet<>(fixture.texts())).size());
    }

    @Test
    void idsThatBeginAnewAfterAQuietWeek() {
        fixture.open();
        telegram.direct(ann, "one");
        await().until(() -> fixture.texts().size() == 1 && telegram.unconfirmed() == 0);
        telegram.nextUpdateId(1_000);
        telegram.direct(ann, "two");
        telegram.direct(ann, "three");
        await().until(() -> fixture.texts().equals(List.of("one", "two", "three")));
        await().until(() -> telegram.unconfirmed() == 0);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void noFaultOfTheNetworkLosesOrDoublesAnUpdate(Fault fault) {
        telegram.fail("getMe", fault);
        telegram.fail("getUpdates", fault, fault);
        telegram.direct(ann, "one");
        telegram.direct(ann, "two");
        fixture.openHasty();
        await().until(() -> telegram.unconfirmed() == 0);
        assertEquals(List.of("one", "two"), fixture.texts());
        assertEquals(State.RETRYING, fixture.states().get(0));
        await().until(() -> fixture.states().get(fixture.states().size() - 1) == State.CONNECTED);
        assertEquals(1, fixture.opened.size());
        assertTrue(fixture.statuses.get(0).sentence().contains("getMe"), fixture.statuses.toString());
    }

    /** A server that is not there yet is found when it is. */
    @Test
    void theServerMayComeLater() {
        URI address = telegram.address();
        BotFixture.get(telegram.close());
        fixture.open();
        await().until(() -> fixture.states().contains(State.RETRYING));
        io.vertx.core.http.HttpServer later = BotFixture.get(fixture.vertx
                .createHttpServer()
                .requestHandler(request -> request.response()
                        .end(
                                request.path().endsWith("getMe")
                                        ? new JsonObject()
                                                .put("ok", true)
                                                .put("result", telegram.me())
                                                .encode()
                                        : "{\"ok\":true,\"result\":[]}"))
                .listen(address.getPort(), "127.0.0.1"));
        await().until(() -> fixture.states().contains(State.CONNECTED));
        BotFixture.get(later.close());
    }

    @Test
    void anAnswerThatIsTooLongIsAskedForInSmallerParts() {
        for (int i = 0; i < 40; i++) {
            telegram.direct(ann, "x".repeat(300_000));
        }
        fixture.open();
        await().until(() -> telegram.unconfirmed() == 0);
        assertEquals(40, fixture.received.size());
    }

    @Test
    void aFloodWaitIsWaitedFor() {
        telegram.flood("getMe", 1);
        telegram.flood("getUpdates", 1);
        telegram.direct(ann, "one");
        fixture.open();
        await().until(() -> telegram.unconfirmed() == 0);
        assertEquals(List.of("one"), fixture.texts());
        assertEquals(2, calls("getMe"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ok\":false,\"error_code\":429}",
                "{\"ok\":false,\"error_code\":429,\"description\":7,\"parameters\":[]}",
                "{\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":\"x\"}}",
                "{\"ok\":false,\"error_code\":\"x\"}",
                "{\"ok\":false}",
                "{\"ok\":\"true\",\"result\":[]}",
                "{\"ok\":true,\"result\":null}",
                "{\"ok\":true,\"result\":7}",
                "{\"ok\":true,\"result\":[{\"no_id\":1}]}",
                "{\"ok\":true}",
                "[]",
                "null",
                "7",
                "",
            })
    void anAnswerThatIsNoneIsAskedForAgain(String answer) {
        List<String> asked = new CopyOnWriteArrayList<>();
        io.vertx.core.http.HttpServer server = BotFixture.get(fixture.vertx
                .createHttpServer()
                .requestHandler(request -> {
                    asked.add(request.path());
                    request.response()
                            .end(
                                    request.path().endsWith("getMe")
                                            ? new JsonObject()
                                                    .put("ok", true)
                                                    .put("result", telegram.me())
                                                    .encode()
                                            : answer);
                })
                .listen(0, "127.0.0.1"));
        fixture.open(
                BotFixture.options(URI.create("http://127.0.0.1:" + server.actualPort() + "/"), FakeTelegram.TOKEN));
        await().until(() -> asked.size() > 3);
        assertTrue(fixture.states().contains(State.RETRYING));
        assertFalse(fixture.states().contains(State.REFUSED));
        assertEquals(List.of(), fixture.received);
    }

    @Test
    void aWebhookIsDeletedAndWhatItKeptIsReceived() {
        telegram.setWebhook("https://example.org/hook");
        telegram.direct(ann, "one");
        fixture.open();
        await().until(() -> fixture.texts().equals(List.of("one")));
        assertNull(telegram.webhook());
    }

    @Test
    void aWebhookThatIsSetWhileItPollsIsDeletedToo() {
        fixture.open();
        await().until(telegram::isPolled);
        telegram.setWebhook("https://example.org/hook");
        telegram.direct(ann, "one");
        await().until(() -> fixture.texts().equals(List.of("one")));
        assertNull(telegram.webhook());
    }

    @Test
    void anotherProgramWithTheSameTokenIsToldOf() {
        fixture.open();
        await().until(telegram::isPolled);
        try (BotFixture other = new BotFixture()) {
            other.open(fixture.options());
            await().until(() ->
                    fixture.states().contains(State.CONFLICT) || other.states().contains(State.CONFLICT));
        }
        telegram.direct(ann, "one");
        await().until(() -> telegram.unconfirmed() == 0);
        await().until(() -> fixture.states().get(fixture.states().size() - 1) == State.CONNECTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404})
    void aTokenThatIsNotKnownIsRefusedForGood(int code) {
        telegram.refuse("getMe", code, code == 401 ? "Unauthorized" : "Not Found");
        TelegramBot bot = fixture.open();
        await().until(() -> fixture.states().equals(List.of(State.REFUSED)));
        assertEquals(State.REFUSED, bot.status().state());
        assertTrue(bot.status().sentence().contains("BotFather"));
        assertEquals(1, telegram.calls.size());
        assertEquals(List.of(), fixture.opened);
    }

    @Test
    void aTokenThatIsRevokedWhileItPollsIsRefusedForGood() {
        fixture.open();
        await().until(telegram::isPolled);
        telegram.revoke();
        telegram.direct(ann, "one");
        await().until(() -> fixture.states().equals(List.of(State.CONNECTED, State.REFUSED)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "123:a/../getMe", "123:a b", "123:a\r\nX: y", "123:ä", ":abc", "bot123:abc"})
    void whatIsNoTokenIsNotSent(String token) {
        TelegramBot bot = fixture.open(BotFixture.options(telegram.address(), token));
        assertEquals(State.REFUSED, bot.status().state());
        assertEquals(List.of(), telegram.calls);
        assertEquals(
                BotApiException.Kind.TOKEN,
                fixture.failure(() -> bot.typing(ann.getLong("id"), null)).kind());
        assertEquals(List.of(), telegram.calls);
    }

    @Test
    void aBotThatIsClosedPollsNoMore() {
        TelegramBot bot = fixture.open();
        await().until(telegram::isPolled);
        fixture.on(bot::close);
        await().until(() -> !telegram.isPolled());
        telegram.direct(ann, "too late");
        assertEquals(List.of(), fixture.received);
        assertEquals(List.of(State.CONNECTED), fixture.states());
    }
}
