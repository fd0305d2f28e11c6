package demi.autonomy;

import demi.api.value.Message;
import demi.notifications.NotificationSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The autonomy verticle among the real rooms it works with. */
abstract class AutonomyRoomFixture {

    /** Ten in the morning in Berlin. */
    static final Instant START = Instant.parse("2026-11-02T09:00:00Z");

    static final Duration DAY = Duration.ofHours(24);

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // opened by each test
    ProactiveFixture house;

    @AfterEach
    void close() {
        house.close();
    }

    void open() {
        open("");
    }

    void open(String channel) {
        house = new ProactiveFixture(folder, START, channel, NotificationSettings.none());
        house.add("ann");
    }

    /** Ann wrote once, and a day has gone by: noon, and she is lonely. */
    void lonely() {
        open();
        house.say("ann", "I am off to Porto");
        house.pass(DAY.plusHours(2));
    }

    String last(String user) {
        List<Message> all = house.messages(user);
        return all.get(all.size() - 1).content();
    }

    JsonArray prompt() {
        List<String> chats = house.ollama.chats();
        return new JsonObject(chats.get(chats.size() - 1)).getJsonArray("messages");
    }
}
