package demi.http.rest.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.NotificationsApi;
import demi.api.store.IdentityStore;
import demi.api.store.PersonStore;
import demi.api.store.WebPushStore;
import demi.api.value.Message;
import demi.api.value.Secret;
import demi.http.FakeBackend;
import demi.http.rest.RouteFixture;
import demi.store.StoreFixture;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything of the caller's as one file. */
class ExportRoutesTest extends RouteFixture {

    private static final String EXPORT = "/api/v1/me/export";

    @BeforeEach
    void knowWhomElseTheyAre() {
        StoreFixture.get(
                bus.handle(IdentityStore.LINKS, asks -> Future.succeededFuture(new IdentityStore.Links(List.of()))));
        StoreFixture.get(bus.handle(
                WebPushStore.BROWSERS, asks -> Future.succeededFuture(new WebPushStore.Browsers(List.of()))));
    }

    @Test
    void everythingOfTheCallersIsInItAndNoSecret() throws Exception {
        house.phone(new NotificationsApi.Target(
                NotificationsApi.Kind.NTFY, "https://ntfy.sh", "topic", new Secret("token of ntfy"), null, true));
        house.remember("f1", "m1");
        house.add("user-ada", Message.Sender.USER, "\"quoted\" \u0000 </script>");
        house.add("user-bob", Message.Sender.USER, "another's");
        house.add("user-ada", Message.Sender.DEMI, "hello");
        HttpResponse<String> answer = get(EXPORT, as("ada"));
        assertEquals(200, answer.statusCode());
        assertEquals(
                "attachment; filename=\"demi-export.json\"",
                answer.headers().firstValue("Content-Disposition").orElse(""));
        assertFalse(answer.body().contains("token of ntfy"));
        JsonObject all = new JsonObject(answer.body());
        assertEquals("user-ada", all.getJsonObject("profile").getString("user_id"));
        assertEquals(2, all.getJsonArray("sessions").size());
        assertEquals(2, all.getJsonArray("notices").size());
        assertEquals("topic", all.getJsonObject("notification_target").getString("topic"));
        assertEquals(1, all.getJsonArray("decisions").size());
        assertEquals("f1", all.getJsonArray("memories").getJsonObject(0).getString("memory_id"));
        JsonArray messages = all.getJsonArray("messages");
        assertEquals(2, messages.size());
        assertEquals("m1", messages.getJsonObject(0).getString("message_id"));
        assertEquals("Pixel", all.getJsonArray("app_passwords").getJsonObject(0).getString("name"));
        assertTrue(all.getJsonArray("networks").isEmpty()
                && all.getJsonArray("web_push").isEmpty());
        assertTrue(all.getJsonArray("pictures").isEmpty());
    }

    @Test
    void whoHasNothingYetGetsAFileToo() throws Exception {
        JsonObject all = new JsonObject(get(EXPORT, as("bob")).body());
        assertTrue(all.getJsonArray("messages").isEmpty() && all.containsKey("notification_target"));
        assertEquals(401, get(EXPORT).statusCode());
        assertEquals(
                200,
                raw(room.port(), "HEAD", EXPORT, BodyPublishers.noBody(), as("bob"))
                        .statusCode());
    }

    @Test
    void itIsAskedForPageByPageAndLosesNothing() throws Exception {
        for (int i = 0; i < 250; i++) {
            house.add("user-ada", Message.Sender.USER, "x".repeat(4_000));
        }
        JsonArray messages = new JsonObject(get(EXPORT, as("ada")).body()).getJsonArray("messages");
        assertEquals(250, messages.size());
        assertEquals("m250", messages.getJsonObject(249).getString("message_id"));
        assertEquals(
                List.of(page(0), page(100), page(200)),
                house.asked.stream()
                        .filter(PersonStore.ListMessages.class::isInstance)
                        .toList());
    }

    /** Half a file must not be taken for the whole. */
    @Test
    void whereItFailsInTheMiddleTheFileBreaksOff() {
        for (int i = 0; i < 150; i++) {
            house.add("user-ada", Message.Sender.USER, "hello");
        }
        house.allMessages = asks -> asks.after() == 0 ? house.messagesAfter(asks) : FakeBackend.down();
        assertThrows(IOException.class, () -> get(EXPORT, as("ada")));
    }

    private static PersonStore.ListMessages page(long after) {
        return new PersonStore.ListMessages("user-ada", after, 100);
    }
}
