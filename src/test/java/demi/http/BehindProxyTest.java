package demi.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AccountsApi;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Behind a trusted proxy, under a path of its own. */
class BehindProxyTest extends HttpTest {

    private static final String LOGIN = "{\"email\":\"ada@example.org\",\"password\":\"pw\"}";

    @Override
    public HttpSettings settings() {
        return new HttpSettings(
                "127.0.0.1",
                0,
                65_536,
                65_536,
                Duration.ofSeconds(25),
                Duration.ofSeconds(60),
                50,
                1_000,
                "127.0.0.1",
                0,
                List.of("127.0.0.0/8"),
                "/home/demi",
                false);
    }

    private HttpResponse<String> fetch(String method, String path, String body, String... headers) throws Exception {
        return raw(room.port(), method, path, BodyPublishers.ofString(body), headers);
    }

    @Test
    void theLoginLimitCountsTheRealClient() throws Exception {
        fetch("POST", "/home/demi/api/v1/auth/login", LOGIN, "X-Forwarded-For", "1.2.3.4, 198.51.100.7");
        assertEquals("198.51.100.7", ((AccountsApi.Login) house.asked.get(0)).address());
        fetch("POST", "/home/demi/api/v1/auth/login", LOGIN, "Forwarded", "for=198.51.100.8;proto=https");
        assertEquals("198.51.100.8", ((AccountsApi.Login) house.asked.get(1)).address());
        fetch("POST", "/home/demi/api/v1/setup", "{\"code\":\"c\",\"email\":\"a@b.c\",\"password\":\"p\"}");
        assertEquals("127.0.0.1", ((AccountsApi.Setup) house.asked.get(2)).address());
    }

    @Test
    void everythingIsBelowThePathAndNothingBeside() throws Exception {
        for (String path : List.of("/", "/setup", "/sw.js", "/api/openapi.yaml", "/api/v1/status", "/health/live")) {
            assertEquals(200, fetch("GET", "/home/demi" + path, "").statusCode(), path);
            assertEquals(404, fetch("GET", path, "").statusCode(), path);
        }
        assertEquals(404, fetch("GET", "/home/demi2/api/v1/status", "").statusCode());
        assertEquals(200, fetch("GET", "/home//demi//api/v1/status", "").statusCode());
        assertEquals(405, fetch("PUT", "/home/demi/api/v1/status", "").statusCode());
        assertEquals(
                "no-store",
                fetch("GET", "/home/demi/api/v1/status", "")
                        .headers()
                        .firstValue("Cache-Control")
                        .orElse(""));
        assertEquals(
                200,
                raw(room.managementPort(), "GET", "/metrics", BodyPublishers.noBody())
                        .statusCode());
    }

    @Test
    void theChatSocketIsThereToo() throws Exception {
        TestSocket device = TestSocket.open(sockets, room.port(), "/home/demi" + CHAT + "ada");
        device.next("history");
        assertEquals(404, TestSocket.refusal(sockets, room.port(), CHAT + "ada").getStatus());
    }

    @Test
    void withoutTheSlashThePageSaysWhereItIs() throws Exception {
        for (String method : List.of("GET", "HEAD")) {
            HttpResponse<String> redirect = fetch(method, "/home/demi?x=1&y", "");
            assertEquals(308, redirect.statusCode());
            assertEquals(
                    "/home/demi/?x=1&y",
                    redirect.headers().firstValue("Location").orElse(""));
        }
        assertEquals(
                "/home/demi/",
                fetch("GET", "/home/demi", "").headers().firstValue("Location").orElse(""));
    }

    @Test
    void thePagesOwnAddressesAreRelative() throws Exception {
        String page = fetch("GET", "/home/demi/", "").body();
        Matcher address = Pattern.compile("(?:href|src)=\"([^\"]*)\"").matcher(page);
        int found = 0;
        while (address.find()) {
            found++;
            assertFalse(address.group(1).startsWith("/"), address.group(1));
            assertEquals(200, fetch("GET", "/home/demi/" + address.group(1), "").statusCode());
        }
        assertTrue(found > 20, "found: " + found);
        assertTrue(fetch("GET", "/home/demi/api/openapi.yaml", "").body().contains("- url: ..\n"));
    }
}
