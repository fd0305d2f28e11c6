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
    @CsvSource({"limit=0,limit", "limit=501,limit", "limit=a,limit", "limit=,limit", "days=0,days", "before=xyz,before"
    })
    void wrongParametersAre422(String query, String field) throws Exception {
        HttpResponse<String> response = get("/api/v1/messages?" + query, as("ada"));
        assertEquals(422, response.statusCode());
        assertEquals(field, new JsonObject(response.body()).getString("field"));
    }
}
