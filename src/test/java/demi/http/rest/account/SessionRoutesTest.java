package demi.http.rest.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import demi.api.OwnAccountsApi;
import demi.http.rest.RouteFixture;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Sessions over REST. */
class SessionRoutesTest extends RouteFixture {

    @Test
    void sessionsMarkTheCurrentOne() throws Exception {
        JsonObject body = new JsonObject(get("/api/v1/auth/sessions", as("ada")).body());
        assertEquals(2, body.getInteger("total_count"));
        for (Object one : body.getJsonArray("sessions")) {
            JsonObject session = (JsonObject) one;
            assertEquals(session.getString("session_id").equals("session-ada"), session.getBoolean("is_current"));
            assertEquals("2026-11-20T10:00:00.123Z", session.getString("created_at"));
        }
    }

    @Test
    void sessionsTellWhatHappenedAndTheOthersEndTogether() throws Exception {
        JsonArray notices =
                new JsonObject(get("/api/v1/auth/sessions", as("ada")).body()).getJsonArray("notices");
        assertEquals("new_device", notices.getJsonObject(0).getString("kind"));
        assertEquals("Phone", notices.getJsonObject(0).getString("device_name"));
        assertEquals(1, new JsonObject(delete("/api/v1/auth/sessions", "ada").body()).getInteger("ended"));
        assertEquals(
                "session-ada",
                ((OwnAccountsApi.EndOtherSessions) house.asked.get(0)).caller().sessionId());
    }

    @Test
    void onlyOnesOwnSessionsCanBeEnded() throws Exception {
        assertEquals(404, delete("/api/v1/auth/sessions/session-bob", "ada").statusCode());
        assertEquals(404, delete("/api/v1/auth/sessions/nobody", "ada").statusCode());
        HttpResponse<String> ended = delete("/api/v1/auth/sessions/session-ada", "ada");
        assertEquals(200, ended.statusCode());
        assertEquals(401, get("/api/v1/auth/sessions", as("ada")).statusCode());
    }
}
