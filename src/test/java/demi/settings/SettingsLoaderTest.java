package demi.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.app.AllSettings;
import demi.logging.LogLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {
    private static final String LONG_SECRET = "thirty-two bytes and a few more than that";

    @TempDir
    Path root;

    @Test
    void nothingSetIsTheContractsDefaults() {
        Given.Made settings = new Given(root).settings();
        assertEquals(root.resolve("home/.demi"), settings.dataDir());
        assertEquals(
                root.resolve("home/.demi/demi.sqlite"), settings.store().file().orElseThrow());
        assertEquals(8000, settings.http().port());
        assertEquals("127.0.0.1", settings.http().managementHost());
        assertEquals(List.of("llama3.2:3b", "llama2:7b"), settings.model().fallbacks());
        assertEquals(Duration.ofDays(7), settings.tokens().refreshLifetime());
        assertEquals(ZoneId.of("Asia/Tokyo"), settings.timezone());
        assertNull(settings.discord().botToken());
        assertFalse(Files.exists(settings.dataDir()), "reading settings writes nothing");
    }

    @Test
    void sourcesComeInOrder() throws IOException {
        Given given = new Given(root).yaml("http: {port: 1001}");
        assertEquals(1001, given.settings().http().port());
        given.dotEnvBesideJar("ANDROID_API_PORT=1002");
        assertEquals(1002, given.settings().http().port());
        given.dotEnvInDataDir("ANDROID_API_PORT=1003");
        assertEquals(1003, given.settings().http().port());
        given.environment(Map.of("ANDROID_API_PORT", "1004"));
        assertEquals(1004, given.settings().http().port());
        given.flags(Map.of("http.port", "1005"));
        assertEquals(1005, given.settings().http().port());
    }

    @Test
    void emptyVariablesAreNotSet() throws IOException {
        Given given = new Given(root)
                .yaml("http: {port: 1001}")
                .dotEnvInDataDir("OLLAMA_MODEL=")
                .environment(Map.of("ANDROID_API_PORT", "", "DISCORD_BOT_TOKEN", "", "DISCORD_BOT_TOKEN_FILE", ""));
        assertEquals(1001, given.settings().http().port());
        assertEquals("llama3.2:1b", given.settings().model().model());
        assertNull(given.settings().discord().botToken());
    }

    @Test
    void theDataDirectoryOfTheYamlIsWhereDotEnvIsLookedFor() throws IOException {
        Path dataDir = Files.createDirectories(root.resolve("elsewhere"));
        Files.writeString(dataDir.resolve(".env"), "OLLAMA_MODEL=mistral");
        Given given = new Given(root).yaml("data_dir: " + dataDir);
        assertEquals("mistral", given.settings().model().model());
    }

    @Test
    void dotEnvInTheDataDirectoryCannotMoveIt() throws IOException {
        assertOneProblem(new Given(root).dotEnvInDataDir("DEMI_DATA_DIR=/elsewhere"), "DEMI_DATA_DIR", "cannot be set");
    }

    @Test
    void aSecretMayComeFromAFile() throws IOException {
        Path file = Files.writeString(root.resolve("token"), "  the token's value \r\n\n".replace(" ", "_"));
        Given given = new Given(root).environment(Map.of("DISCORD_BOT_TOKEN_FILE", file.toString()));
        assertEquals("__the_token's_value_", given.botToken());
        given.environment(Map.of()).dotEnvInDataDir("DISCORD_BOT_TOKEN_FILE=" + file);
        assertEquals("__the_token's_value_", given.botToken());
    }

    @Test
    void theTokenHasASecondNameAsStrongAsTheFirst() throws IOException {
        Path file = Files.writeString(root.resolve("token"), "of.a.file");
        assertEquals(
                "b", new Given(root).environment(Map.of("DISCORD_TOKEN", "b")).botToken());
        assertEquals(
                "of.a.file",
                new Given(root)
                        .environment(Map.of("DISCORD_TOKEN_FILE", file.toString()))
                        .botToken());
        Given stronger =
                new Given(root).environment(Map.of("DISCORD_TOKEN", "b")).dotEnvInDataDir("DISCORD_BOT_TOKEN=a");
        assertEquals("b", stronger.botToken());
        Given same = new Given(root).environment(Map.of("DISCORD_TOKEN", "a", "DISCORD_BOT_TOKEN", "a"));
        assertEquals("a", same.botToken());
        Given two = new Given(root).environment(Map.of("DISCORD_TOKEN", "b", "DISCORD_BOT_TOKEN", "a"));
        assertOneProblem(two, "DISCORD_TOKEN", "DISCORD_BOT_TOKEN");
    }

    @Test
    void theTokenIsCalledWhatItIsCalledWhereItIsSet() throws IOException {
        Path file = Files.writeString(root.resolve("token"), "of.a.file");
        Map<Map<String, String>, String> names = Map.of(
                Map.of("DISCORD_TOKEN", "a"), "DISCORD_TOKEN",
                Map.of("DISCORD_BOT_TOKEN", "a"), "DISCORD_BOT_TOKEN",
                Map.of("DISCORD_TOKEN_FILE", file.toString()), "DISCORD_TOKEN_FILE");
        for (Map.Entry<Map<String, String>, String> each : names.entrySet()) {
            Given given = new Given(root).environment(each.getKey());
            assertEquals(each.getValue(), given.settings().discord().tokenName());
        }
        Given yaml = new Given(root).yaml("discord: {bot_token: a}");
        assertEquals("discord.bot_token", yaml.settings().discord().tokenName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"DISCORD_TOKEN", "JWT_SECRET_KEY", "JWT_REFRESH_SECRET_KEY", "DISCORD_BOT_TOKEN"})
    void aSecretAndItsFileTogetherAreAProblem(String name) throws IOException {
        Path file = Files.writeString(root.resolve("secret"), LONG_SECRET.replace(' ', '-'));
        Given given = new Given(root)
                .environment(Map.of(name, LONG_SECRET.replace(' ', '-'), name + "_FILE", file.toString()));
        assertOneProblem(given, name, name + "_FILE");
    }

    @Test
    void anUnreadableOrEmptySecretFileIsAProblem() throws IOException {
        Path empty = Files.writeString(root.resolve("empty"), "\n");
        for (Path file : List.of(root.resolve("missing"), root, empty)) {
            Given given = new Given(root).environment(Map.of("JWT_SECRET_KEY_FILE", file.toString()));
            assertOneProblem(given, "JWT_SECRET_KEY_FILE", file.toString());
        }
    }

    @Test
    void aSecretIsTakenAsItIs() throws IOException {
        Given given = new Given(root)
                .environment(Map.of("DEMI_ADMIN_EMAIL", "me@example.org", "DEMI_ADMIN_PASSWORD", " pass word "));
        assertEquals(" pass word ", given.adminPassword());
    }

    @ParameterizedTest
    @ValueSource(strings = {"password123", "          ", "Me@Example.org"})
    void anAdministratorsPasswordOfAnOldInstallationIsNoProblem(String password) throws IOException {
        Given given = new Given(root)
                .environment(Map.of("DEMI_ADMIN_EMAIL", "me@example.org", "DEMI_ADMIN_PASSWORD", password));
        assertEquals(password, given.adminPassword());
    }

    @Test
    void shortOrEqualSigningKeysAreRefused() {
        Given given = new Given(root).environment(Map.of("JWT_SECRET_KEY", "x".repeat(31)));
        assertOneProblem(given, "JWT_SECRET_KEY", "32 bytes");
        given.environment(Map.of("JWT_SECRET_KEY", LONG_SECRET, "JWT_REFRESH_SECRET_KEY", LONG_SECRET));
        assertOneProblem(given, "JWT_SECRET_KEY", "two different");
    }

    /** Each is a likely mistake, and none of them is taken. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ollama: {base_url: \"http://h:11434/?token=hidden\"}",
                "ollama: {base_url: \"http://h:11434/#hidden\"}",
                "ollama: {base_url: \"http://u:p/hidden@h\"}",
                "ollama: {base_url: \"http://u:p@hidden@h\"}",
                "ollama: {base_url: \"u:hidden@h:11434\"}",
                "ollama: {base_url: \"http://u:p\\n/hidden@h\"}",
                "ollama: {base_urls: [\"http://h\", \"http://u:p/hidden@h\", \"http://i?hidden\"]}",
                "discord: {api_base_url: \"https://u:p?hidden@h\"}",
                "database: {url: \"postgresql://u:p/hidden@h?password=hidden\"}",
                "notifications: {url: \"ftp://discord.com/api/webhooks/1/hidden\"}",
                "notifications: {url: \"https://ntfy.sh/hidden?x=1\"}",
                "notifications: {token: \"hidden hidden\"}",
                "push: {url: \"kuma.lan/api/push/hidden\"}"
            })
    void noProblemShowsASecret(String yaml) throws IOException {
        List<String> problems = new Given(root).yaml(yaml).problems();
        assertEquals(1, problems.size(), problems::toString);
        assertFalse(problems.get(0).contains("hidden"), problems::toString);
    }

    @Test
    void allProblemsAreNamedAtOnceAndNoSecretIsShown() throws IOException {
        Given given = new Given(root)
                .yaml("""
                        htpp: {port: 1}
                        http:
                          port: abc
                        resources: {ram_threshold: 140}
                        discord: {bot_token: "hidden in yaml"}
                        """)
                .environment(Map.of(
                        "JWT_SECRET_KEY", "hidden-short",
                        "DEMI_LOG_LEVEL", "LOUD",
                        "DEMI_ADMIN_EMAIL", "me@example.org",
                        "DATABASE_URL", "postgresql://demi:hidden@db:port/demi"))
                .flags(Map.of("http.prot", "1"));
        List<String> problems = given.problems();
        assertEquals(9, problems.size(), () -> String.join("\n", problems));
        String all = String.join("\n", problems);
        assertFalse(all.contains("hidden"), all);
        assertTrue(all.contains("http.port = \"abc\": must be a whole number from 0 to 65535"), all);
        assertTrue(all.contains("demi.yaml, line 3, column 9"), all);
        assertTrue(all.contains("htpp: is not a setting; did you mean http?"), all);
        assertTrue(all.contains("http.prot: is not a setting; did you mean http.port?"), all);
        assertTrue(all.contains("DEMI_LOG_LEVEL = \"LOUD\": must be one of DEBUG, INFO"), all);
        assertTrue(all.contains("DEMI_ADMIN_EMAIL and DEMI_ADMIN_PASSWORD"), all);
        assertTrue(all.contains("postgresql://***@db:port/demi"), all);
    }

    @Test
    void aWrongValueThatAnotherHidesIsStillAProblem() throws IOException {
        Given given = new Given(root).yaml("http: {port: abc}").environment(Map.of("ANDROID_API_PORT", "9000"));
        assertOneProblem(given, "http.port", "abc");
    }

    /** What the rule gives as its example has to be taken from every source. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[127.0.0.1, 10.0.0.0/8]",
                "[127.0.0.1,10.0.0.0/8]",
                "['127.0.0.1', \"10.0.0.0/8\"]",
                " [ 127.0.0.1 , 10.0.0.0/8 ] ",
                "127.0.0.1, 10.0.0.0/8"
            })
    void aListIsUnderstoodOnTheCommandLineAsInYaml(String written) {
        Given given = new Given(root).flags(Map.of("http.trusted_proxies", written, "ollama.fallbacks", "[]"));
        assertEquals(List.of("127.0.0.1", "10.0.0.0/8"), given.settings().http().trustedProxies());
        assertEquals(List.of(), given.settings().model().fallbacks());
    }

    @ParameterizedTest
    @CsvSource({
        "sqlite:///srv/demi/d.sqlite, /srv/demi/d.sqlite",
        "sqlite:////srv/d.sqlite, /srv/d.sqlite",
        "sqlite:///~/d.sqlite, HOME/d.sqlite",
        "sqlite:///./data/d.sqlite, CWD/data/d.sqlite",
        "sqlite:///../d.sqlite, CWD/../d.sqlite",
        "./data/d.sqlite, CWD/data/d.sqlite",
        "jdbc:sqlite:./d.sqlite, CWD/d.sqlite",
        "jdbc:sqlite:/srv/d.sqlite, /srv/d.sqlite",
        "jdbc:sqlite:~/d.sqlite, HOME/d.sqlite",
        "/srv/a/../d.sqlite, /srv/d.sqlite",
        "~/d.sqlite, HOME/d.sqlite",
        "d.sqlite, CWD/d.sqlite",
    })
    void theDatabaseIsAFile(String url, String file) {
        Given given = new Given(root).environment(Map.of("DATABASE_URL", url));
        String expected = file.replace("HOME", given.home().toString())
                .replace("CWD", Path.of("").toAbsolutePath().toString());
        assertEquals(
                Path.of(expected).normalize(), given.settings().store().file().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":memory:",
                "sqlite://",
                "sqlite:///",
                "sqlite:///:memory:",
                "jdbc:sqlite::memory:",
                "jdbc:sqlite:",
                "postgresql://u:p@h:x/d",
                "mysql://h/d",
                "sqlite+aiosqlite:///d",
                "file:d?mode=memory",
                "sqlite:d.sqlite",
                "jdbc:postgresql:d",
                "/srv/d.sqlite?x=1",
                "~other/d.sqlite",
                "/srv/"
            })
    void anotherDatabaseIsAProblem(String url) throws IOException {
        assertOneProblem(new Given(root).yaml("database: {url: \"" + url + "\"}"), "database.url");
    }

    @Test
    void usedPlacesAreProblems() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "");
        Given given =
                new Given(root).environment(Map.of("DEMI_DATA_DIR", file.toString(), "DATABASE_URL", root.toString()));
        assertEquals(2, given.problems().size(), given.problems()::toString);
        assertOneProblem(new Given(root.resolve("a%b")), "DEMI_DATA_DIR");
    }

    @ParameterizedTest
    @CsvSource({
        "http.port, -1",
        "http.port, 65536",
        "http.trusted_proxies, proxy.lan",
        "http.trusted_proxies, 10.0.0.0/33",
        "http.trusted_proxies, '[127.0.0.1, 10.0.0]'",
        "http.trusted_proxies, fe80::1%eth0",
        "http.trusted_proxies, 10.0.0.0/-1",
        "http.trusted_proxies, ::/129",
        "http.base_path, demi",
        "http.base_path, /a b",
        "http.base_path, /../etc",
        "http.base_path, '/:id'",
        "http.base_path, //",
        "push.url, kuma.lan/api/push/abc",
        "push.url, ftp://kuma.lan/x",
        "push.every, 0s",
        "backup.keep, 0",
        "resources.sample_every, 0s",
        "http.port, 0123",
        "http.port, 8e3",
        "http.port, 99999999999999999999",
        "http.host, a b",
        "http.ping_every, -5s",
        "http.ping_every, 30",
        "http.ping_every, 90s",
        "http.peer_gone_after, 91s",
        "http.max_frame, 64kb",
        "http.max_frame, 2MiB",
        "resources.ram_threshold, 140",
        "resources.ram_threshold, 0",
        "resources.auto_recover, maybe",
        "timezone, Mars/Olympus",
        "timezone, '+02:00'",
        "ollama.base_url, localhost:11434",
        "ollama.base_url, ftp://x",
        "ollama.base_url, http://",
        "ollama.base_url, http://x/?a=1",
        "ollama.temperature, NaN",
        "ollama.temperature, ''",
        "ollama.temperature, .",
        "ollama.temperature, 1e0",
        "ollama.num_predict, 5000",
        "accounts.admin_email, nobody",
        "discord.ramble_channel_id, general",
        "discord.bot_token, two words",
        "logging.format, xml",
        "accounts.bcrypt_cost, 31",
        "management.port, 8000",
        "tokens.access_lifetime, 8d",
        "ollama.fallbacks, 'a,,b'",
        "http.host, ''",
        "data_dir, ''",
        "conductor.persona_file, ~other/x",
    })
    void aWrongValueIsAProblem(String path, String value) {
        List<String> problems = new Given(root).flags(Map.of(path, value)).problems();
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).contains(path), problems::toString);
    }

    @ParameterizedTest
    @CsvSource({"debug,DEBUG", "Info,INFO", "WARN,WARNING", "warning,WARNING", "error,ERROR", "CRITICAL,CRITICAL"})
    void logLevelsAreUnderstood(String text, LogLevel level) {
        assertEquals(
                level,
                new Given(root)
                        .environment(Map.of("DEMI_LOG_LEVEL", text))
                        .settings()
                        .logging()
                        .level());
    }

    @ParameterizedTest
    @CsvSource({"true,true", "1,true", "YES,true", "False,false", "0,false", "no,false"})
    void flagsAreUnderstood(String text, boolean flag) {
        assertEquals(
                flag,
                new Given(root)
                        .environment(Map.of("DEMI_DEBUG", text))
                        .settings()
                        .logging()
                        .debug());
    }

    @Test
    void aTrailingSlashIsToleratedAndUserInfoHidden() {
        Given given = new Given(root).environment(Map.of("OLLAMA_BASE_URL", "https://me:hidden@ollama.lan:8443/x/"));
        assertEquals(
                "https://me:hidden@ollama.lan:8443/x",
                given.settings().model().servers().get(0).address().toString());
        assertEquals("https://***@ollama.lan:8443/x", given.settings().model().shownServers());
        assertFalse(given.settings().toString().contains("hidden"));
        assertFalse(given.loaded().table().contains("hidden"));
    }

    @Test
    void theTableShowsOriginsAndNoSecret() throws IOException {
        Given given = new Given(root)
                .yaml("ollama: {fallbacks: [a, b], keep_alive: 90m}")
                .environment(Map.of("ANDROID_API_PORT", "9000", "JWT_SECRET_KEY", LONG_SECRET));
        LoadedSettings loaded = given.loaded();
        assertEquals(AllSettings.catalog().keys().size(), loaded.table().lines().count());
        assertEquals("http.port 9000 the environment: ANDROID_API_PORT", line(loaded, "http.port"));
        assertEquals("http.host 0.0.0.0 default", line(loaded, "http.host"));
        assertTrue(line(loaded, "ollama.keep_alive").startsWith("ollama.keep_alive 90m "));
        assertTrue(line(loaded, "tokens.access_secret").startsWith("tokens.access_secret *** the environment"));
        assertFalse(loaded.toString().contains(LONG_SECRET));
        assertFalse(loaded.table().contains(LONG_SECRET));
    }

    private static String line(LoadedSettings loaded, String path) {
        return loaded.table()
                .lines()
                .filter(line -> line.startsWith(path + " "))
                .map(line -> line.replaceAll(" +", " "))
                .findFirst()
                .orElseThrow();
    }

    private static void assertOneProblem(Given given, String... parts) {
        List<String> problems = given.problems();
        assertEquals(1, problems.size(), problems::toString);
        for (String part : parts) {
            assertTrue(problems.get(0).contains(part), problems::toString);
        }
    }
}
