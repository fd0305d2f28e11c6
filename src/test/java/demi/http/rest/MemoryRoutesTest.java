package demi.http.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.MemoryApi;
import demi.api.value.Holding;
import demi.api.value.MemoryKind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.LocalTime;
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

    @Test
    void memoriesAreSearchedByWordsAndKind() throws Exception {
        house.remember("a", null);
        JsonArray list = new JsonArray(
                get("/api/v1/memories?q=tea&kind=taste", as("ada")).body());
        assertEquals("taste", list.getJsonObject(0).getString("kind"));
        assertTrue(list.getJsonObject(0).containsKey("holds"));
        assertTrue(list.getJsonObject(0).containsKey("ended_at"));
        assertEquals(
                new MemoryApi.ListMemories("user-ada", 100, 0, "tea", MemoryKind.TASTE),
                house.asked.get(house.asked.size() - 1));
        assertEquals(422, get("/api/v1/memories?kind=secret", as("ada")).statusCode());
        assertEquals(
                422, get("/api/v1/memories?q=" + "x".repeat(201), as("ada")).statusCode());
    }

    @Test
    void aMemoryIsAddedWithItsDaysAndKind() throws Exception {
        HttpResponse<String> added = post(
                "/api/v1/memories",
                "{\"content\":\"Has an exam\",\"kind\":\"event\",\"holds\":{\"from\":\"2026-12-04\",\"until\":\"2026-12-04\",\"at\":\"09:00\"}}",
                as("ada"));
        assertEquals(201, added.statusCode(), added.body());
        MemoryApi.NewMemory memory =
                ((MemoryApi.AddMemories) house.asked.get(0)).memories().get(0);
        assertEquals(MemoryKind.EVENT, memory.kind());
        assertEquals(
                new Holding(LocalDate.parse("2026-12-04"), LocalDate.parse("2026-12-04"), LocalTime.of(9, 0), false),
                memory.holds());
        assertTrue(memory.confidential());
        assertEquals(
                409,
                post("/api/v1/memories", "{\"content\":\"known\"}", as("ada")).statusCode());
        for (String wrong : List.of(
                "{}",
                "{\"content\":\"x\",\"kind\":\"secret\"}",
                "{\"content\":\"x\",\"holds\":{\"from\":\"tomorrow\"}}",
                "{\"content\":\"x\",\"holds\":{\"from\":\"2026-12-04\",\"until\":\"2026-12-03\"}}",
                "{\"content\":\"x\",\"holds\":{\"from\":\"+999999999-12-31\"}}",
                "{\"content\":\"x\",\"holds\":7}")) {
            assertEquals(422, post("/api/v1/memories", wrong, as("ada")).statusCode(), wrong);
        }
    }

    @Test
    void whatIsOverOrOfTheHouseIsChanged() throws Exception {
        house.remember("a", null);
        assertEquals(
                200,
                patch("/api/v1/memories/a", "{\"ended\":true,\"house\":true,\"holds\":{}}")
                        .statusCode());
        MemoryApi.Change change = (MemoryApi.Change) house.asked.get(0);
        assertEquals(true, change.ended());
        assertEquals(true, change.house());
        assertEquals(Holding.UNDATED, change.holds());
    }

    @Test
    void theLastChangeIsUndone() throws Exception {
        HttpResponse<String> undone = post("/api/v1/memories/undo", "", as("ada"));
        assertEquals(200, undone.statusCode(), undone.body());
        assertEquals("delete", new JsonObject(undone.body()).getString("undone"));
        assertEquals(
                401,
                call("POST", "/api/v1/memories/undo", BodyPublishers.noBody()).statusCode());
    }

    @Test
    void allIsTakenAwayAsAFile() throws Exception {
        house.remember("a", null);
        HttpResponse<String> json = get("/api/v1/memories/export", as("ada"));
        assertEquals(
                "attachment; filename=\"demi-memories.json\"",
                json.headers().firstValue("Content-Disposition").orElseThrow());
        assertEquals(
                "Likes tea",
                new JsonObject(json.body())
                        .getJsonArray("memories")
                        .getJsonObject(0)
                        .getString("content"));
        HttpResponse<String> text =
                raw(room.port(), "GET", "/api/v1/memories/export?format=markdown", BodyPublishers.noBody(), as("ada"));
        assertEquals(
                "text/markdown; charset=utf-8",
                text.headers().firstValue("Content-Type").orElseThrow());
        assertTrue(text.body().contains("## Likes and dislikes\n\n- Likes tea _(told "), text.body());
        assertEquals(422, get("/api/v1/memories/export?format=pdf", as("ada")).statusCode());
        assertEquals(401, get("/api/v1/memories/export").statusCode());
    }

    @Test
    void aFileIsBroughtAlongAndMayBeLarge() throws Exception {
        String large = "- " + "Likes tea ".repeat(40) + "\n";
        HttpResponse<String> done =
                call("POST", "/api/v1/memories/import", BodyPublishers.ofString(large.repeat(1_500)), as("ada"));
        assertEquals(200, done.statusCode(), done.body());
        assertEquals(2, new JsonObject(done.body()).getInteger("added"));
        assertTrue(((MemoryApi.ImportMemories) house.asked.get(0)).confidential());
        assertEquals(
                413,
                call("POST", "/api/v1/memories/import", BodyPublishers.ofString(large.repeat(3_000)), as("ada"))
                        .statusCode());
        assertEquals(
                401,
                call("POST", "/api/v1/memories/import", BodyPublishers.ofString("- x"))
                        .statusCode());
    }
}
