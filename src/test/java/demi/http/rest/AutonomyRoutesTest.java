package demi.http.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AutonomyApi;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Writing first over REST: reasons, quiet, and the owner's pause. */
class AutonomyRoutesTest extends RouteFixture {

    @Test
    void whySheDoesNotWriteFirstIsTold() throws Exception {
        JsonObject now = new JsonObject(get("/api/v1/autonomy", as("bob")).body());
        assertEquals("content", now.getJsonObject("would").getString("code"));
        assertEquals("22:00", now.getJsonObject("quiet").getString("from"));
        HttpResponse<String> page = get("/api/v1/autonomy/decisions?limit=2", as("bob"));
        JsonArray list = new JsonArray(page.body());
        assertEquals("check_in", list.getJsonObject(0).getString("kind"));
        assertNull(list.getJsonObject(1).getString("trigger"));
        assertEquals("f1", list.getJsonObject(0).getString("memory_id"));
        assertNull(list.getJsonObject(1).getString("memory_id"));
        String cursor = page.headers().firstValue("X-Next-Cursor").orElseThrow();
        assertEquals(
                200,
                get("/api/v1/autonomy/decisions?before=" + cursor, as("bob")).statusCode());
        assertEquals(new AutonomyApi.ListDecisions("user-bob", 100, 8), house.asked.get(house.asked.size() - 1));
        assertEquals(403, get("/api/v1/autonomy/rambles", as("bob")).statusCode());
        assertEquals(200, get("/api/v1/autonomy/rambles", as("ada")).statusCode());
        assertEquals(new AutonomyApi.ListDecisions(null, 100, 0), house.asked.get(house.asked.size() - 1));
        assertEquals(422, get("/api/v1/autonomy/decisions?limit=501", as("bob")).statusCode());
        for (String path : List.of("/api/v1/autonomy", "/api/v1/autonomy/decisions", "/api/v1/autonomy/rambles")) {
            assertEquals(401, get(path).statusCode());
        }
    }

    @Test
    void quietIsAskedFor() throws Exception {
        assertEquals(
                200,
                patch("/api/v1/autonomy/quiet", "{\"hours\":8,\"timezone\":\"Asia/Tokyo\"}")
                        .statusCode());
        AutonomyApi.SetQuiet set = (AutonomyApi.SetQuiet) house.asked.get(0);
        assertTrue(set.quiet().until() != null && set.quiet().until().isAfter(Instant.now()));
        assertEquals(ZoneId.of("Asia/Tokyo"), set.quiet().zone());
        assertNull(set.quiet().from());
        assertNull(set.quiet().hurtTones());
        var gentle = patch("/api/v1/autonomy/quiet", "{\"hurt_tones\":false}");
        assertEquals(200, gentle.statusCode());
        assertEquals(false, ((AutonomyApi.SetQuiet) house.asked.get(1)).quiet().hurtTones());
        for (String wrong : List.of(
                "{}",
                "{\"hours\":-1}",
                "{\"hours\":9000}",
                "{\"hours\":\"8\"}",
                "{\"from\":\"25:00\"}",
                "{\"to\":8}",
                "{\"hurt_tones\":\"no\"}",
                "{\"timezone\":\"Mars/Phobos\"}",
                "[]")) {
            assertEquals(422, patch("/api/v1/autonomy/quiet", wrong).statusCode(), wrong);
        }
        assertEquals(400, patch("/api/v1/autonomy/quiet", "{\"hours\":NaN}").statusCode());
        assertEquals(
                401,
                call("PATCH", "/api/v1/autonomy/quiet", BodyPublishers.ofString("{\"hours\":1}"))
                        .statusCode());
    }

    @Test
    void onlyTheOwnerPausesHer() throws Exception {
        BodyPublisher pause = BodyPublishers.ofString("{\"paused\":true}");
        assertEquals(403, call("PATCH", "/api/v1/autonomy", pause, as("bob")).statusCode());
        assertEquals(401, call("PATCH", "/api/v1/autonomy", pause).statusCode());
        assertEquals(List.of(), house.asked);
        assertTrue(new JsonObject(patch("/api/v1/autonomy", "{\"paused\":true}").body()).getBoolean("paused"));
        assertEquals(422, patch("/api/v1/autonomy", "{}").statusCode());
    }
}
