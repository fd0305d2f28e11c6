package demi.http.rest.house;

import static demi.http.FakeBackend.down;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import demi.api.EmotionApi;
import demi.api.EmotionApi.By;
import demi.api.EmotionApi.Cause;
import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import demi.http.rest.RouteFixture;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MoodRoutesTest extends RouteFixture {

    private static final Instant AT = Instant.parse("2026-11-23T10:00:00.123456Z");
    private static final EmotionLevels FELT = EmotionLevels.neutral().with(Emotion.AFFECTION, .75);

    private void feels(@Nullable Instant idleSince) throws Exception {
        bus.handle(EmotionApi.HISTORY, asked -> {
                    house.asked.add(asked);
                    return Future.succeededFuture(new EmotionApi.History(
                            FELT,
                            idleSince,
                            List.of(new EmotionApi.Point(AT, FELT)),
                            List.of(new Cause(AT, AT, "positive_message", By.YOU, Map.of(Emotion.AFFECTION, .12345)))));
                })
                .await(60, TimeUnit.SECONDS);
    }

    @Test
    void everybodySeesHowSheFeelsAndWhy() throws Exception {
        feels(AT);
        JsonObject mood =
                new JsonObject(get("/api/v1/mood?hours=744", as("bob")).body());
        assertEquals(new EmotionApi.GetHistory("user-bob", 744), house.asked.get(0));
        assertEquals("affection", mood.getJsonObject("now").getString("dominant"));
        assertEquals("2026-11-23T10:00:00.123Z", mood.getJsonObject("now").getString("idle_since"));
        assertEquals(
                .75,
                mood.getJsonArray("history")
                        .getJsonObject(0)
                        .getJsonObject("emotions")
                        .getDouble("affection"));
        JsonObject cause = mood.getJsonArray("causes").getJsonObject(0);
        assertEquals("you", cause.getString("by"));
        assertEquals(.123, cause.getJsonObject("changes").getDouble("affection"));
        assertFalse(cause.encode().contains("user-"));
    }

    @Test
    void aDayUnlessSomethingElseIsAsked() throws Exception {
        feels(null);
        JsonObject mood = new JsonObject(get("/api/v1/mood", as("ada")).body());
        assertEquals(new EmotionApi.GetHistory("user-ada", 24), house.asked.get(0));
        assertNull(mood.getJsonObject("now").getString("idle_since"));
        for (String hours : List.of("0", "745", "-1", "x", "1.5", "")) {
            assertEquals(422, get("/api/v1/mood?hours=" + hours, as("ada")).statusCode(), hours);
        }
        assertEquals(401, get("/api/v1/mood").statusCode());
    }

    @Test
    void withoutTheStoreItIs503() throws Exception {
        bus.handle(EmotionApi.HISTORY, asked -> down()).await(60, TimeUnit.SECONDS);
        assertEquals(503, get("/api/v1/mood", as("ada")).statusCode());
    }
}
