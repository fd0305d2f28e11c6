package demi.http.rest.account;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AccountsApi;
import demi.api.AutonomyApi;
import demi.api.value.Secret;
import demi.http.FakeBackend;
import demi.http.rest.RouteFixture;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in, refreshing and the first account over REST. */
class LoginRoutesTest extends RouteFixture {

    @Test
    void loginAnswersAllFieldsOfTheContract() throws Exception {
        JsonObject body = new JsonObject(post(LOGIN, GOOD).body());
        assertEquals(
                new JsonObject()
                        .put("access_token", "ada")
                        .put("refresh_token", "refresh")
                        .put("token_type", "bearer")
                        .put("expires_in", 1800)
                        .put("refresh_expires_in", 604800)
                        .put("user_id", "user-ada")
                        .put("email", "ada@example.org")
                        .put("session_id", "session-ada"),
                body);
    }

    @Test
    void loginFillsInTheDeviceAndIgnoresWhatItDoesNotKnow() throws Exception {
        String body = "{\"email\":\" ada@example.org \",\"password\":\" pw \",\"device_name\":null,"
                + "\"device_fingerprint\":null,\"new\":{\"a\":[1]}}";
        assertEquals(200, post("//api/v1/auth/login", body, as("stale")).statusCode());
        AccountsApi.Login asked = (AccountsApi.Login) house.asked.get(0);
        assertEquals("Android Device", asked.deviceName());
        assertNull(asked.deviceFingerprint());
        assertEquals("ada@example.org", asked.email());
        assertEquals(" pw ", asked.password().value());
        assertEquals("127.0.0.1", asked.address());
    }

    @Test
    void aDeviceGetsACookieThatMakesItKnownNextTime() throws Exception {
        house.entry = asked -> FakeBackend.granted(new Secret("AAAAAAAAAAAAAAAAAAAAAA"));
        String cookie = post(LOGIN, GOOD).headers().firstValue("Set-Cookie").orElse("");
        assertTrue(cookie.startsWith("demi_device=AAAAAAAAAAAAAAAAAAAAAA; Max-Age="), cookie);
        assertTrue(cookie.contains("; HTTPOnly") && cookie.contains("; SameSite=Strict"), cookie);
        assertFalse(cookie.contains("Secure") || cookie.contains("Path"), cookie);
        HttpResponse<String> secure = post(
                LOGIN,
                GOOD,
                "Cookie",
                "a=b; demi_device=AAAAAAAAAAAAAAAAAAAAAA",
                "X-Forwarded-Proto",
                "https",
                "Authorization",
                "Bearer stale");
        assertTrue(secure.headers().firstValue("Set-Cookie").orElse("").contains("; Secure"));
        AccountsApi.DeviceProof first = ((AccountsApi.Login) house.asked.get(0)).proof();
        assertEquals(AccountsApi.DeviceProof.NONE, first);
        AccountsApi.DeviceProof second = ((AccountsApi.Login) house.asked.get(1)).proof();
        assertEquals(new AccountsApi.DeviceProof(new Secret("AAAAAAAAAAAAAAAAAAAAAA"), new Secret("stale")), second);
    }

    @Test
    void whoHangsUpDuringALoginGivesItUp() throws Exception {
        Promise<AccountsApi.LoginResult> never = Promise.promise();
        List<AccountsApi.Login> logins = new CopyOnWriteArrayList<>();
        house.logsIn = login -> {
            logins.add(login);
            return never.future();
        };
        NetSocket socket =
                vertx.createNetClient().connect(room.port(), "127.0.0.1").await(60, TimeUnit.SECONDS);
        socket.write("POST " + LOGIN + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                        + GOOD.length() + "\r\n\r\n" + GOOD)
                .await(60, TimeUnit.SECONDS);
        await().until(() -> logins.size() == 1);
        socket.close().await(60, TimeUnit.SECONDS);
        await().until(() -> house.asked.contains(
                new AccountsApi.LoginAbandoned(logins.get(0).attempt())));
        // What else listens for the end of a request does so still.
        await().until(() -> raw(room.managementPort(), "GET", "/metrics", BodyPublishers.noBody())
                .body()
                .contains("route=\"" + LOGIN + "\""));
        never.complete(FakeBackend.granted());
    }

    @Test
    void refreshIgnoresAStaleAuthorization() throws Exception {
        HttpResponse<String> response = post("/api/v1/auth/refresh", "{\"refresh_token\":\"r\"}", as("stale"));
        assertEquals(200, response.statusCode());
        assertEquals(
                "r", ((AccountsApi.Refresh) house.asked.get(0)).refreshToken().value());
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG_CREDENTIALS,401",
        "CODE_NEEDED,401",
        "WRONG_PASSWORD,403",
        "BAD_TOKEN,401",
        "LOCKED,403",
        "DISABLED,403",
        "BAD_CODE,403",
        "TOO_MANY_ATTEMPTS,429",
        "BAD_INPUT,422"
    })
    void refusalsHaveTheirStatus(AccountsApi.RefusalReason why, int status) throws Exception {
        house.entry = asked -> FakeBackend.refused(why);
        String setup = "{\"code\":\"c\",\"email\":\"a@b.c\",\"password\":\"p\"}";
        for (HttpResponse<String> response : List.of(
                post(LOGIN, GOOD),
                post("/api/v1/setup", setup),
                post("/api/v1/join", setup),
                post("/api/v1/auth/refresh", "{\"refresh_token\":\"r\"}"))) {
            assertEquals(status, response.statusCode());
            assertEquals("No: " + why + ".", new JsonObject(response.body()).getString("detail"));
            assertEquals(
                    status == 401,
                    response.headers().firstValue("WWW-Authenticate").isPresent());
            assertEquals(
                    status == 429 ? "42" : "",
                    response.headers().firstValue("Retry-After").orElse(""));
        }
    }

    @Test
    void whoIsAnsweredHasGivenNothingUp() throws Exception {
        assertEquals(200, post(LOGIN, GOOD).statusCode());
        assertEquals(200, post(LOGIN, GOOD).statusCode());
        assertTrue(house.asked.stream().noneMatch(AccountsApi.LoginAbandoned.class::isInstance));
    }

    @Test
    void whereACodeIsMissingTheFieldIsNamed() throws Exception {
        house.entry = asked -> FakeBackend.refused(AccountsApi.RefusalReason.CODE_NEEDED);
        assertEquals("code", new JsonObject(post(LOGIN, GOOD).body()).getString("field"));
        house.entry = asked -> FakeBackend.granted();
        assertEquals(
                200, post(LOGIN, GOOD.replace("}", ",\"code\":\"123456\"}")).statusCode());
        post(LOGIN, GOOD.replace("}", ",\"code\":\" \"}"));
        assertNull(((AccountsApi.Login) house.asked.get(house.asked.size() - 1)).code());
        house.asked.remove(house.asked.size() - 1);
        AccountsApi.Login last = (AccountsApi.Login) house.asked.get(house.asked.size() - 1);
        assertEquals(new Secret("123456"), last.code());
    }

    @Test
    void setupIsToldAndMade() throws Exception {
        assertEquals("{\"needed\":true}", get("/api/v1/setup").body());
        house.needsSetup = false;
        assertEquals("{\"needed\":false}", get("/api/v1/setup").body());
        String body = "{\"code\":\"code\",\"email\":\"a@b.c\",\"password\":\"p\",\"username\":\"Ada\"}";
        assertEquals(200, post("/api/v1/setup", body).statusCode());
        AccountsApi.Setup asked = (AccountsApi.Setup) house.asked.get(0);
        assertEquals("Ada", asked.username());
        assertEquals("code", asked.code().value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/setup", "/api/v1/join", "/api/v1/auth/login"})
    void whoeverComesInBringsTheirTimeZone(String path) throws Exception {
        String body = "{\"code\":\"code\",\"email\":\"a@b.c\",\"password\":\"p\",\"timezone\":%s}";
        for (String none : List.of("\"Mars/Olympus\"", "null", "\"\"")) {
            house.asked.clear();
            assertEquals(200, post(path, body.formatted(none)).statusCode());
            assertEquals(1, house.asked.size(), "they come in all the same");
        }
        house.asked.clear();
        assertEquals(200, post(path, body.formatted("\"Asia/Tokyo\"")).statusCode());
        AutonomyApi.SuggestZone suggested = (AutonomyApi.SuggestZone) house.asked.get(1);
        assertEquals(ZoneId.of("Asia/Tokyo"), suggested.zone());
    }
}
