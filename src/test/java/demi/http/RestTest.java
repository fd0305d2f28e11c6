package demi.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AccountsApi;
import demi.api.AutonomyApi;
import demi.api.MemoryApi;
import demi.api.ModelCatalogApi;
import demi.api.NotificationsApi;
import demi.api.OpenDevices;
import demi.api.OwnAccountsApi;
import demi.api.store.MessageStore.GetHistory;
import demi.api.value.Message.Sender;
import demi.api.value.Secret;
import demi.http.web.Origins;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestTest extends HttpTest {

    private static final String LOGIN = "/api/v1/auth/login";
    private static final String GOOD = "{\"email\":\"ada@example.org\",\"password\":\"pw\"}";

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

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "nope", "{}{}", "{\"email\":\"\u0001\"}", "{\"email\":NaN}"})
    void whatIsNoJsonIs400(String body) throws Exception {
        assertEquals(400, post(LOGIN, body).statusCode());
        assertTrue(house.asked.isEmpty());
    }

    @Test
    void depthAndBrokenUtf8Are400() throws Exception {
        assertEquals(400, post(LOGIN, "[".repeat(4_000)).statusCode());
        byte[] broken = {'"', (byte) 0xff, (byte) 0xfe, '"'};
        assertEquals(
                400, call("POST", LOGIN, BodyPublishers.ofByteArray(broken)).statusCode());
        byte[] wide = GOOD.getBytes(StandardCharsets.UTF_16);
        assertEquals(400, call("POST", LOGIN, BodyPublishers.ofByteArray(wide)).statusCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"password\":\"p\"}|email",
                "{\"email\":\"a\"}|password",
                "{\"email\":7,\"password\":\"p\"}|email",
                "{\"email\":\" \",\"password\":\"p\"}|email",
                "{\"email\":\"a\\u0000\",\"password\":\"p\"}|email",
                "{\"email\":\"a\\ud800\",\"password\":\"p\"}|email",
                "{\"email\":\"a\",\"password\":[]}|password",
                "{\"email\":\"a\",\"password\":null}|password",
                "{\"email\":\"a\",\"password\":\"p\",\"device_name\":true}|device_name",
                "{\"email\":\"a\",\"password\":\"p\",\"device_fingerprint\":{}}|device_fingerprint"
            })
    void aWrongFieldIs422AndNamed(String body, String field) throws Exception {
        HttpResponse<String> response = post(LOGIN, body);
        assertEquals(422, response.statusCode());
        assertTrue(new JsonObject(response.body()).getString("detail").startsWith(field + " "), response.body());
        assertEquals(field, new JsonObject(response.body()).getString("field"));
        assertTrue(house.asked.isEmpty());
    }

    @Test
    void aBodyThatIsNoObjectIs422() throws Exception {
        assertEquals(422, post(LOGIN, "[]").statusCode());
        assertEquals(422, post("/api/v1/auth/refresh", "{}").statusCode());
        assertEquals(422, post("/api/v1/setup", "{}").statusCode());
    }

    @Test
    void tooLargeIs413AlsoInChunks() throws Exception {
        String large = GOOD.replace("pw", "p".repeat(65_536));
        assertEquals(413, post(LOGIN, large).statusCode());
        byte[] bytes = large.getBytes(StandardCharsets.UTF_8);
        assertEquals(
                413,
                call("POST", LOGIN, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))
                        .statusCode());
        assertTrue(house.asked.isEmpty());
        assertEquals(200, post(LOGIN, GOOD).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {LOGIN, "/api/v1/auth/refresh", "/api/v1/setup"})
    void noPageOfAnotherSiteCanSendThese(String path) throws Exception {
        String body = "{\"email\":\"a@b.c\",\"password\":\"p\",\"code\":\"c\",\"refresh_token\":\"r\"}";
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "application/jsonp", "")) {
            assertEquals(415, post(path, body, "Content-Type", type).statusCode(), type);
        }
        assertEquals(
                200,
                post(path, body, "Content-Type", "Application/JSON;charset=utf-8")
                        .statusCode());
        for (String site : List.of("cross-site", "same-site", "x")) {
            assertEquals(403, post(path, body, "Sec-Fetch-Site", site).statusCode(), site);
        }
        String own = "http://127.0.0.1:" + room.port();
        assertEquals(
                200,
                post(path, body, "Sec-Fetch-Site", "same-origin", "Origin", "null")
                        .statusCode());
        assertEquals(200, post(path, body, "Origin", own).statusCode());
        for (String origin : List.of("null", "http://evil.example", "http://127.0.0.1", own + "0", "::", "")) {
            assertEquals(403, post(path, body, "Origin", origin).statusCode(), origin);
        }
    }

    @Test
    void whoIsAnsweredHasGivenNothingUp() throws Exception {
        assertEquals(200, post(LOGIN, GOOD).statusCode());
        assertEquals(200, post(LOGIN, GOOD).statusCode());
        assertTrue(house.asked.stream().noneMatch(AccountsApi.LoginAbandoned.class::isInstance));
    }

    /** As the loved ones do it: with the port, which may be left out where the scheme has it. */
    @ParameterizedTest
    @CsvSource({
        "demi.local:8000,http://demi.local:8000,true",
        "DEMI.local:8000,HTTP://demi.LOCAL:8000,true",
        "demi.local,https://demi.local,true",
        "demi.local:443,https://demi.local,true",
        "demi.local,https://demi.local:443,true",
        "demi.local:80,http://demi.local,true",
        "[::1]:8000,http://[::1]:8000,true",
        "demi.local:8000,http://demi.local:8001,false",
        "demi.local,http://demi.local:8000,false",
        "demi.local:8000,http://demi.local,false",
        "demi.local:80,https://demi.local,false",
        "demi.local,null,false",
        "null,null,false",
        "demi.local,demi.local,false",
        "demi.local,//demi.local,false",
        "demi.local,https://demi.local@evil.example,false",
        "demi.local,https://x@demi.local,false",
        "demi.local,https://demi.local.evil.example,false",
        "demi.local,chrome-extension://demi.locals,false",
        "demi.local,'http://a.example http://demi.local',false",
    })
    void anOriginIsOursWithItsPort(String host, String origin, boolean ours) {
        assertEquals(ours, Origins.isOf(host, origin));
    }

    @Test
    void anEncodedBodyIs415() throws Exception {
        assertEquals(415, post(LOGIN, GOOD, "Content-Encoding", "gzip").statusCode());
    }

    @Test
    void unknownPathsAre404AndWrongMethods405() throws Exception {
        assertEquals(404, get("/api/v1/nothing").statusCode());
        HttpResponse<String> wrong = get(LOGIN);
        assertEquals(405, wrong.statusCode());
        assertEquals("POST", wrong.headers().firstValue("Allow").orElse(""));
        HttpResponse<String> put = call("PUT", "/api/v1/setup", BodyPublishers.ofString("{}"));
        assertEquals("GET, HEAD, POST", put.headers().firstValue("Allow").orElse(""));
    }

    @Test
    void whatIsNoAddressIs400() throws Exception {
        for (String target : List.of("/api/v1/%zz", "/api/v1/messages?limit=%zz")) {
            NetSocket socket =
                    vertx.createNetClient().connect(room.port(), "127.0.0.1").await(60, TimeUnit.SECONDS);
            List<String> answer = new CopyOnWriteArrayList<>();
            socket.handler(bytes -> answer.add(bytes.toString()));
            socket.write("GET " + target + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ada\r\n\r\n");
            await().until(() -> String.join("", answer).contains("detail"));
            assertTrue(answer.get(0).startsWith("HTTP/1.1 400 "), answer::toString);
        }
    }

    @Test
    void protectedCallsWantAGoodToken() throws Exception {
        for (String path : List.of("/api/v1/messages", "/api/v1/auth/sessions", "/api/v1/chat/ws")) {
            if (!path.endsWith("ws")) {
                assertEquals(200, get(path, as("ada")).statusCode());
                for (String[] header : List.of(
                        new String[0], as("null"), as("expired"), new String[] {"Authorization", "Basic YTpi"})) {
                    HttpResponse<String> response = get(path, header);
                    assertEquals(401, response.statusCode());
                    assertEquals(
                            "Bearer",
                            response.headers().firstValue("WWW-Authenticate").orElse(""));
                }
            }
        }
    }

    @Test
    void sessionsMarkTheCurrentOne() throws Exception {
        JsonObject body = new JsonObject(get("/api/v1/auth/sessions", as("ada")).body());
        assertEquals(2, body.getInteger("total_count"));
        for (Object one : body.getJsonArray("sessions")) {
            JsonObject session = (JsonObject) one;
            assertEquals(session.getString("session_id").equals("session-ada"), session.getBoolean("is_current"));
            assertEquals("2026-11-20T10:00:00.123Z", session.getString("created_at"));
        }
    }

    @Test
    void sessionsTellWhatHappenedAndTheOthersEndTogether() throws Exception {
        JsonArray notices =
                new JsonObject(get("/api/v1/auth/sessions", as("ada")).body()).getJsonArray("notices");
        assertEquals("new_device", notices.getJsonObject(0).getString("kind"));
        assertEquals("Phone", notices.getJsonObject(0).getString("device_name"));
        assertEquals(1, new JsonObject(delete("/api/v1/auth/sessions", "ada").body()).getInteger("ended"));
        assertEquals(
                "session-ada",
                ((OwnAccountsApi.EndOtherSessions) house.asked.get(0)).caller().sessionId());
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

    @Test
    void onlyOnesOwnSessionsCanBeEnded() throws Exception {
        assertEquals(404, delete("/api/v1/auth/sessions/session-bob", "ada").statusCode());
        assertEquals(404, delete("/api/v1/auth/sessions/nobody", "ada").statusCode());
        HttpResponse<String> ended = delete("/api/v1/auth/sessions/session-ada", "ada");
        assertEquals(200, ended.statusCode());
        assertEquals(401, get("/api/v1/auth/sessions", as("ada")).statusCode());
    }

    private HttpResponse<String> delete(String path, String token) throws Exception {
        return call("DELETE", path, BodyPublishers.noBody(), as(token));
    }

    @Test
    void messagesComeInPages() throws Exception {
        for (int i = 0; i < 5; i++) {
            house.add("user-ada", i % 2 == 0 ? Sender.USER : Sender.DEMI, "line " + i);
        }
        List<String> seen = new ArrayList<>();
        String path = "/api/v1/messages?limit=2";
        String cursor = "";
        do {
            HttpResponse<String> page = get(path + cursor, as("ada"));
            List<String> ids = new ArrayList<>();
            new JsonArray(page.body()).forEach(one -> ids.add(((JsonObject) one).getString("message_id")));
            seen.addAll(0, ids);
            cursor = page.headers()
                    .firstValue("X-Next-Cursor")
                    .map(next -> "&before=" + next)
                    .orElse("");
        } while (!cursor.isEmpty());
        assertEquals(List.of("m1", "m2", "m3", "m4", "m5"), seen);
    }

    @Test
    void aMessageHasAllItsFields() throws Exception {
        house.add("user-ada", Sender.DEMI, "Hm. \uD83D\uDE44");
        JsonObject message = new JsonArray(get("/api/v1/messages", as("ada")).body()).getJsonObject(0);
        assertEquals("user-ada", message.getString("conversation_id"));
        assertEquals("demi", message.getString("sender"));
        assertEquals("delivered", message.getString("status"));
        assertEquals("Hm. \uD83D\uDE44", message.getString("content"));
        assertEquals(9, message.getJsonObject("emotion_state").size());
        assertTrue(message.containsKey("read_at"));
        assertNull(message.getString("read_at"));
    }

    @Test
    void daysBoundTheQuestion() throws Exception {
        List<GetHistory> questions = new CopyOnWriteArrayList<>();
        house.history = question -> {
            questions.add(question);
            return FakeBackend.down();
        };
        assertEquals(503, get("/api/v1/messages?days=3", as("ada")).statusCode());
        assertEquals(100, questions.get(0).limit());
        assertFalse(questions.get(0).since() == null);
    }

    @ParameterizedTest
    @CsvSource({"limit=0,limit", "limit=501,limit", "limit=a,limit", "limit=,limit", "days=0,days", "before=xyz,before"
    })
    void wrongParametersAre422(String query, String field) throws Exception {
        HttpResponse<String> response = get("/api/v1/messages?" + query, as("ada"));
        assertEquals(422, response.statusCode());
        assertEquals(field, new JsonObject(response.body()).getString("field"));
    }

    @Test
    void aDefectIs500WithoutDetails() throws Exception {
        house.history = question -> {
            throw new IllegalStateException("secret place");
        };
        HttpResponse<String> response = get("/api/v1/messages", as("ada"));
        assertEquals(500, response.statusCode());
        assertFalse(response.body().contains("secret"));
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
    @ValueSource(strings = {"/api/v1/setup", "/api/v1/auth/login"})
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

    @Test
    void everyAnswerHasSecurityHeaders() throws Exception {
        for (HttpResponse<String> response : List.of(
                get("/api/v1/status"), get("/api/v1/nothing"), raw(room.port(), "GET", "/", BodyPublishers.noBody()))) {
            Map<String, List<String>> headers = response.headers().map();
            assertEquals(List.of("nosniff"), headers.get("x-content-type-options"));
            assertEquals(List.of("same-origin"), headers.get("cross-origin-resource-policy"));
            assertTrue(headers.containsKey("permissions-policy"));
            assertEquals(List.of("no-referrer"), headers.get("referrer-policy"));
            String policy = String.valueOf(headers.get("content-security-policy"));
            assertTrue(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"), policy);
            assertFalse(headers.containsKey("access-control-allow-origin"));
        }
        assertEquals(
                "no-store",
                get("/api/v1/status").headers().firstValue("cache-control").orElse(""));
    }

    @Test
    void theDocumentAndTheRouterAgree() throws Exception {
        Map<String, Set<String>> served = new TreeMap<>();
        room.table().forEach((path, methods) -> {
            Set<String> own = new TreeSet<>(methods);
            // Where there is GET there is HEAD.
            own.remove("HEAD");
            served.put(path, own);
        });
        served.keySet().removeAll(Set.of("/", "/setup", "/app.js", "/style.css", "/icon.svg"));
        assertEquals(ApiDocument.table(), served);
        HttpResponse<String> document = get("/api/openapi.yaml");
        assertTrue(document.body().startsWith("openapi: 3."));
    }

    @Test
    void anAbsentRoomIs503() throws Exception {
        vertx.undeploy(deployment).await(60, TimeUnit.SECONDS);
        io.vertx.core.Vertx lonely = io.vertx.core.Vertx.vertx();
        try {
            room = new HttpVerticle(
                    new demi.bus.Bus(lonely),
                    java.time.InstantSource.system(),
                    settings(),
                    new io.micrometer.core.instrument.simple.SimpleMeterRegistry(),
                    "9");
            lonely.deployVerticle(room).await(60, TimeUnit.SECONDS);
            assertEquals(503, post(LOGIN, GOOD).statusCode());
            assertEquals(503, get("/api/v1/messages", as("ada")).statusCode());
        } finally {
            lonely.close().await(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void whatIsTooLongForARequestIsAProblemToo() throws Exception {
        HttpResponse<String> line = raw(room.port(), "GET", CHAT + "x".repeat(9_000), BodyPublishers.noBody());
        assertEquals(414, line.statusCode());
        assertEquals(
                "application/problem+json",
                line.headers().firstValue("Content-Type").orElse(""));
        assertEquals(414, new JsonObject(line.body()).getInteger("status"));
        HttpResponse<String> headers =
                raw(room.port(), "GET", "/api/v1/status", BodyPublishers.noBody(), "X-Long", "x".repeat(20_000));
        assertEquals(431, headers.statusCode());
        assertFalse(new JsonObject(headers.body()).getString("detail").isEmpty());
    }

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

    private HttpResponse<String> patch(String path, String body) throws Exception {
        return call("PATCH", path, BodyPublishers.ofString(body), as("ada"));
    }

    @Test
    void whySheDoesNotWriteFirstIsTold() throws Exception {
        JsonObject now = new JsonObject(get("/api/v1/autonomy", as("bob")).body());
        assertEquals("content", now.getJsonObject("would").getString("code"));
        assertEquals("22:00", now.getJsonObject("quiet").getString("from"));
        HttpResponse<String> page = get("/api/v1/autonomy/decisions?limit=2", as("bob"));
        JsonArray list = new JsonArray(page.body());
        assertEquals("check_in", list.getJsonObject(0).getString("kind"));
        assertNull(list.getJsonObject(1).getString("trigger"));
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
        for (String wrong : List.of(
                "{}",
                "{\"hours\":-1}",
                "{\"hours\":9000}",
                "{\"hours\":\"8\"}",
                "{\"from\":\"25:00\"}",
                "{\"to\":8}",
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

    private HttpResponse<String> put(String path, String body) throws Exception {
        return call("PUT", path, BodyPublishers.ofString(body), as("bob"));
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
    void onlyTheOwnerPausesHer() throws Exception {
        BodyPublisher pause = BodyPublishers.ofString("{\"paused\":true}");
        assertEquals(403, call("PATCH", "/api/v1/autonomy", pause, as("bob")).statusCode());
        assertEquals(401, call("PATCH", "/api/v1/autonomy", pause).statusCode());
        assertEquals(List.of(), house.asked);
        assertTrue(new JsonObject(patch("/api/v1/autonomy", "{\"paused\":true}").body()).getBoolean("paused"));
        assertEquals(422, patch("/api/v1/autonomy", "{}").statusCode());
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

    private boolean present(String userId) throws Exception {
        return bus.request(OpenDevices.HAS_OPEN_DEVICE, new OpenDevices.HasOpenDevice(userId))
                .await(60, TimeUnit.SECONDS)
                .open();
    }

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

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: a b\r\n", "Host: [::1\r\n", "Host: x:99999\r\n"})
    void aRequestWithoutAProperHostIsABadOne(String header) throws Exception {
        for (int port : List.of(room.port(), room.managementPort())) {
            Promise<String> answer = Promise.promise();
            StringBuilder text = new StringBuilder();
            NetSocket socket =
                    vertx.createNetClient().connect(port, "127.0.0.1").await(60, TimeUnit.SECONDS);
            socket.handler(bytes -> text.append(bytes)).closeHandler(closed -> answer.complete(text.toString()));
            socket.write("GET /health/live HTTP/1.1\r\n" + header + "\r\n");
            assertTrue(answer.future().await(60, TimeUnit.SECONDS).startsWith("HTTP/1.1 400 "), text.toString());
        }
    }
}
