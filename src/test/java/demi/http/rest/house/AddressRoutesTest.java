package demi.http.rest.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.http.rest.RouteFixture;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AddressRoutesTest extends RouteFixture {

    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z");

    private HttpResponse<String> qr(String text) throws Exception {
        return post("/api/v1/qr", new JsonObject().put("text", text).encode(), as("ada"));
    }

    @Test
    void aTextIsAQrCodeWithItsMargin() throws Exception {
        JsonObject code = new JsonObject(qr("http://192.168.1.20:8000/").body());
        int size = code.getInteger("size");
        assertEquals(0, (size - 8 - 21) % 4, "sizes of QR codes: " + size);
        Matcher runs = RUN.matcher(code.getString("path"));
        int end = 0;
        while (runs.find()) {
            assertEquals(end, runs.start(), "nothing but runs");
            end = runs.end();
            int from = Integer.parseInt(runs.group(1));
            int row = Integer.parseInt(runs.group(2));
            int length = Integer.parseInt(runs.group(3));
            assertTrue(from >= 4 && row >= 4 && from + length <= size - 4 && row < size - 4, runs.group());
        }
        assertEquals(code.getString("path").length(), end);
        assertTrue(code.getString("path").startsWith("M4 4h7v1h-7z"), "the first finder pattern");
    }

    @Test
    void onlyWhoIsLoggedInAndNoNovel() throws Exception {
        assertEquals(401, post("/api/v1/qr", "{\"text\":\"x\"}").statusCode());
        assertEquals(422, qr("x".repeat(513)).statusCode());
        assertEquals(200, qr("é".repeat(512)).statusCode());
        assertEquals(401, get("/api/v1/addresses").statusCode());
    }

    @Test
    void whereSheListensToThisMachineOnlyNoOtherFindsHer() throws Exception {
        assertEquals("{\"addresses\":[]}", get("/api/v1/addresses", as("ada")).body());
    }
}
