package demi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.discord.DiscordRoom;
import demi.model.ModelRoom;
import demi.model.config.ServerSettings;
import demi.notifications.NotificationsRoom;
import demi.room.Room;
import demi.settings.Settings;
import demi.settings.Sources;
import demi.store.StoreRoom;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rooms make of the owner's settings in a rehearsal. */
class RehearsalRoomsTest {

    private static final URI STAND_IN = URI.create("http://127.0.0.1:9");

    @TempDir
    Path home;

    private Settings rehearsing(Map<String, String> set) {
        return AllSettings.load(new Sources(set, null, Map.of(), null, home, ZoneOffset.UTC))
                .settings()
                .rehearsing(STAND_IN);
    }

    @Test
    void nobodyOutsideIsReached() {
        Settings settings = rehearsing(Map.of(
                "discord.bot_token", "a.token",
                "notifications.url", "https://ntfy.lan/demi",
                "push.url", "https://kuma.lan/api/push/abc"));
        List<String> open = Application.ROOMS.stream()
                .filter(room -> room.rehearses(settings))
                .map(Room::name)
                .toList();
        // Who reaches others is not among them, or is asked below what it does.
        List<String> known = List.of(
                "metrics",
                "store",
                "resources",
                "accounts",
                "emotion",
                "model",
                "memory",
                "conductor",
                "autonomy",
                "notifications",
                "http");
        assertEquals(known, open);
        assertNull(new NotificationsRoom().settings(settings).url());
        assertEquals(List.of(), new NotificationsRoom().settings(settings).servers());
        assertEquals(
                List.of(ServerSettings.ollama(STAND_IN, 1)),
                new ModelRoom().settings(settings).servers());
        assertTrue(new ModelRoom().settings(settings).rehearsal());
        assertEquals(
                settings.dataDir().resolve("rehearsal").resolve("demi.sqlite"),
                new StoreRoom().settings(settings).file().orElseThrow());
    }

    @Test
    void onlyACompatibleServerIsTalkedToOnDiscord() {
        assertFalse(new DiscordRoom().rehearses(rehearsing(Map.of("discord.bot_token", "a.token"))));
        assertTrue(new DiscordRoom()
                .rehearses(rehearsing(
                        Map.of("discord.bot_token", "a.token", "discord.api_base_url", "http://127.0.0.1:1/api"))));
    }

    @Test
    void sheThinksAloudWhereANetworkThatIsOnHasAPlaceForIt() {
        Room discord = new DiscordRoom();
        String channel = "123456789012345678";
        assertNull(discord.ramblePlace(rehearsing(Map.of("discord.ramble_channel_id", channel))));
        assertEquals(
                channel,
                discord.ramblePlace(
                        rehearsing(Map.of("discord.bot_token", "a.token", "discord.ramble_channel_id", channel))));
    }
}
