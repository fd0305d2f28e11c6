package demi.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an owner fears: a full disk, a lock, a broken file, defects, too little memory. */
class FaultsIT extends WithOllama {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Map<String, String> environment(String... more) {
        Map<String, String> environment = new HashMap<>(environment());
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }

    private Jar serve(Map<String, String> environment) {
        return Jar.serve(directory, environment, "--conf", "demi.yaml");
    }

    /** With details, which are for the owner's own programs. */
    private static JsonObject health(Jar jar) throws Exception {
        return new JsonObject(
                TestClient.get(jar.managementPort(), "/health", null).body());
    }

    private static JsonObject part(Jar jar, String name) throws Exception {
        return health(jar).getJsonObject("checks").getJsonObject(name, new JsonObject());
    }

    private static int ready(Jar jar) throws Exception {
        return TestClient.get(jar.port(), "/health/ready", null).statusCode();
    }

    private static Set<String> kept(TestClient phone) throws Exception {
        return phone.messages().stream()
                .map(message -> message.getString("message_id"))
                .collect(Collectors.toSet());
    }

    /** Says things until one is not kept; those that were. */
    private static Set<String> sayUntilRefused(TestClient.Chat chat) {
        Set<String> acknowledged = new HashSet<>();
        // Long ones: the disk is full the sooner.
        String words = "All work and no play makes a dull companion. ".repeat(80);
        while (true) {
            chat.say(words);
            for (JsonObject frame = chat.poll(20); ; frame = chat.poll(20)) {
                assertTrue(frame != null, "neither kept nor refused");
                if (frame.getString("event").equals("delivered")) {
                    acknowledged.add(frame.getJsonObject("data").getString("message_id"));
                    break;
                }
                if (frame.getString("event").equals("error")
                        && frame.getJsonObject("data").getString("code").equals("server_error")) {
                    return acknowledged;
                }
            }
        }
    }

    private static void command(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String says = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            abort("this needs a small file system of its own, which cannot be had here: " + says);
        }
    }

    @Test
    void aFullDiskLosesNothingThatWasAcknowledgedAndIsOverWhenThereIsSpace() throws Exception {
        Path small = Files.createDirectory(directory.resolve("small"));
        try {
            command("mount", "-t", "tmpfs", "-o", "size=3m,mode=0700", "demi-test", small.toString());
        } catch (IOException e) {
            abort("this needs mount");
        }
        try {
            Path filler = small.resolve("filler");
            Files.write(filler, new byte[1 << 20]);
            Set<String> acknowledged;
            try (Jar jar = serve(
                    environment("DATABASE_URL", small.resolve("demi.sqlite").toString()))) {
                jar.errorsAreWanted();
                TestClient phone = TestClient.setUp(jar);
                TestClient.Chat chat = phone.chat();
                acknowledged = sayUntilRefused(chat);
                assertFalse(acknowledged.isEmpty());
                assertEquals(503, ready(jar));
                JsonObject database = part(jar, "database");
                assertEquals("DOWN", database.getString("status"));
                assertTrue(database.getString("detail").contains("disk with the database is full"), database.encode());
                assertEquals(
                        200, TestClient.get(jar.port(), "/health/live", null).statusCode());
                assertTrue(kept(phone).containsAll(acknowledged), "she goes on reading");
                Files.delete(filler);
                await().atMost(PATIENCE).until(() -> ready(jar) == 200);
                chat.say("Better now?");
                acknowledged.add(chat.until("delivered").getString("message_id"));
                jar.kill();
            }
            try (Jar jar = serve(
                    environment("DATABASE_URL", small.resolve("demi.sqlite").toString()))) {
                jar.errorsAreWanted();
                assertTrue(kept(TestClient.login(jar)).containsAll(acknowledged), "also after a kill");
            }
        } finally {
            command("umount", "-l", small.toString());
        }
    }

    @Test
    void aDatabaseThatAnotherProgramKeepsLockedIsSaidToBeAndWaitedFor() throws Exception {
        try (Jar jar = serve()) {
            jar.errorsAreWanted();
            TestClient phone = TestClient.setUp(jar);
            TestClient.Chat chat = phone.chat();
            chat.say("Hello");
            Set<String> acknowledged =
                    new HashSet<>(Set.of(chat.until("delivered").getString("message_id")));
            chat.until("emotion_update");
            try (Connection other =
                            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("data/demi.sqlite"));
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                chat.say("Is somebody else there?");
                await().atMost(PATIENCE).until(() -> ready(jar) == 503);
                assertTrue(part(jar, "database").getString("detail").contains("Another program"));
                assertTrue(kept(phone).containsAll(acknowledged), "she goes on reading");
                statement.execute("ROLLBACK");
            }
            await().atMost(PATIENCE).until(() -> ready(jar) == 200);
            chat.say("And now?");
            acknowledged.add(chat.until("delivered").getString("message_id"));
            assertTrue(kept(phone).containsAll(acknowledged));
        }
    }

    @Test
    void aDatabaseThatIsTakenAwayWhileSheRunsIsSaidToBeAndNothingIsWrittenBesideIt() throws Exception {
        Path database = directory.resolve("data/demi.sqlite");
        Path log = directory.resolve("data/demi.sqlite-wal");
        Set<String> acknowledged = new HashSet<>();
        try (Jar jar = serve()) {
            jar.errorsAreWanted();
            TestClient.Chat chat = TestClient.setUp(jar).chat();
            chat.say("Hello");
            acknowledged.add(chat.until("delivered").getString("message_id"));
            chat.until("emotion_update");
            Path away = directory.resolve("away");
            Files.move(database, away);
            await().atMost(PATIENCE).until(() -> ready(jar) == 503);
            assertTrue(part(jar, "database").getString("detail").contains("removed, emptied or replaced"));
            chat.say("Where am I?");
            assertEquals("server_error", chat.until("error").getString("code"));
            Files.move(away, database);
            await().atMost(PATIENCE).until(() -> ready(jar) == 200);
            chat.say("And now?");
            acknowledged.add(chat.until("delivered").getString("message_id"));
            jar.kill();
        }
        byte[] whole = Files.readAllBytes(database);
        Files.write(database, new byte[0]);
        Jar refused = run("", "run", "--conf", "demi.yaml");
        refused.errorsAreWanted();
        assertEquals(1, refused.exitCode());
        assertTrue(refused.printed("is empty, but demi.sqlite-wal beside it holds a part of it"), refused.text());
        assertTrue(Files.size(log) > 0, "which is still there");
        Files.write(database, whole);
        try (Jar jar = serve()) {
            assertTrue(kept(TestClient.login(jar)).containsAll(acknowledged));
        }
    }

    @Test
    void aDamagedDatabaseIsRefusedWithTheWayBackWhichWorks() throws Exception {
        Files.writeString(
                directory.resolve("demi.yaml"), "backup:\n  every: 1s\n  keep: 2\n", StandardOpenOption.APPEND);
        Set<String> acknowledged = new HashSet<>();
        try (Jar jar = serve()) {
            TestClient.Chat chat = TestClient.setUp(jar).chat();
            for (int i = 0; i < 10; i++) {
                chat.say("Message " + i);
                acknowledged.add(chat.until("delivered").getString("message_id"));
            }
            String before = Instant.now().toString();
            await().atMost(PATIENCE)
                    .until(() -> part(jar, "backups").getString("newest", "").compareTo(before) > 0);
        }
        Path database = directory.resolve("data/demi.sqlite");
        byte[] bytes = Files.readAllBytes(database);
        for (int i = 8_192; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        Files.write(database, bytes);
        Jar refused = run("", "run", "--conf", "demi.yaml");
        refused.errorsAreWanted();
        assertEquals(1, refused.exitCode());
        String way = refused.text().replaceAll("(?s).*demi\\.jar (restore \\S+).*", "$1");
        assertTrue(way.startsWith("restore " + directory.resolve("data/backups/scheduled-")), refused.text());
        assertEquals(0, run("", way.split(" ", 2)).exitCode());
        try (Jar jar = serve()) {
            assertTrue(kept(TestClient.login(jar)).containsAll(acknowledged));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "handler", "timer"})
    void aRoomWithADefectIsOpenedAgainAndTheOthersNeverNotice(String where) throws Exception {
        Map<String, String> environment = environment("DEMI_MAX_ERRORS", "2", "DEMI_AUTO_RECOVER", "true");
        try (Jar jar = Jar.serveWith(directory, environment, "demi.app.FaultyRooms", where)) {
            TestClient.Chat chat = TestClient.setUp(jar).chat();
            // Whatever the state of that room, everything that is said is answered, on the same socket.
            for (int i = 0; i < 8; i++) {
                chat.say("How are you?");
                assertEquals(
                        "Oh, it is you. What did you break this time?",
                        chat.reply().getString("content"));
            }
            // One that cannot start is not open in between.
            int times = where.equals("start") ? 1 : 2;
            await().atMost(PATIENCE).until(() -> {
                chat.say("And now?");
                chat.reply();
                return jar.text().split("Verticle memory is open again", -1).length - 1 == times;
            });
            await().atMost(PATIENCE)
                    .until(() -> part(jar, "rooms").getString("status").equals("UP"));
            assertTrue(jar.text().contains("Verticle memory closed; reopening in 1 s"), jar.text());
            assertTrue(jar.text().contains("Verticle memory closed; reopening in 2 s"), "the pauses grow");
            assertFalse(jar.text().contains("Verticle conductor"), "nobody else");
        }
    }

    @Test
    void withoutTheSettingARoomWithADefectIsToldOf() throws Exception {
        Map<String, String> environment = environment("DEMI_MAX_ERRORS", "3");
        try (Jar jar = Jar.serveWith(directory, environment, "demi.app.FaultyRooms", "timer")) {
            await().atMost(PATIENCE)
                    .until(() -> part(jar, "rooms").getString("status", "").equals("DOWN"));
            assertEquals("FAILING", part(jar, "rooms").getString("memory"));
            assertEquals(200, ready(jar), "messages are taken and kept");
            assertEquals(
                    503, TestClient.get(jar.port(), "/health?strict=1", null).statusCode());
            assertFalse(jar.printed("reopening in"));
        }
    }

    @Test
    void underMemoryPressureSheUsesTheSmallerModelAndSaysSo() throws Exception {
        ollama.models().add("qwen3:8b");
        Map<String, String> environment = environment("DEMI_RAM_THRESHOLD", "1", "OLLAMA_MODEL", "qwen3:8b");
        Files.writeString(
                directory.resolve("demi.yaml"),
                "resources:\n  sample_every: 100ms\n  calm_for: 0s\n",
                StandardOpenOption.APPEND);
        try (Jar jar = serve(environment)) {
            TestClient phone = TestClient.setUp(jar);
            await().atMost(PATIENCE)
                    .until(() -> part(jar, "ollama").getString("model", "").equals("llama3.2:3b"));
            TestClient.Chat chat = phone.chat();
            chat.say("Hello");
            chat.until("emotion_update");
            List<String> chats = ollama.chats();
            assertEquals("llama3.2:3b", new JsonObject(chats.get(chats.size() - 1)).getString("model"));
            JsonObject resources = part(jar, "resources");
            assertEquals("DEGRADED", resources.getString("status"));
            assertTrue(resources.getString("detail").contains("1 % is the limit"), resources.encode());
            JsonObject seen =
                    new JsonObject(phone.call("GET", "/api/v1/resources", null).body());
            assertTrue(seen.getBoolean("shedding"));
            assertEquals(
                    1, jar.text().split("% is the limit", -1).length - 1, "one line in the log, however long it lasts");
        }
    }
}
