package demi.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.ChatApi;
import demi.api.ChatApi.Delta;
import demi.api.ChatApi.MessageAdded;
import demi.api.ChatApi.MessageChange;
import demi.api.ChatApi.MessageEdited;
import demi.api.ChatApi.MessageRemoved;
import demi.api.store.MessageStore.GetHistory;
import demi.api.store.MessageStore.Page;
import demi.api.value.Message;
import demi.api.value.Message.Sender;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person changes in a conversation, and what devices are told of it. */
class ChangedMessagesTest extends HttpTest {

    private static final String ADA = "user-ada";

    private <E extends Record & ChatApi.Event> void tell(E event) {
        bus.publish(ChatApi.EVENTS, event);
    }

    private TestSocket page() throws Exception {
        return TestSocket.open(sockets, room.port(), CHAT + "ada&stream=1");
    }

    private static Message edited(Message message, String content) {
        return new Message(
                message.messageId(),
                message.userId(),
                message.sender(),
                content,
                message.createdAt(),
                message.status(),
                message.emotions(),
                message.deliveredAt(),
                message.readAt(),
                message.seq(),
                false,
                null,
                List.of(),
                "",
                new Message.Marks(false, true, false, 1));
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        return call(method, "/api/v1/messages/" + path, BodyPublishers.ofString(body), as("ada"));
    }

    @Test
    void changesAreToldToPagesOnly() throws Exception {
        Message said = house.add(ADA, Sender.USER, "Zurich");
        TestSocket page = page();
        page.next("history");
        TestSocket app = device("ada-phone");
        tell(new MessageEdited(ADA, edited(said, "Vienna")));
        tell(new MessageRemoved(ADA, "m9"));
        tell(new ChatApi.Typing(ADA, true, 0));
        JsonObject changed = page.next("message_changed");
        assertEquals("Vienna", changed.getString("content"));
        assertTrue(changed.getJsonObject("metadata").getBoolean("edited"));
        assertEquals(new JsonObject().put("message_id", "m9"), page.next("message_removed"));
        page.next("typing");
        app.next("typing");
    }

    /** The history was read before, and comes after. */
    @ParameterizedTest
    @ValueSource(strings = {"", "&stream=1"})
    void aDeviceThatComesMeanwhileGetsEverythingAsItIsByThen(String query) throws Exception {
        Message gone = house.add(ADA, Sender.USER, "gone");
        Message said = house.add(ADA, Sender.USER, "Zurich");
        Message late = house.message(ADA, Sender.DEMI, "too late");
        Message stays = house.message(ADA, Sender.DEMI, "stays");
        Page before = new Page(List.of(gone, said), false);
        Promise<Page> read = Promise.promise();
        CountDownLatch asked = new CountDownLatch(1);
        house.history = (GetHistory question) -> {
            asked.countDown();
            return read.future();
        };
        TestSocket device = TestSocket.open(sockets, room.port(), CHAT + "ada" + query);
        assertTrue(asked.await(60, TimeUnit.SECONDS));
        tell(new MessageEdited(ADA, edited(said, "Vienna")));
        tell(new MessageRemoved(ADA, gone.messageId()));
        tell(new MessageAdded(ADA, late));
        tell(new MessageRemoved(ADA, late.messageId()));
        tell(new MessageAdded(ADA, stays));
        bus.request(ChatApi.STOP, new ChatApi.Stop(ADA)).await(60, TimeUnit.SECONDS);
        read.complete(before);
        JsonObject history = device.next("history");
        assertEquals(1, history.getInteger("count"));
        JsonArray messages = history.getJsonArray("messages");
        assertEquals("Vienna", messages.getJsonObject(0).getString("content"));
        List<JsonObject> rest = device.untilPong();
        List<JsonObject> added = rest.stream()
                .filter(frame -> frame.getString("event").equals("message"))
                .map(frame -> frame.getJsonObject("data"))
                .toList();
        assertEquals(
                List.of("stays"),
                added.stream().map(each -> each.getString("content")).toList());
        assertEquals(query.isEmpty() ? 1 : 4, rest.size(), rest.toString());
    }

    @Test
    void aReplyThatBeginsAnewIsToldFromItsBeginning() throws Exception {
        TestSocket page = page();
        page.next("history");
        tell(new Delta(ADA, "r1", 0, "One "));
        tell(new Delta(ADA, "r1", 0, "Two "));
        assertEquals(0, page.next("delta").getInteger("seq"));
        assertEquals("Two ", page.next("delta").getString("text"));
    }

    @Test
    void aReplyIsAskedForAgain() throws Exception {
        Message said = house.add(ADA, Sender.USER, "Hello");
        house.change = asked -> new MessageChange(said, true, "", 0);
        HttpResponse<String> answer = call("POST", "r1/again", "");
        assertEquals(202, answer.statusCode());
        assertEquals("{\"message_id\":\"m1\"}", answer.body());
        assertEquals(new ChatApi.AnswerAgain(ADA, "r1"), house.asked.get(0));
    }

    @Test
    void aMessageGetsOtherWordsByTheRulesOfTheSocket() throws Exception {
        Message said = house.add(ADA, Sender.USER, "Hello");
        house.change = asked -> new MessageChange(edited(said, "Hi"), true, "", 0);
        String longest = "\uD83D\uDE00".repeat(4_000);
        HttpResponse<String> answer = call(
                "PATCH",
                "m1",
                new JsonObject()
                        .put("content", " \u200B" + longest + "\uFEFF\n")
                        .encode());
        assertEquals(200, answer.statusCode(), answer::body);
        assertEquals("Hi", new JsonObject(answer.body()).getString("content"));
        assertEquals(new ChatApi.EditMessage(ADA, "m1", longest), house.asked.get(0));
        house.asked.clear();
        for (String content : List.of("", "  ", "\u200B", longest + "x")) {
            HttpResponse<String> refused =
                    call("PATCH", "m1", new JsonObject().put("content", content).encode());
            assertEquals(422, refused.statusCode());
            assertEquals("content", new JsonObject(refused.body()).getString("field"));
        }
        for (String body : List.of("{}", "{\"content\":null}", "{\"content\":7}", "[]")) {
            assertEquals(422, call("PATCH", "m1", body).statusCode(), body);
        }
        assertEquals(400, call("PATCH", "m1", "").statusCode());
        assertEquals(List.of(), house.asked);
    }

    @Test
    void aMessageIsTakenOutAndWhatStaysElsewhereIsSaid() throws Exception {
        Message said = house.add(ADA, Sender.USER, "Hello");
        house.change = asked -> new MessageChange(said, true, "", 0);
        assertEquals("{\"message\":\"Deleted.\"}", call("DELETE", "m1", "").body());
        house.change = asked -> new MessageChange(said, true, "It is gone here; on Discord it stays.", 0);
        HttpResponse<String> there = call("DELETE", "m1", "");
        assertEquals(200, there.statusCode());
        assertEquals("It is gone here; on Discord it stays.", new JsonObject(there.body()).getString("message"));
        assertEquals(new ChatApi.RemoveMessage(ADA, "m1"), house.asked.get(1));
    }

    @Test
    void whatCannotBeChangedIsRefusedWithASentence() throws Exception {
        String[][] calls = {{"POST", "m1/again", ""}, {"PATCH", "m1", "{\"content\":\"x\"}"}, {"DELETE", "m1", ""}};
        for (String[] each : calls) {
            house.change = asked -> new MessageChange(null, false, "There is no such message.", 0);
            assertEquals(404, call(each[0], each[1], each[2]).statusCode());
            assertEquals(
                    401,
                    call(each[0], "/api/v1/messages/" + each[1], BodyPublishers.noBody())
                            .statusCode());
        }
        for (String[] each : List.of(calls[0], calls[1])) {
            house.change = asked -> new MessageChange(null, true, "Something was said after it.", 0);
            HttpResponse<String> refused = call(each[0], each[1], each[2]);
            assertEquals(409, refused.statusCode());
            assertEquals("Something was said after it.", new JsonObject(refused.body()).getString("detail"));
            house.change = asked -> new MessageChange(null, true, "", 17);
            HttpResponse<String> tooMany = call(each[0], each[1], each[2]);
            assertEquals(429, tooMany.statusCode());
            assertEquals("17", tooMany.headers().firstValue("Retry-After").orElseThrow());
        }
        assertFalse(house.asked.isEmpty());
    }
}
