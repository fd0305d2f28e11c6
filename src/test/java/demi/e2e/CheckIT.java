package demi.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
                "model")) {
            says(check, "ok    " + what + ":", "");
        }
        assertTrue(!Files.exists(directory.resolve("data/demi.sqlite")), "it only looks");
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
            Jar check =
                    check(Map.of("ANDROID_API_PORT", port, "DEMI_MANAGEMENT_HOST", "0.0.0.0", "DEMI_TIMEZONE", "UTC"));
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
