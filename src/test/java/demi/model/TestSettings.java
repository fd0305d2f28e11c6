package demi.model;

import demi.model.config.ServerSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Settings that look often, and forgive soon. */
public final class TestSettings {
    private TestSettings() {}

    public static ModelSettings of(int contextWindow, String... servers) {
        return with(
                contextWindow,
                Stream.of(servers)
                        .map(server -> ServerSettings.ollama(URI.create(server), 1))
                        .toList());
    }

    public static ModelSettings with(int contextWindow, List<ServerSettings> servers) {
        return new ModelSettings(
                servers,
                "llama3.2:1b",
                List.of(),
                contextWindow,
                64,
                .8,
                Duration.ofMinutes(30),
                false,
                Duration.ofSeconds(2),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(5),
                1,
                100,
                Duration.ofMillis(100),
                Duration.ofMillis(50),
                3,
                Duration.ofMillis(200),
                false);
    }
}
