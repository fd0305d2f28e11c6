package demi.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demi.store.postgres.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The jar with everything in a real PostgreSQL server. */
class PostgresIT extends WithOllama {

    private TestPostgres server;
    private String database = "";

    @BeforeEach
    void startServer() {
        assumeTrue(TestPostgres.isAvailable());
        server = TestPostgres.start();
        database = server.newDatabase();
    }

    @AfterEach
    void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(super.environment());
        environment.put("DATABASE_URL", server.url(database));
        environment.put("PGPASSWORD", "hidden-password");
        return environment;
    }

    @Test
    void whatWasSaidIsThereAfterKill() throws Exception {
        JsonObject reply;
        try (Jar jar = serve()) {
            TestClient.Chat chat = TestClient.setUp(jar).chat();
            chat.say("Is this kept?");
            chat.until("delivered");
            reply = chat.reply();
            jar.kill();
            assertFalse(jar.printed("hidden-password"));
        }
        try (Jar jar = serve()) {
            TestClient phone = TestClient.login(jar);
            List<JsonObject> messages = phone.messages();
            assertEquals(2, messages.size());
            assertEquals("Is this kept?", messages.get(0).getString("content"));
            assertEquals(reply.getString("content"), messages.get(1).getString("content"));
            assertBackupsAreTheServers(jar, phone);
        }
        assertFalse(Files.exists(directory.resolve("data").resolve("demi.sqlite")));
        assertNoFileHas("hidden-password");
    }

    private static void assertBackupsAreTheServers(Jar jar, TestClient owner) throws Exception {
        HttpResponse<String> backups = TestClient.get(jar.port(), "/api/v1/backups", owner.token());
        assertEquals(503, backups.statusCode());
        assertTrue(backups.body().contains("pg_dump"), backups.body());
        HttpResponse<String> health = TestClient.get(jar.port(), "/health", owner.token());
        assertTrue(health.body().contains("postgresql"), health.body());
        assertFalse(health.body().contains("127.0.0.1:5"), health.body());
    }

    private void assertNoFileHas(String secret) throws Exception {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(
                        Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                                .contains(secret),
                        file::toString);
            }
        }
    }

    @Test
    void commandsKnowTheServer() throws Exception {
        Jar made = run("a long password\n", "user", "add", "me@example.org", "--password-stdin");
        assertEquals(0, made.exitCode(), made.text());
        Jar check = run("", "check", "--quick");
        assertTrue(check.printed("ok    database: the PostgreSQL server can be reached"), check.text());
        assertTrue(check.printed("pg_dump"), check.text());
        Jar effective = run("", "settings", "--effective");
        assertFalse(effective.printed("hidden-password"), effective.text());
        Jar backup = run("", "backup", "copy.sqlite");
        assertEquals(1, backup.exitCode());
        assertTrue(backup.printed("pg_dump"), backup.text());
        server.stop("fast");
        Jar without = run("", "check", "--quick");
        without.errorsAreWanted();
        assertTrue(without.printed("FAIL  database: The database server cannot be reached."), without.text());
    }
}
