package demi.discord.outbound;

import demi.bus.Timers;
import demi.discord.jda.DiscordClient;
import demi.discord.message.ReplyTarget;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows that she is typing, for as long as she thinks: what Discord shows lapses after ten seconds. */
public final class TypingIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(TypingIndicator.class);
    private static final long AGAIN_MS = 8_000;

    /** Whoever was to say when it ends may be gone: a quarter of an hour is longer than a reply takes. */
    private static final int MOST_TIMES = 112;

    private final Supplier<Future<DiscordClient>> mouth;
    private final Map<String, Shown> byConversation = new HashMap<>();

    private record Shown(ReplyTarget place, int times) {}

    public TypingIndicator(Vertx vertx, Supplier<Future<DiscordClient>> mouth) {
        this.mouth = mouth;
        Timers.every(
                vertx, AGAIN_MS, timer -> List.copyOf(byConversation.keySet()).forEach(this::again));
    }

    void begin(String userId, ReplyTarget place) {
        Shown before = byConversation.put(userId, new Shown(place, 0));
        if (before == null || !before.place().channel().equals(place.channel())) {
            show(place);
        }
    }

    private void again(String userId) {
        Shown shown = byConversation.computeIfPresent(
                userId,
                (id, before) -> before.times() < MOST_TIMES ? new Shown(before.place(), before.times() + 1) : null);
        if (shown != null) {
            show(shown.place());
        }
    }

    void end(String userId) {
        byConversation.remove(userId);
    }

    private void show(ReplyTarget place) {
        mouth.get()
                .compose(now -> now.typing(place))
                .onFailure(thrown -> LOG.debug("Typing was not shown: {}", thrown.getMessage()));
    }
}
