package demi.http.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.MemoryApi;
import io.vertx.core.json.JsonArray;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Memories over REST. */
class MemoryRoutesTest extends RouteFixture {

    @Test
    void memoriesAreReadPageByPage() throws Exception {
        house.remember("a", "m1");
        assertFalse(get("/api/v1/memories", as("ada")).headers().map().containsKey("x-next-cursor"));
        house.remember("b", null);
        HttpResponse<String> page = get("/api/v1/memories?limit=2", as("ada"));
        JsonArray list = new JsonArray(page.body());
        assertEquals("m1", list.getJsonObject(0).getString("message_id"));
        assertTrue(list.getJsonObject(1).containsKey("used_at"));
        String cursor = page.headers().firstValue("X-Next-Cursor").orElseThrow();
        assertEquals(200, get("/api/v1/memories?before=" + cursor, as("ada")).statusCode());
        assertEquals(new MemoryApi.ListMemories("user-ada", 100, 7), house.asked.get(house.asked.size() - 1));
        assertEquals(422, get("/api/v1/memories?limit=0", as("ada")).statusCode());
        assertEquals(422, get("/api/v1/memories?before=x", as("ada")).statusCode());
        assertEquals(401, get("/api/v1/memories").statusCode());
    }

    @Test
    void aMemoryIsCorrectedPinnedAndDeleted() throws Exception {
        house.remember("a", null);
        assertEquals(
                200,
                patch("/api/v1/memories/a", "{\"content\":\" Likes milk \"}").statusCode());
        assertEquals(
                200,
                patch("/api/v1/memories/a", "{\"pinned\":true,\"confidential\":false}")
                        .statusCode());
        MemoryApi.Change pinned = (MemoryApi.Change) house.asked.get(1);
        assertEquals(true, pinned.pinned());
        assertEquals(false, pinned.confidential());
        assertNull(pinned.content());
        assertEquals("Likes milk", ((MemoryApi.Change) house.asked.get(0)).content());
        for (String wrong : List.of(
                "{}",
                "{\"pinned\":1}",
                "{\"content\":7}",
                "{\"content\":\"refused\"}",
                "{\"content\":\" \",\"pinned\":true}",
                "[]")) {
            assertEquals(422, patch("/api/v1/memories/a", wrong).statusCode(), wrong);
        }
        assertEquals(400, patch("/api/v1/memories/a", "{").statusCode());
        assertEquals(404, patch("/api/v1/memories/other", "{\"pinned\":true}").statusCode());
        BodyPublisher nothing = BodyPublishers.noBody();
        assertEquals(
                200, call("DELETE", "/api/v1/memories/a", nothing, as("ada")).statusCode());
        assertEquals(
                404, call("DELETE", "/api/v1/memories/a", nothing, as("ada")).statusCode());
        assertEquals(401, call("DELETE", "/api/v1/memories/a", nothing).statusCode());
        assertEquals(
                401,
                call("PATCH", "/api/v1/memories/a", BodyPublishers.ofString("{\"pinned\":true}"))
                        .statusCode());
    }
}
