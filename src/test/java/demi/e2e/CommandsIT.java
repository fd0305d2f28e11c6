package demi.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The command line, beside a running server and without one. */
class CommandsIT extends WithOllama {

    @Test
    void disablingAnAccountBesideARunningServerTakesEffectAtOnce() throws Exception {
        try (Jar jar = serve()) {
            assertEquals(
                    0,
                    run("bobs long password\n", "user", "add", "bob@example.org", "--password-stdin")
                            .exitCode());
            TestClient bob = TestClient.login(jar, "bob@example.org", "bobs long password");
            TestClient.Chat chat = bob.chat();
            assertEquals(200, bob.status("/api/v1/auth/sessions"));
            assertEquals(0, run("", "user", "disable", "bob@example.org").exitCode());
            assertEquals(401, bob.status("/api/v1/auth/sessions"));
            assertEquals(1000, chat.closeCode());
            JsonObject login = new JsonObject().put("email", "bob@example.org").put("password", "bobs long password");
            assertEquals(
                    403,
                    TestClient.post(jar.port(), "/api/v1/auth/login", login).statusCode());
            assertEquals(0, run("", "user", "enable", "bob@example.org").exitCode());
            assertEquals(
                    200,
                    TestClient.post(jar.port(), "/api/v1/auth/login", login).statusCode());
        }
    }

    @Test
    void accountsAreManagedWithoutABrowser() throws Exception {
        assertEquals(
                0,
                run("a good password\n", "user", "add", "Me@Example.org", "--password-stdin")
                        .exitCode());
        Jar twice = run("a good password\n", "user", "add", "me@example.org", "--password-stdin");
        assertEquals(1, twice.exitCode());
        assertTrue(run("", "user", "list").printed("me@example.org"));
        assertEquals(
                1,
                run("short\n", "user", "passwd", "me@example.org", "--password-stdin")
                        .exitCode());
        assertEquals(
                0,
                run("a new password\n", "user", "passwd", "me@example.org", "--password-stdin")
                        .exitCode());
        assertEquals(0, run("", "user", "unlock", "me@example.org").exitCode());
        assertEquals(1, run("", "user", "unlock", "nobody@example.org").exitCode());
        try (Jar jar = serve()) {
            assertFalse(jar.printed("/setup?code="), "there is an account");
            TestClient.login(jar, "me@example.org", "a new password");
        }
        Jar unasked = run("", "user", "remove", "me@example.org");
        assertEquals(2, unasked.exitCode());
        assertTrue(unasked.printed("--yes"));
        assertEquals(0, run("", "user", "remove", "me@example.org", "--yes").exitCode());
        assertFalse(run("", "user", "list").printed("me@example.org"));
    }

    @Test
    void aFirstAccountThatCannotBeMadeIsAWrongConfiguration() throws Exception {
        Map<String, String> weak = Map.of("DEMI_ADMIN_EMAIL", "me@example.org", "DEMI_ADMIN_PASSWORD", "password1");
        Jar jar = Jar.run(directory, weak, "", "run");
        assertEquals(2, jar.exitCode());
        assertTrue(jar.printed("DEMI_ADMIN_PASSWORD"));
    }

    @Test
    void aWrongConfigurationNamesEveryProblemAndStartsNothing() throws Exception {
        Files.writeString(directory.resolve("wrong.yaml"), "http:\n  prot: 1\nollama:\n  num_ctx: many\n");
        Jar jar = Jar.run(
                directory,
                Map.of("DEMI_MANAGEMENT_PORT", "99999", "JWT_SECRET_KEY", "short"),
                "",
                "run",
                "--conf",
                "wrong.yaml");
        assertEquals(2, jar.exitCode());
        for (String part : List.of("http.prot", "http.port", "num_ctx", "many", "99999", "JWT_SECRET_KEY")) {
            assertTrue(jar.printed(part), part + " in " + jar.text());
        }
        assertFalse(jar.printed("= \"short\""), "a secret is not shown");
        assertFalse(Files.exists(directory.resolve("data")));
    }

    @Test
    void usageAndVersion() throws Exception {
        assertEquals(2, run("", "frobnicate").exitCode());
        assertEquals(2, run("", "user").exitCode());
        Jar version = run("", "--version");
        assertEquals(0, version.exitCode());
        assertTrue(version.text().matches("demi \\d+\\.\\d+\\.\\d+.*"), version.text());
        assertTrue(run("", "--help").printed("backup"));
    }

    private boolean wasLoaded() {
        return ollama.received().stream().anyMatch(request -> request.path().equals("/api/generate"));
    }

    @Test
    void checkTellsWhatWorksAndWhatDoesNot() throws Exception {
        assertEquals(0, run("", "check", "--quick").exitCode());
        assertFalse(wasLoaded(), "a quick look loads nothing");
        Jar fine = run("", "check");
        assertEquals(0, fine.exitCode(), fine.text());
        assertTrue(fine.printed("ok    machine: "), fine.text());
        assertTrue(fine.printed("llama3.2:1b (1.3 GB)"), fine.text());
        assertTrue(wasLoaded(), "its layout and its speed are told of a loaded model only");
        Files.writeString(directory.resolve("two.yaml"), "ollama:\n  base_urls: [http://127.0.0.1:1]\n");
        Jar two = run("", "check", "--conf", "two.yaml");
        assertEquals(1, two.exitCode());
        assertTrue(two.printed("ok    ollama: " + ollama.baseUrl()), two.text());
        assertTrue(two.printed("FAIL  ollama: http://127.0.0.1:1 does not answer"), two.text());
        ollama.models().remove("llama3.2:1b");
        Jar fallback = run("", "check");
        assertEquals(1, fallback.exitCode());
        assertTrue(fallback.printed("ollama pull llama3.2:1b"), fallback.text());
        get(ollama.close());
        Jar without = run("", "check");
        assertEquals(1, without.exitCode());
        assertTrue(without.printed("FAIL  ollama"), without.text());
        assertTrue(without.printed("ok    database"), without.text());
    }

    @Test
    void oneDirectoryBelongsToOneDemi() throws Exception {
        try (Jar jar = serve()) {
            Jar second = run("", "run");
            assertEquals(1, second.exitCode());
            assertTrue(second.printed("Another Demi"), second.text());
            assertEquals(1, run("", "restore", "nothing.sqlite").exitCode());
            assertEquals(200, TestClient.get(jar.port(), "/health/live", null).statusCode());
        }
    }

    @Test
    void oneDatabaseBelongsToOneDemiWhereverItIs() throws Exception {
        try (Jar jar = serve()) {
            Map<String, String> environment = new HashMap<>(environment());
            environment.put(
                    "DATABASE_URL", directory.resolve("data/demi.sqlite").toString());
            Path other = Files.createDirectory(directory.resolve("other"));
            Jar second = Jar.run(other, environment, "", "run");
            assertEquals(1, second.exitCode(), second.text());
            assertTrue(second.printed("set DATABASE_URL to another file"), second.text());
            assertEquals(200, TestClient.get(jar.port(), "/health/live", null).statusCode());
        }
    }

    @Test
    void aRestoreSaysWhereItHasPutWhat() throws Exception {
        serve().close();
        Path copy = directory.resolve("copy.sqlite");
        assertEquals(0, run("", "backup", copy.toString()).exitCode());
        Map<String, String> environment = new HashMap<>(environment());
        Path elsewhere = directory.resolve("elsewhere/it.sqlite");
        environment.put("DATABASE_URL", elsewhere.toString());
        Jar restore = Jar.run(directory, environment, "", "restore", copy.toString());
        assertEquals(0, restore.exitCode(), restore.text());
        assertTrue(restore.printed("into " + elsewhere), restore.text());
        assertTrue(Files.exists(elsewhere));
        Jar odd = run("", "backup", directory.resolve("what?.sqlite").toString());
        assertEquals(1, odd.exitCode(), odd.text());
        assertTrue(odd.printed("question mark"), odd.text());
        try (var files = Files.list(directory)) {
            assertTrue(files.noneMatch(file -> file.getFileName().toString().startsWith("what")));
        }
    }

    @Test
    void aBackupTakenUnderLoadHasEverythingAcknowledgedBeforeIt() throws Exception {
        Set<String> acknowledged = new HashSet<>();
        try (Jar jar = serve()) {
            TestClient.Chat chat = TestClient.setUp(jar).chat();
            for (int i = 0; i < 40; i++) {
                chat.say("Message " + i);
            }
            for (int i = 0; i < 20; i++) {
                acknowledged.add(chat.until("delivered").getString("message_id"));
            }
            assertEquals(0, run("", "backup", "copy.sqlite").exitCode());
            assertEquals(1, run("", "backup", "copy.sqlite").exitCode(), "it never overwrites");
        }
        Path fresh = Files.createDirectory(directory.resolve("fresh"));
        String copy = directory.resolve("copy.sqlite").toString();
        Jar restore = Jar.run(fresh, environment(), "", "restore", copy);
        assertEquals(0, restore.exitCode(), restore.text());
        try (Jar jar = Jar.serve(fresh, environment())) {
            Set<String> kept = new HashSet<>();
            TestClient.login(jar).messages().forEach(message -> kept.add(message.getString("message_id")));
            assertTrue(kept.containsAll(acknowledged));
        }
    }

    @Test
    void aStartThatFailsSaysSoInItsExitCode() throws Exception {
        Path data = Files.createDirectories(directory.resolve("data"));
        Files.writeString(data.resolve("secrets"), "a file in the place of the folder");
        Jar failed = run("", "run");
        assertEquals(1, failed.exitCode(), failed.text());
        assertFalse(failed.printed("has stopped"), failed.text());
    }

    @Test
    void nothingIsLeftBehindOutsideTheDataDirectoryOrUnpackedInIt() throws Exception {
        Path temporary = Files.createDirectory(directory.resolve("temporary"));
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("JAVA_TOOL_OPTIONS", "-XX:-UsePerfData -Djava.io.tmpdir=" + temporary);
        assertEquals(
                0,
                Jar.run(directory, environment, "", "user", "list", "--conf", "demi.yaml")
                        .exitCode());
        assertTrue(isEmpty(directory.resolve("data/tmp")), "SQLite's library was unpacked here");
        Jar jar = Jar.serve(directory, environment, "--conf", "demi.yaml");
        TestClient.setUp(jar);
        jar.kill();
        jar = Jar.serve(directory, environment, "--conf", "demi.yaml");
        jar.terminate();
        assertEquals(0, jar.exitCode());
        assertTrue(isEmpty(directory.resolve("data/tmp")));
        assertTrue(isEmpty(temporary));
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    @Test
    void withJsonLogsEveryLineOfTheConsoleIsAnObject() throws Exception {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("DEMI_LOG_FORMAT", "json");
        Jar jar = Jar.serve(directory, environment, "--conf", "demi.yaml");
        jar.terminate();
        assertEquals(0, jar.exitCode());
        assertTrue(jar.printed("/setup?code="));
        jar.text().lines().forEach(line -> assertTrue(new JsonObject(line).containsKey("formattedMessage"), line));
    }

    @Test
    void aDiscordThatCannotBeReachedIsNoSecretOfHealths() throws Exception {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("DISCORD_BOT_TOKEN", "a.token.that-is-configured");
        environment.put("DISCORD_API_BASE_URL", "http://127.0.0.1:1/api/v10/");
        try (Jar jar = Jar.serve(directory, environment, "--conf", "demi.yaml")) {
            assertEquals(200, TestClient.get(jar.port(), "/health", null).statusCode());
            assertEquals(
                    503, TestClient.get(jar.port(), "/health?strict=1", null).statusCode());
            String flat = TestClient.get(jar.port(), "/api/v1/health", null).body();
            assertEquals("DEGRADED", new JsonObject(flat).getString("discord"));
        }
    }
}
