package demi.http.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.NotificationsApi;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Answers in the language of who asks. */
class AnswerLanguageTest extends RouteFixture {

    private static final String[] GERMAN = {"Accept-Language", "de-DE,de;q=0.9,en;q=0.8"};

    private static String[] german(String token) {
        return new String[] {"Authorization", "Bearer " + token, GERMAN[0], GERMAN[1]};
    }

    private static void isGerman(HttpResponse<String> response, String sentence, String field) {
        assertEquals(sentence, new JsonObject(response.body()).getString(field));
        assertEquals("de", response.headers().firstValue("Content-Language").orElseThrow());
        assertTrue(response.headers().allValues("Vary").contains("accept-language"), "" + response.headers());
    }

    @Test
    void problemsAreInGermanForWhoWantsThat() throws Exception {
        isGerman(get("/api/v1/memories", GERMAN), "Ein Zugangstoken wird gebraucht.", "detail");
        isGerman(raw(room.port(), "GET", "/nowhere", BodyPublishers.noBody(), GERMAN), "Hier ist nichts.", "detail");
        isGerman(
                call("PUT", "/api/v1/notifications/target", BodyPublishers.ofString("{}"), german("bob")),
                "kind wird gebraucht und darf nicht leer sein.",
                "detail");
        isGerman(
                call("PUT", "/api/v1/notifications/target", BodyPublishers.ofString("["), german("bob")),
                "Der Inhalt ist kein gültiges JSON.",
                "detail");
    }

    @Test
    void theyAreInEnglishForEverybodyElse() throws Exception {
        HttpResponse<String> plain = get("/api/v1/memories");
        assertEquals("An access token is needed.", new JsonObject(plain.body()).getString("detail"));
        assertEquals("en", plain.headers().firstValue("Content-Language").orElseThrow());
        HttpResponse<String> french = get("/api/v1/memories", "Accept-Language", "fr");
        assertEquals("An access token is needed.", new JsonObject(french.body()).getString("detail"));
    }

    @Test
    void alsoWhereTheyStandInsideOfOthers() throws Exception {
        String body = raw(room.port(), "GET", "/health", BodyPublishers.noBody(), german("bob"))
                .body();
        JsonObject checks = new JsonObject(body).getJsonObject("checks");
        assertEquals(
                "Es hat sich noch nicht gemeldet.",
                checks.getJsonObject("database").getString("detail"));
    }

    @Test
    void sentencesOfOtherAnswersAsWellAndNothingElse() throws Exception {
        call("PUT", "/api/v1/notifications/target", BodyPublishers.ofString("{\"kind\":\"ntfy\"}"), as("bob"));
        house.tested = new NotificationsApi.TestResult(false, "The server has not answered.", 0);
        isGerman(
                call("POST", "/api/v1/notifications/test", BodyPublishers.noBody(), german("bob")),
                "Der Server hat nicht geantwortet.",
                "detail");
        isGerman(
                call("DELETE", "/api/v1/notifications/target", BodyPublishers.noBody(), german("bob")),
                "Kein Telefon erfährt mehr etwas.",
                "message");
        HttpResponse<String> messages = get("/api/v1/messages", german("bob"));
        assertFalse(messages.headers().firstValue("Content-Language").isPresent());
    }
}
