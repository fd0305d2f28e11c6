package demi.http.rest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.NotificationsApi;
import demi.api.OpenDevices;
import demi.api.WebPushApi;
import demi.http.TestSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Phones over REST. */
class NotificationRoutesTest extends RouteFixture {

    private boolean present(String userId) throws Exception {
        return bus.request(OpenDevices.HAS_OPEN_DEVICE, new OpenDevices.HasOpenDevice(userId))
                .await(60, TimeUnit.SECONDS)
                .open();
    }

    @Test
    void everybodySetsTheirOwnPhone() throws Exception {
        String target = "/api/v1/notifications/target";
        JsonObject none = new JsonObject(get(target, as("bob")).body());
        assertNull(none.getJsonObject("target"));
        assertEquals(new JsonArray().add("https://ntfy.sh"), none.getJsonArray("servers"));
        assertEquals(
                404,
                call("POST", "/api/v1/notifications/test", BodyPublishers.noBody(), as("bob"))
                        .statusCode());
        HttpResponse<String> set =
                put(target, "{\"kind\":\"ntfy\",\"topic\":\"bobs\",\"token\":\"tk_secret\",\"text\":true}");
        assertEquals(200, set.statusCode());
        JsonObject now = new JsonObject(set.body()).getJsonObject("target");
        assertEquals("bobs", now.getString("topic"));
        assertTrue(now.getBoolean("token"));
        assertFalse(set.body().contains("tk_secret"));
        NotificationsApi.SetTarget asked = (NotificationsApi.SetTarget) house.asked.get(house.asked.size() - 1);
        assertEquals("user-bob", asked.userId());
        for (String wrong : List.of(
                "{}",
                "{\"kind\":\"webhook\"}",
                "{\"kind\":\"ntfy\",\"topic\":7}",
                "{\"kind\":\"ntfy\",\"text\":\"yes\"}",
                "{\"kind\":\"ntfy\",\"server\":\"https://elsewhere.example\"}",
                "[]")) {
            assertEquals(422, put(target, wrong).statusCode(), wrong);
        }
        HttpResponse<String> test = call("POST", "/api/v1/notifications/test", BodyPublishers.noBody(), as("bob"));
        assertTrue(new JsonObject(test.body()).getBoolean("sent"));
        house.tested = new NotificationsApi.TestResult(false, "Too many.", 17);
        HttpResponse<String> tooMany = call("POST", "/api/v1/notifications/test", BodyPublishers.noBody(), as("bob"));
        assertEquals(429, tooMany.statusCode());
        assertEquals("17", tooMany.headers().firstValue("Retry-After").orElseThrow());
        assertEquals(
                200, call("DELETE", target, BodyPublishers.noBody(), as("bob")).statusCode());
        assertEquals(
                404, call("DELETE", target, BodyPublishers.noBody(), as("bob")).statusCode());
        assertEquals(401, get(target).statusCode());
        assertEquals(401, call("PUT", target, BodyPublishers.ofString("{}")).statusCode());
        assertEquals(
                401,
                call("POST", "/api/v1/notifications/test", BodyPublishers.noBody())
                        .statusCode());
    }

    @Test
    void everybodySubscribesTheirOwnBrowsers() throws Exception {
        String path = "/api/v1/notifications/web-push";
        String endpoint = "https://push.example.org/" + "e".repeat(700);
        String body = "{\"endpoint\":\"" + endpoint + "\",\"keys\":{\"p256dh\":\"BP\",\"auth\":\"au\"},\"text\":true}";
        HttpResponse<String> made = call("POST", path, BodyPublishers.ofString(body), as("bob"));
        assertEquals(201, made.statusCode(), made.body());
        assertFalse(made.body().contains("eeee"), "whoever knows the endpoint can tell that browser anything");
        WebPushApi.Subscribe asked = (WebPushApi.Subscribe) house.asked.get(house.asked.size() - 1);
        assertEquals("user-bob", asked.userId());
        assertEquals(endpoint, asked.endpoint().value());
        assertEquals("Browser", asked.deviceName());
        assertTrue(asked.text());
        assertFalse(asked.sessionId().isEmpty());
        JsonObject status = new JsonObject(get(path, as("bob")).body());
        assertTrue(status.getBoolean("enabled"));
        assertEquals("BKey", status.getString("public_key"));
        assertEquals(
                new JsonObject(made.body()),
                status.getJsonArray("subscriptions").getJsonObject(0));
        for (String wrong : List.of(
                "{}",
                "{\"endpoint\":\"https://push.example.org/e\"}",
                "{\"endpoint\":\"https://push.example.org/e\",\"keys\":{\"auth\":\"au\"}}",
                "{\"endpoint\":\"https://push.example.org/e\",\"keys\":[]}",
                "{\"endpoint\":7,\"keys\":{\"p256dh\":\"BP\",\"auth\":\"au\"}}",
                "{\"endpoint\":\"https://127.0.0.1/e\",\"keys\":{\"p256dh\":\"BP\",\"auth\":\"au\"}}")) {
            assertEquals(
                    422,
                    call("POST", path, BodyPublishers.ofString(wrong), as("bob"))
                            .statusCode(),
                    wrong);
        }
        assertEquals(200, delete(path + "/s1", "bob").statusCode());
        assertEquals(404, delete(path + "/s1", "bob").statusCode());
        assertEquals(401, get(path).statusCode());
        assertEquals(401, call("POST", path, BodyPublishers.ofString(body)).statusCode());
        assertEquals(401, call("DELETE", path + "/s1", BodyPublishers.noBody()).statusCode());
    }

    @Test
    void whoHasAChatOpenIsPresent() throws Exception {
        assertFalse(present("user-ada"));
        TestSocket phone = device("ada");
        assertTrue(present("user-ada"));
        assertFalse(present("user-bob"));
        phone.socket.close().await(60, TimeUnit.SECONDS);
        await().until(() -> !present("user-ada"));
    }
}
