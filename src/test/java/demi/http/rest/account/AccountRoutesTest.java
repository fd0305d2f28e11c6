package demi.http.rest.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AccountsApi;
import demi.api.OwnAccountsApi;
import demi.http.rest.RouteFixture;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The own account over REST. */
class AccountRoutesTest extends RouteFixture {

    @Test
    void theOwnAccountIsSeenAndChanged() throws Exception {
        JsonObject account = new JsonObject(get("/api/v1/account", as("ada")).body());
        assertEquals("Ada", account.getString("username"));
        assertEquals(true, account.getBoolean("totp"));
        assertEquals(422, patch("/api/v1/account", "{}").statusCode());
        assertEquals(200, patch("/api/v1/account", "{\"username\":\"Bea\"}").statusCode());
        post("/api/v1/account/password", "{\"current_password\":\"a\",\"new_password\":\"b\"}", as("ada"));
        var change = (OwnAccountsApi.ChangePassword) house.asked.get(house.asked.size() - 1);
        assertTrue(change.endOthers());
        post(
                "/api/v1/account/password",
                "{\"current_password\":\"a\",\"new_password\":\"b\",\"end_other_sessions\":false}",
                as("ada"));
        assertFalse(((OwnAccountsApi.ChangePassword) house.asked.get(house.asked.size() - 1)).endOthers());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/account/password|{\"current_password\":\"a\",\"new_password\":\"b\"}|message",
                "/api/v1/account/totp|{\"password\":\"a\"}|uri",
                "/api/v1/account/totp/confirm|{\"code\":\"a\"}|recovery_codes",
                "/api/v1/account/totp/end|{\"password\":\"a\",\"code\":\"b\"}|message",
                "/api/v1/account/app-passwords|{\"password\":\"a\",\"name\":\"Pixel\"}|app_password"
            })
    void whatIsAskedOfTheOwnAccountIsAnsweredOrRefused(String path, String body, String field) throws Exception {
        assertTrue(new JsonObject(post(path, body, as("ada")).body()).containsKey(field));
        assertEquals(401, post(path, body).statusCode());
        assertEquals(422, post(path, "{}", as("ada")).statusCode());
        assertEquals(400, post(path, "{", as("ada")).statusCode());
        for (var refusal : Map.of(
                        AccountsApi.RefusalReason.WRONG_PASSWORD,
                        403,
                        AccountsApi.RefusalReason.LOCKED,
                        403,
                        AccountsApi.RefusalReason.BAD_INPUT,
                        422)
                .entrySet()) {
            house.refuses = new AccountsApi.Refused(refusal.getKey(), "No.", 0);
            assertEquals(refusal.getValue(), post(path, body, as("ada")).statusCode());
        }
    }

    @Test
    void passwordsOfAppsAreListedAndRevoked() throws Exception {
        JsonArray list =
                new JsonArray(get("/api/v1/account/app-passwords", as("ada")).body());
        assertEquals("Pixel", list.getJsonObject(0).getString("name"));
        assertFalse(list.getJsonObject(0).containsKey("app_password"));
        assertEquals(200, delete("/api/v1/account/app-passwords/app-1", "ada").statusCode());
        assertEquals(404, delete("/api/v1/account/app-passwords/other", "ada").statusCode());
    }
}
