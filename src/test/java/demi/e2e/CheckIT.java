package demi.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.rehearse.DemoScript;
import io.vertx.core.http.HttpServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The doctor: what is wrong has a line with what to do about it. */
class CheckIT extends WithOllama {

    private Jar check(Map<String, String> more) throws Exception {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("DEMI_TIMEZONE", "Europe/Berlin");
        environment.putAll(more);
        return Jar.run(directory, environment, "", "check", "--conf", "demi.yaml");
    }

    private static void says(Jar check, String begin, String advice) {
        assertTrue(
                check.text().lines().anyMatch(line -> line.startsWith(begin) && line.contains(advice)),
                begin + " … " + advice + " in " + check.text());
    }

    private void conf(String yaml) throws Exception {
        Files.writeString(directory.resolve("demi.yaml"), yaml, StandardOpenOption.APPEND);
    }

    @Test
    void onAHealthyMachineAllIsWellAndNothingIsMade() throws Exception {
        Jar check = check(Map.of());
        assertEquals(0, check.exitCode(), check.text());
        for (String what : List.of(
                "settings",
                "data directory",
                "disk",
                "secrets",
                "database",
                "clock",
                "port",
                "proxies",
                "memory",
                "ollama",
                "model",
                "loading",
                "template")) {
            says(check, "ok    " + what + ":", "");
        }
        assertTrue(!Files.exists(directory.resolve("data")), "it only looks");
    }

    @Test
    void whoIsInAHurryLeavesTheModelWhereItIs() throws Exception {
        Jar check = Jar.run(directory, environment(), "", "check", "--conf", "demi.yaml", "--quick");
        says(check, "ok    template:", "check without --quick loads it");
        assertTrue(!check.printed("loading it"), check.text());
    }

    @Test
    void theModelIsTriedInATalkOfItsOwnThatLeavesNothingBehind() throws Exception {
        ollama.play(new DemoScript(0));
        Map<String, String> environment = new HashMap<>(environment());
        Jar check = Jar.run(directory, environment, "", "check", "--conf", "demi.yaml", "--talk", "--turns", "6");
        assertTrue(check.printed("Talking with llama3.2:1b: 6 messages"), check.text());
        for (String row : List.of(
                "answered +6 of 6",
                "first word, median +[0-9.]+ s +longest .*",
                "template +known .*",
                "read again beyond what was new +[0-9]+ %.*",
                "answers that repeat the persona +0",
                "answers that repeat a note +0",
                "answers with tokens or labels +0",
                "follow-ups +[1-9] of [1-9] ended +all were made in the pauses")) {
            assertTrue(check.text().lines().anyMatch(line -> line.strip().matches(row)), row + " in " + check.text());
        }
        assertTrue(check.text().lines().anyMatch(line -> line.startsWith("llama3.2:1b ")), "a verdict");
        assertTrue(!Files.exists(directory.resolve("data")), "the talk is nobody's");
    }

    @Test
    void whatWouldKeepHerFromStartingIsTold() throws Exception {
        Path secrets = Files.createDirectories(directory.resolve("data/secrets"));
        Files.writeString(secrets.resolve("jwt_secret_key"), "short");
        Jar shortKey = check(Map.of());
        assertEquals(1, shortKey.exitCode(), shortKey.text());
        says(shortKey, "FAIL  secrets:", "");
        assertTrue(shortKey.printed("holds no secret of at least 32 bytes"), shortKey.text());
        for (String key : List.of("jwt_secret_key", "jwt_refresh_secret_key")) {
            Files.writeString(secrets.resolve(key), "the same for both, which is not allowed");
        }
        assertTrue(check(Map.of()).printed("must be two different secrets"));
        Files.delete(secrets.resolve("jwt_secret_key"));
        Files.delete(secrets.resolve("jwt_refresh_secret_key"));
        Files.writeString(directory.resolve("data/logs"), "a file in its place");
        says(check(Map.of()), "FAIL  data directory:", "logs cannot be written; move it away");
        Files.delete(directory.resolve("data/logs"));
        assertEquals(0, check(Map.of()).exitCode());
    }

    @Test
    void whatIsConfiguredAndDoesNotWorkIsTold() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "no folder");
        int nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = closed.getLocalPort();
        }
        Files.createDirectories(directory.resolve("data/persona.md"));
        conf("backup:\n  folder: " + file + "/backups\npush:\n  url: http://127.0.0.1:" + nobody
                + "/api/push/sesame\nnotifications:\n  url: http://127.0.0.1:" + nobody + "/sesame\n");
        Jar check = check(Map.of("DISCORD_BOT_TOKEN", "a.wrong.one", "DISCORD_API_BASE_URL", "http://127.0.0.1:1/"));
        assertEquals(1, check.exitCode(), check.text());
        says(check, "FAIL  backups:", file + " is no folder; set backup.folder to one");
        says(check, "FAIL  push:", "127.0.0.1:" + nobody + " cannot be reached");
        says(check, "FAIL  notifications:", "127.0.0.1:" + nobody + " cannot be reached");
        says(check, "FAIL  prompt:", "persona.md cannot be read");
        says(check, "FAIL  discord:", "");
        assertTrue(!check.printed("sesame"), "whose path is a secret");
    }

    @Test
    void aTestOfTheOwnersPhoneIsSentWhereThatIsAsked() throws Exception {
        List<Integer> statuses = new CopyOnWriteArrayList<>(List.of(401, 200));
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpServer server = get(vertx.createHttpServer()
                .requestHandler(request -> {
                    seen.add(request.method() + " " + request.path());
                    request.response().setStatusCode(statuses.remove(0)).end();
                })
                .listen(0, "127.0.0.1"));
        conf("notifications:\n  url: http://127.0.0.1:" + server.actualPort() + "/sesame\n");
        assertEquals(0, check(Map.of()).exitCode());
        assertEquals(List.of(), seen, "only where it is asked");
        Jar refused = notified();
        assertEquals(1, refused.exitCode(), refused.text());
        says(refused, "FAIL  notification:", "does not take the token (401)");
        Jar sent = notified();
        assertEquals(0, sent.exitCode(), sent.text());
        says(sent, "ok    notification:", "on your phone");
        assertEquals(List.of("POST /sesame", "POST /sesame"), seen);
        assertTrue(!sent.printed("sesame"), "which is a secret");
    }

    private Jar notified() throws Exception {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("DEMI_TIMEZONE", "Europe/Berlin");
        return Jar.run(directory, environment, "", "check", "--conf", "demi.yaml", "--notify");
    }

    @Test
    void aKilledDemisDatabaseIsSoundAndItsLogStays() throws Exception {
        Jar jar = serve();
        TestClient.setUp(jar);
        jar.kill();
        Path log = directory.resolve("data/demi.sqlite-wal");
        assertTrue(Files.size(log) > 0);
        Jar check = check(Map.of());
        assertEquals(0, check.exitCode(), check.text());
        says(check, "ok    database:", "is sound");
        try (Jar again = serve()) {
            TestClient.login(again);
        }
    }

    @Test
    void theSettingsMayComeBeforeTheCommandOrAfterIt() throws Exception {
        Path elsewhere = directory.resolve("else where");
        Path yaml =
                Files.writeString(directory.resolve("else.yaml"), "data_dir: " + elsewhere + "\nhttp:\n  port: 8123\n");
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("DEMI_DATA_DIR", "");
        environment.put("ANDROID_API_PORT", "");
        for (List<String> words : List.of(
                List.of("--conf", yaml.toString(), "--set", "http.port=8124", "check"),
                List.of("check", "--conf", yaml.toString(), "--set", "http.port=8124"))) {
            Jar check = Jar.run(directory, environment, "", words.toArray(String[]::new));
            assertTrue(check.printed(elsewhere + " is not there yet"), check.text());
            assertTrue(check.printed("127.0.0.1:8124"), check.text());
        }
        assertEquals(
                2,
                Jar.run(directory, environment, "", "--conf", "no such file", "check")
                        .exitCode());
        Jar unknown = Jar.run(directory, environment, "", "check", "--set", "http.prot=1");
        assertEquals(2, unknown.exitCode());
        assertTrue(unknown.printed("did you mean http.port?"), unknown.text());
    }

    @Test
    void besideHerWhoIsRunningAllIsWell() throws Exception {
        try (Jar jar = serve()) {
            Jar check = check(Map.of(
                    "ANDROID_API_PORT", Integer.toString(jar.port()),
                    "DEMI_MANAGEMENT_PORT", Integer.toString(jar.managementPort())));
            assertEquals(0, check.exitCode(), check.text());
            says(check, "ok    port:", "by her who is running");
            says(check, "ok    metrics port:", "by her who is running");
        }
    }

    @Test
    void whatIsWrongAroundHerIsNamedWithWhatToDo() throws Exception {
        conf("  base_path: /demi\n");
        Files.createDirectories(directory.resolve("data"));
        Path env = Files.writeString(directory.resolve("data/.env"), "DEMI_MAX_ERRORS=4\n");
        Files.setPosixFilePermissions(env, PosixFilePermissions.fromString("rw-r--r--"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Jar check = check(Map.of(
                    "ANDROID_API_PORT", port, "DEMI_MANAGEMENT_HOST", "0.0.0.0", "DEMI_TIMEZONE", "", "TZ", "UTC"));
            assertEquals(1, check.exitCode(), check.text());
            says(check, "FAIL  port:", "set ANDROID_API_PORT");
            says(check, "warn  metrics:", "DEMI_MANAGEMENT_HOST=127.0.0.1");
            says(check, "warn  secrets:", "chmod 600");
            says(check, "warn  proxies:", "http.trusted_proxies");
            says(check, "warn  clock:", "set DEMI_TIMEZONE");
        }
    }

    @Test
    void whoTrustsEverybodyIsTold() throws Exception {
        conf("  trusted_proxies: [0.0.0.0/0]\n");
        Jar check = check(Map.of());
        assertEquals(1, check.exitCode());
        says(check, "FAIL  proxies:", "Name your proxies only");
    }

    @Test
    void aDatabaseThatAStartWouldRefuseIsTold() throws Exception {
        Jar jar = serve();
        jar.terminate();
        assertEquals(0, jar.exitCode());
        Path database = directory.resolve("data/demi.sqlite");
        Path copy = directory.resolve("copy.sqlite");
        assertEquals(0, run("", "backup", copy.toString()).exitCode());
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO flyway_schema_history"
                    + " VALUES (99, '99', 'future', 'SQL', 'V99', 1, 'me', '2030-01-01', 1, 1)");
        }
        says(check(Map.of()), "FAIL  database:", "Start the newer one");
        byte[] bytes = Files.readAllBytes(copy);
        for (int i = 5_000; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        Files.write(database, bytes);
        Jar damaged = check(Map.of());
        assertEquals(1, damaged.exitCode());
        says(damaged, "FAIL  database:", "java -jar demi.jar restore");
        assertArrayEquals(bytes, Files.readAllBytes(database));
        Files.copy(copy, database, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(database, FileTime.from(Instant.now().plusSeconds(86_400)));
        says(check(Map.of()), "FAIL  clock:", "set it right");
    }
}
