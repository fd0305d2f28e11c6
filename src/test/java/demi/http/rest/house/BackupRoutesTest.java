package demi.http.rest.house;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.store.AccountStore;
import demi.api.value.Secret;
import demi.http.rest.RouteFixture;
import demi.store.BackupSettings;
import demi.store.BackupsVerticle;
import demi.store.StoreSettings;
import demi.store.StoreVerticle;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real store and its real backups. */
class BackupRoutesTest extends RouteFixture {

    private static final Instant T = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path folder;

    @BeforeEach
    void keepsThings() throws Exception {
        Path database = folder.resolve("demi.sqlite");
        vertx.deployVerticle(new StoreVerticle(bus, InstantSource.system(), StoreSettings.defaults(database)))
                .await(60, TimeUnit.SECONDS);
        vertx.deployVerticle(new BackupsVerticle(
                        bus, () -> T, database, new BackupSettings(Duration.ZERO, 7, folder.resolve("kept"))))
                .await(60, TimeUnit.SECONDS);
        bus.request(AccountStore.ADD_USER, new AccountStore.AddUser("u", "ann@x.org", "Ann", new Secret("h"), T, false))
                .await(60, TimeUnit.SECONDS);
    }

    private HttpResponse<byte[]> download(String name, String token) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + room.port() + "/api/v1/backups/" + name))
                                .timeout(Duration.ofSeconds(60))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        BodyHandlers.ofByteArray());
    }

    @Test
    void theOwnerMakesOneAndTakesItAway() throws Exception {
        JsonObject none = new JsonObject(get("/api/v1/backups", as("ada")).body());
        assertEquals(0, none.getJsonArray("backups").size());
        assertNull(none.getString("last_success"));
        assertEquals(0.0, none.getDouble("every_hours"));

        HttpResponse<String> made = post("/api/v1/backups", "", as("ada"));
        assertEquals(200, made.statusCode(), made.body());
        String name = new JsonObject(made.body()).getString("name");
        JsonObject one = new JsonObject(get("/api/v1/backups", as("ada")).body());
        assertEquals(name, one.getJsonArray("backups").getJsonObject(0).getString("name"));
        assertEquals("2026-01-02T03:04:05.000Z", one.getString("last_success"));

        HttpResponse<byte[]> file = download(name, "ada");
        assertEquals(200, file.statusCode());
        assertEquals(
                "application/vnd.sqlite3",
                file.headers().firstValue("content-type").orElse(""));
        assertEquals("no-store", file.headers().firstValue("cache-control").orElse(""));
        assertTrue(file.headers().firstValue("content-disposition").orElse("").contains(name));
        assertArrayEquals(Files.readAllBytes(folder.resolve("kept").resolve(name)), file.body());
    }

    /** More than any buffer on the way holds. */
    @Test
    void aLargeOneArrivesWhole() throws Exception {
        Path kept = Files.createDirectory(folder.resolve("kept"));
        byte[] large = new byte[24 << 20];
        new java.util.Random(1).nextBytes(large);
        String name = "scheduled-20260101-000000-000.sqlite";
        Files.write(kept.resolve(name), large);
        assertArrayEquals(large, download(name, "ada").body());
    }

    @Test
    void onlyWhatIsListedAndOnlyTheOwner() throws Exception {
        post("/api/v1/backups", "", as("ada"));
        Files.writeString(folder.resolve("kept/my-own.sqlite"), "mine");
        for (String name :
                List.of("my-own.sqlite", "..%2fdemi.sqlite", "%2e%2e%2fdemi.sqlite", "..%5cdemi.sqlite", "x", "%00")) {
            assertEquals(404, download(name, "ada").statusCode(), name);
        }
        String name = "by-hand-20260102-030405-000.sqlite";
        assertEquals(403, download(name, "bob").statusCode());
        assertEquals(401, download(name, "nobody").statusCode());
        assertEquals(403, get("/api/v1/backups", as("bob")).statusCode());
        assertEquals(403, post("/api/v1/backups", "", as("bob")).statusCode());
        assertEquals(401, post("/api/v1/backups", "").statusCode());
    }

    @Test
    void whyNoneCouldBeMadeIsTold() throws Exception {
        Files.writeString(folder.resolve("kept"), "a file in the place of the folder");
        HttpResponse<String> refused = post("/api/v1/backups", "", as("ada"));
        assertEquals(503, refused.statusCode());
        assertTrue(refused.body().contains("folder of backups"), refused.body());
    }
}
