package demi.http.rest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.http.ApiDocument;
import demi.http.HttpVerticle;
import demi.http.web.Origins;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
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

/** What holds for all routes: tokens, origins, methods, headers, problems, and the OpenAPI document. */
class RoutingTest extends RouteFixture {

    @ParameterizedTest
    @ValueSource(
            strings = {
                LOGIN,
                "/api/v1/auth/refresh",
                "/api/v1/auth/logout",
                "/api/v1/setup",
                "/api/v1/join",
                "/api/v1/join/check"
            })
    void noPageOfAnotherSiteCanSendThese(String path) throws Exception {
        String body = "{\"email\":\"a@b.c\",\"password\":\"p\",\"code\":\"code\",\"refresh_token\":\"r\"}";
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
    void unknownPathsAre404AndWrongMethods405() throws Exception {
        assertEquals(404, get("/api/v1/nothing").statusCode());
        HttpResponse<String> wrong = get(LOGIN);
        assertEquals(405, wrong.statusCode());
        assertEquals("POST", wrong.headers().firstValue("Allow").orElse(""));
        HttpResponse<String> put = call("PUT", "/api/v1/setup", BodyPublishers.ofString("{}"));
        assertEquals("GET, HEAD, POST", put.headers().firstValue("Allow").orElse(""));
        HttpResponse<String> invites = call("PUT", "/api/v1/people/invites", BodyPublishers.ofString("{}"));
        assertEquals("GET, HEAD, POST", invites.headers().firstValue("Allow").orElse(""), "no person of that name");
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
    void aDefectIs500WithoutDetails() throws Exception {
        house.history = question -> {
            throw new IllegalStateException("secret place");
        };
        HttpResponse<String> response = get("/api/v1/messages", as("ada"));
        assertEquals(500, response.statusCode());
        assertFalse(response.body().contains("secret"));
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
        served.keySet()
                .removeAll(Set.of(
                        "/", "/setup", "/join", "/sw.js", "/manifest.webmanifest", "/icon.svg", "/web/:version/*"));
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
