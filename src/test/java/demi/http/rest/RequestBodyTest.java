package demi.http.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are refused, and with which status. */
class RequestBodyTest extends RouteFixture {

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

    @Test
    void anEncodedBodyIs415() throws Exception {
        assertEquals(415, post(LOGIN, GOOD, "Content-Encoding", "gzip").statusCode());
    }
}
