package demi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import demi.app.AllSettings;
import demi.settings.source.Key;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The files for those who run her, as far as a machine without systemd as its first process can tell. */
class OperationsTest {

    private static final Path CONF = Path.of("conf");
    private static final Pattern EXPOSURE = Pattern.compile("Overall exposure level for \\S+: ([0-9.]+)");

    @TempDir
    Path folder;

    private static String read(String file) throws IOException {
        return Files.readString(CONF.resolve(file));
    }

    /** With the java that runs this test, wherever that is. */
    private Path unit() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Files.writeString(
                folder.resolve("demi.service"), read("demi.service").replace("/usr/bin/java", java));
    }

    private static String run(String... command) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException missing) {
            return abort(command[0] + " is not installed");
        }
        String says = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        assertEquals(0, process.exitValue(), says);
        return says;
    }

    @Test
    void systemdUnderstandsTheUnit() throws Exception {
        assertEquals("", run("systemd-analyze", "verify", unit().toString()));
    }

    @Test
    void systemdFindsTheServiceWellShutIn() throws Exception {
        String says = run("systemd-analyze", "security", "--offline=true", unit().toString());
        var level = EXPOSURE.matcher(says);
        assertTrue(level.find(), says);
        assertTrue(Double.parseDouble(level.group(1)) < 2, says);
    }

    @Test
    void noProxyPassesOnWhatAClientClaimsToBe() throws Exception {
        assertTrue(read("nginx.conf").contains("X-Forwarded-For $remote_addr"));
        assertTrue(read("nginx.conf").contains("Forwarded \"\""));
        assertTrue(read("Caddyfile").contains("-Forwarded"));
        assertTrue(read("traefik.yml").contains("Forwarded: \"\""));
    }

    @Test
    void whereverSheIsStartedAProcessWithoutMemoryEnds() throws Exception {
        assertTrue(read("jvm.options").lines().anyMatch("-XX:+ExitOnOutOfMemoryError"::equals));
        for (String text :
                List.of(read("Dockerfile"), read("demi.service"), Files.readString(Path.of("scripts/run")))) {
            // Whoever gives Java options of their own has none of those.
            assertTrue(
                    text.lines()
                            .filter(line -> line.startsWith("ExecStart=/")
                                    || line.startsWith("ENTRYPOINT")
                                    || line.startsWith("exec java"))
                            .allMatch(line -> line.matches(".*java(\", \"| )-jar\\b.*")),
                    text);
        }
    }

    @Test
    void everyProxyHasBrowsersAskForTlsByThemselves() throws Exception {
        assertTrue(read("nginx.conf").contains("add_header Strict-Transport-Security \"max-age=31536000\" always;"));
        assertTrue(read("Caddyfile").contains("header Strict-Transport-Security \"max-age=31536000\""));
        assertTrue(read("traefik.yml").contains("stsSeconds: 31536000"));
    }

    /** What a client sends is in their logs of errors whenever she is not there, unless they are told otherwise. */
    @Test
    void noProxyLogsTokens() throws Exception {
        assertTrue(
                read("nginx.conf").contains("location ~ ^/(api/v1/chat/ws|setup)/?$ {\n        error_log /dev/null"));
        assertTrue(read("Caddyfile").contains("replace token hidden"));
        assertTrue(read("traefik.yml").contains("RequestPath: drop"));
    }

    @Test
    void theComposeFileHasHerAndOllamaAndTheImageOfTheDockerfile() throws Exception {
        Map<String, Map<String, Object>> services = part(new Yaml().load(read("compose.yml")), "services");
        assertEquals(Set.of("demi", "ollama", "model"), services.keySet());
        Map<String, Object> build = part(services.get("demi"), "build");
        assertEquals(Map.of("context", "..", "dockerfile", "conf/Dockerfile"), build);
        Map<String, Object> environment = part(services.get("demi"), "environment");
        String example = read("demi.yaml");
        for (String variable : environment.keySet()) {
            boolean isOther = example.contains(variable + " is the same as: [");
            assertTrue(isOther || example.contains("[" + variable), variable);
        }
        assertEquals("http://ollama:11434", environment.get("OLLAMA_BASE_URL"));
        Map<String, Object> ollama = part(services, "ollama");
        assertFalse(ollama.containsKey("ports"), "Ollama asks nobody who they are");
        for (Map<String, Object> service : services.values()) {
            if (service.get("volumes") instanceof List<?> volumes) {
                for (Object volume : volumes) {
                    String name = String.valueOf(volume).split(":", 2)[0];
                    assertTrue(read("compose.yml").contains("\n  " + name + ":\n"), name);
                }
            }
        }
    }

    @SuppressWarnings("unchecked") // a mapping of such a file has names as keys
    private static <T> Map<String, T> part(@Nullable Object mapping, String name) {
        return (Map<String, T>) Objects.requireNonNull(((Map<String, ?>) Objects.requireNonNull(mapping)).get(name));
    }

    @Test
    void theImageIsMadeOfWhatThereIsAndRunsAsNobodySpecial() throws Exception {
        List<String> lines = read("Dockerfile").lines().toList();
        for (String line : lines) {
            if (line.startsWith("COPY ") && !line.contains("--from")) {
                assertTrue(Files.exists(Path.of(line.split(" ", 3)[1])), line);
            }
        }
        int user = lines.indexOf("USER demi");
        assertTrue(user > 0 && user < lines.lastIndexOf("ENTRYPOINT [\"java\", \"-jar\", \"/opt/demi/demi.jar\"]"));
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("HEALTHCHECK ")));
        assertTrue(
                lines.stream().anyMatch(line -> line.contains("127.0.0.1:${DEMI_MANAGEMENT_PORT:-8001}/health/ready")));
        assertTrue(lines.contains("VOLUME /data") && lines.contains("ENV DEMI_DATA_DIR=/data"));
    }

    @Test
    void theImageIsBuiltFromAllThatTheBuildReads() throws Exception {
        List<String> copied = read("Dockerfile")
                .lines()
                .filter(line -> line.startsWith("COPY ") && !line.contains("--from"))
                .flatMap(line -> Arrays.stream(line.split(" ", -1)).skip(1))
                .toList();
        List<String> needed = Pattern.compile("\\$\\{project\\.basedir}/([^<\\s]+)|<directory>([^<$]+)</directory>")
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map(found -> found.group(1) != null ? found.group(1) : found.group(2))
                .filter(path -> Files.exists(Path.of(path)))
                .toList();
        assertTrue(needed.size() > 1, needed::toString);
        for (String path : needed) {
            assertTrue(
                    path.startsWith("src/test")
                            || copied.stream().anyMatch(name -> path.equals(name) || path.startsWith(name + "/")),
                    () -> path + " is not copied into the image's build");
        }
    }

    /** What the files for several nodes set there is, and every node has what it needs. */
    @Test
    void theFilesForSeveralNodesSetWhatThereIs() throws Exception {
        Set<String> known = AllSettings.catalog().keys().stream()
                .map(Key::variable)
                .filter(Objects::nonNull)
                .flatMap(name -> Stream.of(name, name + "_FILE"))
                .collect(Collectors.toSet());
        JsonNode compose = yaml("compose.yml").next();
        for (String node : List.of("demi-0", "demi-1", "demi-2")) {
            Set<String> set = new TreeSet<>();
            JsonNode own = compose.at("/services/" + node + "/environment");
            own.fieldNames().forEachRemaining(set::add);
            compose.at("/x-environment").fieldNames().forEachRemaining(set::add);
            set.remove("<<");
            assertTrue(known.containsAll(set), () -> node + " sets " + set);
            assertTrue(set.contains("CLUSTER_MEMBER") && set.contains("JWT_SECRET_KEY_FILE"), node);
            assertTrue(
                    compose.at("/x-environment/CLUSTER_MEMBERS")
                            .asText()
                            .contains(own.path("CLUSTER_MEMBER").asText()),
                    node);
        }
        Set<String> kinds = new TreeSet<>();
        Set<String> set = new TreeSet<>();
        yaml("kubernetes.yaml").forEachRemaining(document -> {
            kinds.add(document.path("kind").asText());
            document.at("/spec/template/spec/containers/0/env")
                    .forEach(variable -> set.add(variable.path("name").asText()));
        });
        set.remove("POD");
        assertTrue(known.containsAll(set), set::toString);
        assertTrue(kinds.containsAll(Set.of("StatefulSet", "Service", "PodDisruptionBudget")), kinds::toString);
    }

    private static Iterator<JsonNode> yaml(String file) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        ObjectMapper json = new ObjectMapper();
        for (Object document :
                new Yaml().loadAll(Files.readString(CONF.resolve("cluster").resolve(file)))) {
            documents.add(json.valueToTree(document));
        }
        return documents.iterator();
    }

    @Test
    void theReadmeNamesEachOfThem() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        try (var files = Files.list(CONF)) {
            for (Path file : files.toList()) {
                assertTrue(readme.contains("(conf/" + file.getFileName() + ")"), file.toString());
            }
        }
    }
}
