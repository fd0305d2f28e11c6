package demi.telegram.bot;

import demi.api.value.Secret;
import java.net.URI;
import java.time.Duration;

/**
 * How the Bot API is spoken with.
 *
 * @param server with a path, if it has one, before {@code /bot}
 * @param poll how long a poll is held open where nothing happens; Telegram's most is 50 s
 * @param answer how long any other answer may take, and beyond {@code poll} that of a poll
 * @param file how long a download may take
 * @param firstPause after a failed poll; twice as long each time
 * @param longestPause between polls
 */
public record BotOptions(
        URI server,
        Secret token,
        Duration poll,
        Duration answer,
        Duration file,
        Duration firstPause,
        Duration longestPause) {

    public static final URI TELEGRAM = URI.create("https://api.telegram.org");

    public BotOptions {
        if (server.getHost() == null || !("http".equals(server.getScheme()) || "https".equals(server.getScheme()))) {
            throw new IllegalArgumentException("the address of a Bot API begins with http:// or https:// and a host");
        }
    }

    public BotOptions(URI server, Secret token) {
        this(
                server,
                token,
                // Below the minute after which some routers forget a silent connection.
                Duration.ofSeconds(45),
                Duration.ofSeconds(15),
                Duration.ofSeconds(20),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1));
    }
}
