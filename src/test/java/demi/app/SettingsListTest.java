package demi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.house.SettingsApi;
import demi.api.house.SettingsApi.Setting;
import demi.bus.Bus;
import demi.settings.LoadedSettings;
import demi.settings.Sources;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the owner reads of the settings in force. */
class SettingsListTest {

    @Test
    void allAreToldButSecrets() throws Exception {
        LoadedSettings loaded = AllSettings.load(Sources.ofThisProcess(
                Map.of(
                        "http.port", "8080",
                        "discord.bot_token", "very-secret",
                        "ollama.base_url", "http://user:geheim@nas:11434"),
                null));
        Vertx vertx = Vertx.vertx();
        try {
            Bus bus = new Bus(vertx);
            ServerProcess.answerForSettings(bus, loaded.effective()).await(60, TimeUnit.SECONDS);
            List<Setting> all = bus.request(SettingsApi.LIST, new SettingsApi.ListSettings())
                    .await(60, TimeUnit.SECONDS)
                    .settings();
            assertEquals(AllSettings.catalog().keys().size(), all.size());
            assertFalse(all.toString().contains("very-secret"));
            assertFalse(all.toString().contains("geheim"));
            Setting port = of(all, "http.port");
            assertEquals("8080", port.value());
            assertEquals("8000", port.byDefault());
            assertTrue(port.source().contains("command line"), port::toString);
            Setting token = of(all, "discord.bot_token");
            assertTrue(token.secret() && token.isSet());
            assertNull(token.value());
            Setting persona = of(all, "conductor.persona_file");
            assertEquals(persona.byDefault(), persona.value());
        } finally {
            vertx.close().await(60, TimeUnit.SECONDS);
        }
    }

    private static Setting of(List<Setting> all, String key) {
        return all.stream().filter(each -> each.key().equals(key)).findFirst().orElseThrow();
    }
}
