package demi.http.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.http.HttpTest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The web app as a browser fetches it. */
class StaticFilesTest extends HttpTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
    private static final int BUDGET = 60_000;

    private HttpResponse<byte[]> fetch(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + room.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static String unzipped(byte[] bytes) throws Exception {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private List<String> addresses() throws Exception {
        Matcher matcher = ADDRESS.matcher(new String(fetch("/").body(), StandardCharsets.UTF_8));
        Set<String> found = new TreeSet<>();
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        assertTrue(found.size() > 20, found.toString());
        return new ArrayList<>(found);
    }

    @Test
    void allThatThePageNamesIsThereAndTheCodeMayBeKeptForEver() throws Exception {
        for (String address : addresses()) {
            HttpResponse<byte[]> answer = fetch("/" + address);
            assertEquals(200, answer.statusCode(), address);
            assertEquals(
                    address.startsWith("web/") ? "public, max-age=31536000, immutable" : "no-cache",
                    header(answer, "cache-control"),
                    address);
        }
    }

    @Test
    void theFirstPaintIsSmallWithAllItsHeaders() throws Exception {
        int bytes = transferred("");
        for (String address : addresses()) {
            if (!address.endsWith(".png") && !address.endsWith(".webmanifest")) {
                bytes += transferred(address);
            }
        }
        assertTrue(bytes < BUDGET, "bytes: " + bytes);
    }

    /** As they are on the wire. */
    private int transferred(String address) throws Exception {
        HttpResponse<byte[]> answer = fetch("/" + address, "Accept-Encoding", "gzip");
        int head = "HTTP/1.1 200 OK\r\n\r\n".length();
        for (Map.Entry<String, List<String>> header : answer.headers().map().entrySet()) {
            for (String value : header.getValue()) {
                head += header.getKey().length() + value.length() + ": \r\n".length();
            }
        }
        return head + answer.body().length;
    }

    @Test
    void whatIsNoPageSaysNothingOfPages() throws Exception {
        for (String address : addresses()) {
            boolean isCode = address.endsWith(".js") || address.endsWith(".css");
            HttpResponse<byte[]> answer = fetch("/" + address);
            assertEquals(isCode, header(answer, "content-security-policy").isEmpty(), address);
            assertEquals("nosniff", header(answer, "x-content-type-options"), address);
        }
    }

    @Test
    void textsAreSentAsTheyLieInTheJarOrPlainToWhoTakesNoGzip() throws Exception {
        HttpResponse<byte[]> plain = fetch("/");
        HttpResponse<byte[]> compressed = fetch("/", "Accept-Encoding", "br, gzip");
        assertEquals("", header(plain, "content-encoding"));
        assertEquals("gzip", header(compressed, "content-encoding"));
        assertEquals("Accept-Encoding", header(compressed, "vary"));
        assertEquals(new String(plain.body(), StandardCharsets.UTF_8), unzipped(compressed.body()));
        assertEquals("", header(fetch("/", "Accept-Encoding", "gzip;q=0"), "content-encoding"));
    }

    @Test
    void whoHasItAlreadyIsToldSo() throws Exception {
        String etag = header(fetch("/"), "etag");
        HttpResponse<byte[]> again = fetch("/", "If-None-Match", etag);
        assertEquals(304, again.statusCode());
        assertEquals(0, again.body().length);
        assertEquals(200, fetch("/", "If-None-Match", "\"other\"").statusCode());
    }

    @Test
    void thereIsNothingOfAnotherVersionAndNothingOutside() throws Exception {
        String script = addresses().stream()
                .filter(address -> address.endsWith("/app/main.js"))
                .findFirst()
                .orElseThrow();
        String version = script.split("/", 3)[1];
        for (String path : List.of(
                "/web/000000000000/app/main.js",
                "/web/" + version + "/app/none.js",
                "/web/" + version + "/app",
                "/web/" + version + "/",
                "/web/" + version + "/../index.html",
                "/web/" + version + "/app/..%2f..%2f..%2fdb%2fmigration%2fV5__memories.sql",
                "/web/" + version + "/%2e%2e/%2e%2e/db/migration/sqlite/V5__memories.sql",
                "/web/" + version + "/app//main.js%00.png")) {
            int status = fetch(path).statusCode();
            assertTrue(status == 404 || status == 400, path + ": " + status);
        }
    }

    @Test
    void theServiceWorkerKeepsNothingOfTheApi() throws Exception {
        String worker = new String(fetch("/sw.js").body(), StandardCharsets.UTF_8);
        assertFalse(worker.contains("%SHELL%"));
        assertTrue(worker.contains("\"app/main.js\""));
        assertFalse(worker.contains("api/v1"));
    }
}
