package demi.http.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.ModelCatalogApi;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is the owner's over REST: models, machine, log; and linking codes. */
class OwnerRoutesTest extends RouteFixture {

    @Test
    void theOwnerSeesGetsAndSwitchesModels() throws Exception {
        JsonObject listing = new JsonObject(get("/api/v1/models", as("ada")).body());
        assertEquals("llama3.2:1b", listing.getString("wanted"));
        assertTrue(listing.getJsonArray("models").getJsonObject(0).getBoolean("fits"));
        assertEquals(42, listing.getJsonArray("pulls").getJsonObject(0).getInteger("percent"));
        HttpResponse<String> pulled = post("/api/v1/models/pull", "{\"model\":\"qwen3:8b\"}", as("ada"));
        assertEquals(202, pulled.statusCode());
        assertEquals(new ModelCatalogApi.PullModel("qwen3:8b"), house.asked.get(1));
        assertEquals(
                200,
                post("/api/v1/models/use", "{\"model\":\"large\"}", as("ada")).statusCode());
        assertEquals(
                404,
                post("/api/v1/models/use", "{\"model\":\"missing\"}", as("ada")).statusCode());
        assertEquals(422, post("/api/v1/models/use", "{}", as("ada")).statusCode());
    }

    @Test
    void theOwnerSeesTheMachine() throws Exception {
        JsonObject seen = new JsonObject(get("/api/v1/resources", as("ada")).body());
        assertTrue(seen.getBoolean("shedding"));
        assertEquals(70, seen.getInteger("threshold_percent"));
        JsonObject sample = seen.getJsonArray("samples").getJsonObject(0);
        assertEquals(75.0, sample.getDouble("memory_percent"));
        assertEquals(25.4, sample.getDouble("processor_percent"));
        assertEquals(4L << 30, sample.getLong("memory_total_bytes"));
    }

    @Test
    void theOwnerSaysHowMuchIsLogged() throws Exception {
        assertEquals("{\"level\":\"INFO\"}", get("/api/v1/logging", as("ada")).body());
        assertEquals(
                "{\"level\":\"DEBUG\"}",
                patch("/api/v1/logging", "{\"level\":\"debug\"}").body());
        for (String level : List.of("\"LOUD\"", "7", "\"\"", "null")) {
            assertEquals(
                    422, patch("/api/v1/logging", "{\"level\":" + level + "}").statusCode(), level);
        }
        assertEquals(
                403,
                call("PATCH", "/api/v1/logging", BodyPublishers.ofString("{\"level\":\"DEBUG\"}"), as("bob"))
                        .statusCode());
        assertEquals(403, get("/api/v1/logging", as("bob")).statusCode());
    }

    @Test
    void nobodyElseDoes() throws Exception {
        assertEquals(403, get("/api/v1/models", as("bob")).statusCode());
        assertEquals(403, get("/api/v1/resources", as("bob")).statusCode());
        assertEquals(
                403, post("/api/v1/models/pull", "{\"model\":\"x\"}", as("bob")).statusCode());
        assertEquals(
                403, post("/api/v1/models/use", "{\"model\":\"x\"}", as("bob")).statusCode());
        assertEquals(401, post("/api/v1/models/pull", "{\"model\":\"x\"}").statusCode());
        assertTrue(house.asked.isEmpty());
    }

    @Test
    void aCodeForDiscordIsForWhoIsLoggedIn() throws Exception {
        JsonObject body =
                new JsonObject(post("/api/v1/discord/code", "", as("ada")).body());
        assertEquals(new JsonObject().put("code", "ABCDE-FGHJK").put("expires_in", 600), body);
        assertEquals(503, post("/api/v1/discord/code", "", as("bob")).statusCode());
        assertEquals(401, post("/api/v1/discord/code", "").statusCode());
    }
}
