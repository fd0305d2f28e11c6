package demi.http.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.store.MessageStore.GetHistory;
import demi.api.value.Message.Sender;
import demi.http.FakeBackend;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages over REST. */
class MessageRoutesTest extends RouteFixture {

    @Test
    void messagesComeInPages() throws Exception {
        for (int i = 0; i < 5; i++) {
            house.add("user-ada", i % 2 == 0 ? Sender.USER : Sender.DEMI, "line " + i);
        }
        List<String> seen = new ArrayList<>();
        String path = "/api/v1/messages?limit=2";
        String cursor = "";
        do {
            HttpResponse<String> page = get(path + cursor, as("ada"));
            List<String> ids = new ArrayList<>();
            new JsonArray(page.body()).forEach(one -> ids.add(((JsonObject) one).getString("message_id")));
            seen.addAll(0, ids);
            cursor = page.headers()
                    .firstValue("X-Next-Cursor")
                    .map(next -> "&before=" + next)
                    .orElse("");
        } while (!cursor.isEmpty());
        assertEquals(List.of("m1", "m2", "m3", "m4", "m5"), seen);
    }

    private HttpResponse<String> page(String query) throws Exception {
        return get("/api/v1/messages?" + query, as("ada"));
    }

    private static List<String> ids(HttpResponse<String> page) {
        return new JsonArray(page.body())
                .stream().map(one -> ((JsonObject) one).getString("message_id")).toList();
    }

    private static Optional<String> cursor(HttpResponse<String> page, String name) {
        return page.headers().firstValue(name);
    }

    private void lines(int count) {
        for (int i = 0; i < count; i++) {
            house.add("user-ada", i % 2 == 0 ? Sender.USER : Sender.DEMI, "line " + i);
        }
    }

    @Test
    void aPageAroundAMessageLeadsToBothSides() throws Exception {
        lines(9);
        HttpResponse<String> middle = page("around=m5&limit=4");
        assertEquals(List.of("m3", "m4", "m5", "m6"), ids(middle));
        HttpResponse<String> older =
                page("limit=4&before=" + cursor(middle, "X-Next-Cursor").orElseThrow());
        assertEquals(List.of("m1", "m2"), ids(older));
        assertTrue(cursor(older, "X-Prev-Cursor").isEmpty());
        HttpResponse<String> newer =
                page("limit=2&after=" + cursor(middle, "X-Prev-Cursor").orElseThrow());
        assertEquals(List.of("m7", "m8"), ids(newer));
        HttpResponse<String> last =
                page("limit=2&after=" + cursor(newer, "X-Prev-Cursor").orElseThrow());
        assertEquals(List.of("m9"), ids(last));
        assertTrue(cursor(last, "X-Prev-Cursor").isEmpty());
        assertTrue(cursor(last, "X-Next-Cursor").isEmpty());
    }

    @Test
    void aPageAroundTheFirstTheLastAndASingleOneIsWhole() throws Exception {
        lines(3);
        HttpResponse<String> first = page("around=m1&limit=2");
        assertEquals(List.of("m1"), ids(first));
        assertTrue(cursor(first, "X-Next-Cursor").isEmpty());
        assertEquals(
                List.of("m2"),
                ids(page("limit=1&after=" + cursor(first, "X-Prev-Cursor").orElseThrow())));
        HttpResponse<String> last = page("around=m3");
        assertEquals(List.of("m1", "m2", "m3"), ids(last));
        assertTrue(cursor(last, "X-Prev-Cursor").isEmpty());
        HttpResponse<String> single = page("around=m2&limit=1");
        assertEquals(List.of("m2"), ids(single));
        assertEquals(
                List.of("m1"),
                ids(page("before=" + cursor(single, "X-Next-Cursor").orElseThrow())));
        assertEquals(
                List.of("m3"),
                ids(page("after=" + cursor(single, "X-Prev-Cursor").orElseThrow())));
    }

    @Test
    void aPageAroundALongMessageEndsWhereItIsFull() throws Exception {
        for (int i = 0; i < 300; i++) {
            house.add("user-ada", Sender.USER, "x".repeat(4_000));
        }
        HttpResponse<String> middle = page("around=m150&limit=500");
        List<String> ids = ids(middle);
        assertTrue(middle.body().length() <= 1 << 20 && ids.size() > 200, "" + ids.size());
        assertTrue(ids.indexOf("m150") > 90 && ids.size() - ids.indexOf("m150") > 90, ids.toString());
        HttpResponse<String> newer =
                page("limit=500&after=" + cursor(middle, "X-Prev-Cursor").orElseThrow());
        int last = Integer.parseInt(ids.get(ids.size() - 1).substring(1));
        assertEquals("m" + (last + 1), ids(newer).get(0));
    }

    @Test
    void thereIsNoPageAroundWhatIsNotTheirs() throws Exception {
        house.add("user-bob", Sender.USER, "mine");
        assertEquals(404, page("around=m1").statusCode());
        assertEquals(404, page("around=nothing").statusCode());
    }

    @Test
    void aMessageHasAllItsFields() throws Exception {
        house.add("user-ada", Sender.DEMI, "Hm. \uD83D\uDE44");
        JsonObject message = new JsonArray(get("/api/v1/messages", as("ada")).body()).getJsonObject(0);
        assertEquals("user-ada", message.getString("conversation_id"));
        assertEquals("demi", message.getString("sender"));
        assertEquals("delivered", message.getString("status"));
        assertEquals("Hm. \uD83D\uDE44", message.getString("content"));
        assertEquals(9, message.getJsonObject("emotion_state").size());
        assertTrue(message.containsKey("read_at"));
        assertNull(message.getString("read_at"));
    }

    @Test
    void daysBoundTheQuestion() throws Exception {
        List<GetHistory> questions = new CopyOnWriteArrayList<>();
        house.history = question -> {
            questions.add(question);
            return FakeBackend.down();
        };
        assertEquals(503, get("/api/v1/messages?days=3", as("ada")).statusCode());
        assertEquals(100, questions.get(0).limit());
        assertFalse(questions.get(0).since() == null);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,limit",
        "limit=501,limit",
        "limit=a,limit",
        "limit=,limit",
        "days=0,days",
        "before=xyz,before",
        "after=xyz,after",
        "q=,q",
        "q=%20,q",
        "q=a%00,q",
        "around=,around",
        "q=a&around=m1,around",
        "around=m1&days=1,around",
        "around=m1&before=c2VxOjE,around",
        "after=c2VxOjE&before=c2VxOjE,after",
        "after=c2VxOjE&q=a,after",
        "q=a&days=1,q"
    })
    void wrongParametersAre422(String query, String field) throws Exception {
        HttpResponse<String> response = get("/api/v1/messages?" + query, as("ada"));
        assertEquals(422, response.statusCode());
        assertEquals(field, new JsonObject(response.body()).getString("field"));
    }
}
