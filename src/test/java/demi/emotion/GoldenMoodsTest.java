package demi.emotion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import demi.api.EmotionApi;
import demi.api.value.Emotion;
import demi.bus.Bus;
import demi.store.StoreSettings;
import demi.store.StoreVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Forty messages, with what the model makes of them, and every row of the interaction log that comes of it. Whoever
 * changes how she feels reads the difference: it is in target/, to be put in the place of the golden sample.
 */
class GoldenMoodsTest {

    private static final Path STORY = Path.of("src/test/resources/golden/forty-messages.txt");
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private volatile Instant now = Instant.parse("2026-11-23T20:00:00Z");

    @AfterEach
    void close() {
        get(vertx.close());
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void fortyMessagesLeaveHerAsTheyAlwaysDid() throws IOException, SQLException {
        story("forty-moods.txt", EmotionSettings.defaults());
    }

    @Test
    void byTheSeedsNumbersTheyLeaveHerAsTheyDidThen() throws IOException, SQLException {
        story("forty-moods-seed.txt", SeedSettings.settings());
    }

    private void story(String name, EmotionSettings settings) throws IOException, SQLException {
        Path golden = GOLDEN.resolve(name);
        get(vertx.deployVerticle(
                new StoreVerticle(bus, () -> now, StoreSettings.defaults(folder.resolve("demi.sqlite")))));
        get(vertx.deployVerticle(new EmotionVerticle(bus, () -> now, settings)));
        List<String> messages = Files.readAllLines(STORY).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertEquals(40, messages.size());
        for (int i = 0; i < messages.size(); i++) {
            tell("m" + (i + 1), List.of(messages.get(i).split(" \\| ", -1)));
        }
        String moods = log();
        Files.writeString(Path.of("target", name), moods);
        assertEquals(Files.exists(golden) ? Files.readString(golden) : "", moods);
    }

    private void tell(String id, List<String> parts) {
        now = now.plus(Duration.ofMinutes(Long.parseLong(parts.get(0))));
        get(bus.request(EmotionApi.APPRAISE, new EmotionApi.Appraise("ann", id, parts.get(1), now)));
        if (parts.get(2).equals("-")) {
            return;
        }
        List<String> judged = List.of(parts.get(2).split(" ", -1));
        now = now.plusSeconds(10);
        get(bus.request(
                EmotionApi.REAPPRAISE,
                new EmotionApi.Reappraise(
                        "ann",
                        List.of(id),
                        parts.get(1),
                        // What it is not sure of it would rather not have said.
                        Double.parseDouble(judged.get(2)) < .5
                                ? null
                                : EmotionApi.Kind.valueOf(judged.get(0).toUpperCase(Locale.ROOT)),
                        Double.parseDouble(judged.get(1)),
                        judged.size() > 3 ? EmotionApi.Distress.YES : EmotionApi.Distress.NO)));
    }

    /** A row a line: when, what, the words, and then what each cause did, and how she felt after it. */
    private String log() throws SQLException {
        String query = "SELECT timestamp, interaction_type, coalesce(user_message, ''), effects_json,"
                + " state_after_json, notes FROM interaction_log ORDER BY id";
        StringBuilder text = new StringBuilder();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("demi.sqlite"));
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                String words = row.getString(3).isEmpty() ? row.getString(6) : '"' + row.getString(3) + '"';
                text.append(row.getString(1), 5, 19)
                        .append("  ")
                        .append(row.getString(2))
                        .append("  ")
                        .append(words)
                        .append('\n');
                effects(row.getString(4))
                        .forEach(line -> text.append("    ").append(line).append('\n'));
                text.append("    = ").append(nine(row.getString(5))).append('\n');
            }
        }
        return text.toString();
    }

    private static List<String> effects(String json) {
        List<String> lines = new ArrayList<>();
        JsonArray effects = new JsonArray(json);
        Stream<String> causes = effects.stream().map(effect -> ((JsonObject) effect).getString("cause"));
        for (String cause : causes.distinct().toList()) {
            lines.add(cause + ": "
                    + effects.stream()
                            .map(JsonObject.class::cast)
                            .filter(effect -> effect.getString("cause").equals(cause))
                            .map(effect -> effect.getString("emotion")
                                    + String.format(Locale.ROOT, " %+.3f", effect.getDouble("delta")))
                            .collect(Collectors.joining(", ")));
        }
        return lines;
    }

    private static String nine(String json) {
        JsonObject state = new JsonObject(json);
        return Stream.of(Emotion.values())
                .map(emotion -> String.format(Locale.ROOT, "%.3f", state.getDouble(emotion.key())))
                .collect(Collectors.joining(" "));
    }
}
