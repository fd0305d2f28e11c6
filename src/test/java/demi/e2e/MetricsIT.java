package demi.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the metrics listener shows, the README tells, and Grafana asks for. */
class MetricsIT extends WithOllama {

    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) ");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z][a-z0-9_]*)[ {]");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z][a-z0-9_]*)` \\|[^|]*\\|([^|]*)\\|$");
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:demi|disk|jvm|logback|process|system|vertx)_[a-z0-9_]+");

    /** After a life with a little of everything. */
    private String metrics(Jar jar) throws Exception {
        TestClient phone = TestClient.setUp(jar);
        TestClient.Chat chat = phone.chat();
        chat.say("Hello");
        chat.until("emotion_update");
        chat.send("nonsense", new JsonObject());
        chat.until("error");
        await().until(() -> scrape(jar).contains("demi_store_commits_total")
                && !scrape(jar).contains("demi_store_commits_total 0.0"));
        return scrape(jar);
    }

    private static String scrape(Jar jar) throws Exception {
        return TestClient.get(jar.managementPort(), "/metrics", null).body();
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theTableOfTheReadmeIsWhatIsShown() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        Set<String> told = found(ROW, readme);
        Set<String> always = new TreeSet<>(told);
        Matcher row = ROW.matcher(readme);
        while (row.find()) {
            if (row.group(2).contains("from the first one on")) {
                always.remove(row.group(1));
                always.remove(row.group(1) + "_max");
            }
        }
        try (Jar jar = serve()) {
            Set<String> shown = found(TYPE, metrics(jar));
            assertEquals(Set.of(), difference(shown, told), "shown, and not told of");
            assertEquals(Set.of(), difference(always, shown), "told of, and not shown");
            assertTrue(shown.contains("demi_socket_errors_total") && shown.contains("demi_messages_received_total"));
        }
    }

    private static Set<String> difference(Set<String> from, Set<String> what) {
        Set<String> left = new TreeSet<>(from);
        left.removeAll(what);
        return left;
    }

    @Test
    void theNumbersAreThoseOfWhatHappened() throws Exception {
        try (Jar jar = serve()) {
            String shown = metrics(jar);
            for (String line : Set.of(
                    "demi_messages_received_total 1.0",
                    "demi_messages_sent_total 1.0",
                    "demi_sockets_open 1.0",
                    "demi_model_ready 1.0",
                    "demi_model_first_token_seconds_count 1",
                    "demi_socket_errors_total{code=\"invalid_message\"} 1.0",
                    "demi_model_breaker_state{state=\"closed\"} 1.0",
                    "demi_component_health{component=\"database\"} 1.0",
                    "demi_model_generation_duration_seconds_count{outcome=\"done\",priority=\"person\"} 1")) {
                assertTrue(shown.contains(line), line + " in " + shown);
            }
            assertFalse(shown.contains("demi_model_tokens_total{kind=\"reply\"} 0.0"), shown);
            assertFalse(shown.contains("demi_memory_used_bytes 0.0"), shown);
            assertTrue(shown.contains("vertx_pool_completed_total{pool_name=\"demi-store\""), shown);
            assertFalse(shown.contains("vertx_pool_in_use{pool_name=\"demi-store\""), shown);
        }
    }

    @Test
    void theDashboardAsksForWhatThereIs() throws Exception {
        JsonObject dashboard = new JsonObject(Files.readString(Path.of("conf/grafana.json")));
        Set<String> asked = new TreeSet<>();
        for (Object panel : dashboard.getJsonArray("panels")) {
            JsonArray targets = ((JsonObject) panel).getJsonArray("targets");
            for (Object target : targets) {
                METRIC.matcher(((JsonObject) target).getString("expr"))
                        .results()
                        .forEach(match -> asked.add(match.group()));
            }
        }
        assertTrue(asked.size() > 20, asked.toString());
        try (Jar jar = serve()) {
            Set<String> shown = found(SAMPLE, metrics(jar));
            Set<String> later = Set.of("jvm_gc_pause_seconds_max");
            assertEquals(Set.of(), difference(difference(asked, shown), later));
        }
    }

    @Test
    void promtoolHasNothingToSay() throws Exception {
        try (Jar jar = serve()) {
            String shown = metrics(jar);
            Process promtool;
            try {
                promtool = new ProcessBuilder("promtool", "check", "metrics")
                        .redirectErrorStream(true)
                        .start();
            } catch (IOException missing) {
                abort("promtool is not installed; Debian's package prometheus has it");
                return;
            }
            promtool.getOutputStream().write(shown.getBytes(StandardCharsets.UTF_8));
            promtool.getOutputStream().close();
            String says = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(promtool.waitFor(60, TimeUnit.SECONDS));
            assertEquals("", says);
            assertEquals(0, promtool.exitValue());
        }
    }

    @Test
    void theSnapshotIsAFileOfAllNumbersForItsOwnerOnly() throws Exception {
        Files.writeString(
                directory.resolve("demi.yaml"), "metrics:\n  snapshot_every: 1s\n", StandardOpenOption.APPEND);
        Path file = directory.resolve("data/logs/metrics.json");
        try (Jar jar = serve()) {
            await().until(() -> Files.exists(file));
            JsonObject snapshot = new JsonObject(Files.readString(file));
            Set<String> names = snapshot.getJsonArray("metrics").stream()
                    .map(metric -> ((JsonObject) metric).getString("name"))
                    .collect(Collectors.toSet());
            assertTrue(
                    names.contains("demi_emotion_level") && names.contains("jvm_memory_used_bytes"), names.toString());
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            assertTrue(jar.managementPort() > 0);
        }
    }
}
