package demi.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.app.AllSettings;
import demi.settings.source.Key;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeysTest {
    private static final List<Key<?>> KEYS = AllSettings.catalog().keys();
    private static final Path EXAMPLE = Path.of("conf/demi.yaml");
    private static final Pattern ENTRY = Pattern.compile("( *)([a-z_]+):(.*)");

    /** A valid value that is not the default, where adding one is not it. */
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("data_dir", "/srv/demi"),
            Map.entry("timezone", "Europe/Berlin"),
            Map.entry("database.url", "/srv/other.sqlite"),
            Map.entry("database.host", "db.lan"),
            Map.entry("database.port", "5433"),
            Map.entry("database.name", "other"),
            Map.entry("database.user", "somebody"),
            Map.entry("database.password", "a secret"),
            Map.entry("database.password_file", "/srv/pgpass"),
            Map.entry("database.sslmode", "verify-full"),
            Map.entry("database.sslrootcert", "/srv/ca.pem"),
            Map.entry("cluster.member", "127.0.0.1:5701"),
            Map.entry("cluster.bind", "127.0.0.1"),
            Map.entry("cluster.certificate", "/srv/node.pem"),
            Map.entry("cluster.key", "/srv/node.key"),
            Map.entry("cluster.authority", "/srv/ca.pem"),
            Map.entry("http.host", "::1"),
            Map.entry("http.max_frame", "128KiB"),
            Map.entry("http.max_body", "128KiB"),
            Map.entry("management.host", "0.0.0.0"),
            Map.entry("tokens.access_secret", "a-secret-of-thirty-two-bytes-or-more"),
            Map.entry("tokens.refresh_secret", "another-secret-of-thirty-two-bytes"),
            Map.entry("accounts.admin_email", "me@example.org"),
            Map.entry("accounts.admin_password", "a long password"),
            Map.entry("ollama.base_url", "https://ollama.lan/"),
            Map.entry("ollama.base_urls", "[https://other.lan]"),
            Map.entry("model.servers", "[{kind: openai, address: \"http://gpu:8000\", token: abc}]"),
            Map.entry("ollama.num_ctx", "4096"),
            Map.entry("memory.embedding_model", "nomic-embed-text"),
            Map.entry("ollama.model", "mistral:7b"),
            Map.entry("ollama.fallbacks", "[]"),
            Map.entry("ollama.temperature", "0.5"),
            Map.entry("conductor.persona_file", "/srv/persona.md"),
            Map.entry("discord.bot_token", "some.token"),
            Map.entry("discord.ramble_channel_id", "123456789012345678"),
            Map.entry("discord.api_base_url", "http://127.0.0.1:9000/api/v10/"),
            Map.entry("autonomy.every", "20m"),
            Map.entry("autonomy.loneliness", "0.5"),
            Map.entry("autonomy.excitement", "0.5"),
            Map.entry("autonomy.frustration", "0.5"),
            Map.entry("autonomy.ramble_jealousy", "0.7"),
            Map.entry("autonomy.ramble_vulnerability", "0.5"),
            Map.entry("autonomy.quiet_from", "23:00"),
            Map.entry("autonomy.quiet_to", "07:00"),
            Map.entry("notifications.kind", "gotify"),
            Map.entry("notifications.url", "https://push.lan/demi"),
            Map.entry("notifications.token", "tk_abc"),
            Map.entry("notifications.client_token", "gtfyc.abc"),
            Map.entry("notifications.priority", "4"),
            Map.entry("notifications.servers", "[https://ntfy.lan, https://push.lan/gotify]"),
            Map.entry("http.public_url", "https://demi.example.org"),
            Map.entry("metrics.snapshot_every", "1m"),
            Map.entry("backup.every", "2d"),
            Map.entry("backup.folder", "/mnt/backups"),
            Map.entry("http.trusted_proxies", "[127.0.0.1, 10.0.0.0/8]"),
            Map.entry("http.base_path", "/demi"),
            Map.entry("push.url", "https://kuma.lan/api/push/abc"),
            Map.entry("logging.level", "warn"),
            Map.entry("emotion.help_line", "Call 112."),
            Map.entry("logging.format", "json"));

    /** One of these fits most settings that are not set by default. */
    private static final List<String> CANDIDATES = List.of(
            "https://other.lan",
            "123456789012345678",
            "\"@someone:example.org\"",
            "\"!somewhere:example.org\"",
            "a.token");

    /** "everyone, linked or off" */
    private static final Pattern CHOICE = Pattern.compile(", | or ");

    @TempDir
    Path root;

    static List<String> paths() {
        // Several nodes need more than that: see ClusterSettingsTest.
        return KEYS.stream()
                .map(Key::path)
                .filter(path -> !path.equals("cluster.members"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void settingItChangesItsPropertyAndNoOther(String path) throws IOException {
        Map<String, Object> before = new TreeMap<>();
        flatten(new Given(root), before);
        Map<String, Object> after = new TreeMap<>();
        List<String> set = withPartners(path);
        String yaml = set.stream().map(each -> each + ": " + other(each)).collect(Collectors.joining("\n"));
        flatten(new Given(root).yaml(yaml), after);

        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<String> changed = names.stream()
                .filter(name -> !String.valueOf(before.get(name)).equals(String.valueOf(after.get(name))))
                .toList();
        List<String> expected = switch (path) {
            // What lies in the data directory moves with it.
            case "data_dir" ->
                List.of(
                        "conductor.personaFile",
                        "dataDir",
                        "metrics.dataDir",
                        "resources.places",
                        "store.database.path");
            case "database.url" -> List.of("store.database.path");
            case "cluster.member" -> List.of("cluster.member.host", "cluster.member.port");
            // What completes the address of a server means nothing without one: see DatabaseAddressTest.
            case "database.host",
                    "database.port",
                    "database.name",
                    "database.user",
                    "database.password",
                    "database.password_file",
                    "database.sslmode",
                    "database.sslrootcert" -> List.of();
            // The limit holds wherever people write; its name is from when that was HTTP only.
            case "http.messages_per_minute" -> List.of("conductor.messagesPerMinute");
            // It is where notifications lead.
            case "http.public_url" -> List.of("notifications.click");
            default -> set.stream().map(KeysTest::property).sorted().toList();
        };
        assertEquals(expected, changed);
    }

    @Test
    void theExampleHasEverySettingOnceWithOneCommentLineEach() throws IOException {
        List<String> lines = Files.readAllLines(EXAMPLE);
        List<String> found = new ArrayList<>();
        Deque<String> groups = new ArrayDeque<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher entry = ENTRY.matcher(lines.get(i));
            if (!entry.matches()) {
                assertTrue(lines.get(i).isBlank() || lines.get(i).strip().startsWith("#"), lines.get(i));
                continue;
            }
            while (groups.size() > entry.group(1).length() / 2) {
                groups.removeLast();
            }
            groups.addLast(entry.group(2));
            String path = String.join(".", groups);
            boolean isTable = entry.group(3).startsWith(" {");
            if (!isTable && !paths().contains(path)) {
                continue;
            }
            assertTrue(lines.get(i - 1).strip().startsWith("# "), path + " has its comment");
            assertFalse(groups.size() > 1 && lines.get(i - 2).strip().startsWith("#"), path + " has one line of it");
            paths().stream()
                    .filter(known -> known.equals(path) || (isTable && known.startsWith(path + ".")))
                    .forEach(found::add);
        }
        assertEquals(paths().stream().sorted().toList(), found.stream().sorted().toList());
    }

    @Test
    void theExampleNamesEveryVariable() throws IOException {
        List<String> lines = Files.readAllLines(EXAMPLE);
        for (Key<?> key : KEYS) {
            String name = key.path().substring(key.path().lastIndexOf('.') + 1);
            if (key.variable() != null) {
                String comment = "[" + key.variable() + (key.secret() ? ", or _FILE]" : "]");
                assertTrue(
                        lines.stream()
                                .anyMatch(line -> line.endsWith(comment)
                                        && lines.get(lines.indexOf(line) + 1)
                                                .strip()
                                                .startsWith(name + ":")),
                        comment);
            }
        }
    }

    @Test
    void theExampleIsExactlyTheDefaults() {
        Given none = new Given(root);
        assertEquals(none.records(), none.yamlFile(EXAMPLE).records());
        LoadedSettings example = none.yamlFile(EXAMPLE).loaded();
        for (Key<?> key : KEYS) {
            boolean written = example.effective().stream()
                    .anyMatch(line ->
                            line.path().equals(key.path()) && line.origin().contains("demi.yaml"));
            // A table leaves out what is 0.
            if (!"0".equals(key.byDefault())) {
                assertEquals(key.byDefault() != null, written, key.path());
            }
        }
    }

    @Test
    void everyVariableOfTheContractIsThereAndThoseOfNotifications() {
        List<String> contract = List.of(
                "ANDROID_API_HOST",
                "ANDROID_API_PORT",
                "DATABASE_URL",
                "DEMI_ADMIN_EMAIL",
                "DEMI_ADMIN_PASSWORD",
                "DEMI_AUTO_RECOVER",
                "DEMI_DATA_DIR",
                "DEMI_DEBUG",
                "DEMI_LOG_FORMAT",
                "DEMI_LOG_LEVEL",
                "DEMI_MANAGEMENT_HOST",
                "DEMI_MANAGEMENT_PORT",
                "DEMI_MAX_ERRORS",
                "DEMI_NOTIFY_CLIENT_TOKEN",
                "DEMI_NOTIFY_TOKEN",
                "DEMI_NOTIFY_URL",
                "DEMI_PUBLIC_URL",
                "DEMI_RAM_THRESHOLD",
                "DEMI_TIMEZONE",
                "DISCORD_API_BASE_URL",
                "DISCORD_BOT_TOKEN",
                "DISCORD_RAMBLE_CHANNEL_ID",
                "JWT_REFRESH_SECRET_KEY",
                "JWT_SECRET_KEY",
                "OLLAMA_BASE_URL",
                "OLLAMA_MODEL");
        List<String> variables =
                KEYS.stream().map(Key::variable).filter(name -> name != null).toList();
        assertEquals(
                List.of(),
                contract.stream().filter(name -> !variables.contains(name)).toList());
        // What came later says in its name whose it is.
        for (Key<?> key : KEYS) {
            String name = key.variable();
            String group = key.path().replaceFirst("[.].*", "").toUpperCase(Locale.ROOT);
            assertTrue(
                    name == null
                            || contract.contains(name)
                            || name.startsWith(group + "_")
                            // Those are libpq's.
                            || (name.startsWith("PG") && group.equals("DATABASE")),
                    () -> String.valueOf(name));
        }
    }

    /** Some come together or not at all: then the problem of the one alone names them. */
    private List<String> withPartners(String path) throws IOException {
        List<String> problems = new Given(root).yaml(path + ": " + other(path)).problems();
        return KEYS.stream()
                .filter(key -> key.path().equals(path)
                        || problems.stream()
                                .filter(problem -> problem.contains("or not at all"))
                                .anyMatch(problem -> problem.contains(key.path())
                                        || (key.variable() != null && problem.contains(key.variable()))))
                .map(Key::path)
                .toList();
    }

    private static String other(String path) {
        String given = OTHERS.get(path);
        if (given != null) {
            return given;
        }
        Key<?> key =
                KEYS.stream().filter(k -> k.path().equals(path)).findFirst().orElseThrow();
        Object value = key.defaultValue();
        if (value instanceof Double number) {
            return String.valueOf(number > 0 ? number - 0.005 : number + 0.005);
        }
        if (value instanceof Boolean flag) {
            return String.valueOf(!flag);
        }
        if (value instanceof Enum) {
            return CHOICE.splitAsStream(key.kind().rule())
                    .filter(text -> fits(key, text) && !text.equals(key.byDefault()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(path + " needs another value in OTHERS"));
        }
        if (key.byDefault() == null || (value instanceof List<?> list && list.isEmpty())) {
            return CANDIDATES.stream()
                    .filter(text -> fits(key, text))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(path + " needs another value in OTHERS"));
        }
        Matcher amount = Pattern.compile("([0-9]+)(.*)").matcher(String.valueOf(key.byDefault()));
        assertTrue(amount.matches(), path + " needs another value in OTHERS");
        // Shorter by one, since every least value lies below its default.
        int changed = Integer.parseInt(amount.group(1)) - 1;
        return (path.endsWith(".port") ? 9000 : path.equals("ollama.parallel") ? 2 : Math.max(changed, 1))
                + amount.group(2);
    }

    private static boolean fits(Key<?> key, String text) {
        try {
            return key.kind().parse().apply(text.replace("\"", "")) != null;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static String property(String path) {
        StringBuilder name = new StringBuilder(path.replaceFirst("^ollama\\.base_urls?$", "model.servers")
                .replaceFirst("^ollama\\.", "model.")
                .replaceFirst("^management\\.", "http.management_")
                .replaceFirst("^tokens\\.(access|refresh)_secret$", "tokens.keys.$1")
                .replaceFirst("^tokens\\.", "accounts.")
                .replaceFirst("^backup\\.", "backups.")
                .replaceFirst("^resources\\.ram_", "resources.")
                .replaceFirst("^resources\\.(max_errors|auto_recover)$", "supervisor.$1")
                .replaceFirst("^(http\\.max_(frame|body))$", "$1_bytes"));
        for (int at = name.indexOf("_"); at >= 0; at = name.indexOf("_")) {
            name.deleteCharAt(at).setCharAt(at, Character.toUpperCase(name.charAt(at)));
        }
        return name.toString();
    }

    private static void flatten(Given given, Map<String, Object> into) {
        given.records().forEach((name, record) -> flatten(name.equals("global") ? "" : name + ".", record, into));
    }

    private static void flatten(String prefix, Object value, Map<String, Object> into) {
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Object part = read(value, component);
            if (part instanceof Record && !part.getClass().getSimpleName().equals("Secret")) {
                flatten(prefix + component.getName() + ".", part, into);
            } else if (part instanceof Map<?, ?> map) {
                flatten(prefix + component.getName() + ".", map, into);
            } else {
                into.put(prefix + component.getName(), part);
            }
        }
    }

    private static void flatten(String prefix, Map<?, ?> map, Map<String, Object> into) {
        map.forEach((key, value) -> {
            String name = prefix + property(key.toString().toLowerCase(Locale.ROOT));
            if (value instanceof Map<?, ?> inner) {
                flatten(name + ".", inner, into);
            } else {
                into.put(name, value);
            }
        });
    }

    private static Object read(Object value, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(component.getName(), e);
        }
    }
}
