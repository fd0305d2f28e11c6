package demi.network.outbound;

import demi.bus.Timers;
import demi.network.client.NetworkClient;
import demi.network.client.TypingClient;
import demi.network.message.ReplyTarget;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows that she is typing, for as long as she thinks: what a network shows lapses after some seconds. */
public final class TypingIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(TypingIndicator.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    /** Whoever was to say when it ends may be gone: a quarter of an hour is longer than a reply takes. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Supplier<Future<NetworkClient>> client;
    private final int mostTimes;
    private final Map<String, Shown> byConversation = new HashMap<>();

    private record Shown(ReplyTarget place, int times) {}

    /** @param shown how long the network shows it, once told so */
    public TypingIndicator(Vertx vertx, Duration shown, Supplier<Future<NetworkClient>> client) {
        this.client = client;
        // Before it lapses.
        long pause = Math.max(SHORTEST_PAUSE.toMillis(), shown.toMillis() * 4 / 5);
        this.mostTimes = (int) (LONGEST.toMillis() / pause);
        Timers.every(vertx, pause, timer -> List.copyOf(byConversation.keySet()).forEach(this::repeat));
    }

    void begin(String userId, ReplyTarget place) {
        Shown before = byConversation.put(userId, new Shown(place, 0));
        if (before == null || !before.place().channel().equals(place.channel())) {
            show(place);
        }
    }

    private void repeat(String userId) {
        Shown shown = byConversation.computeIfPresent(
                userId,
                (id, before) -> before.times() < mostTimes ? new Shown(before.place(), before.times() + 1) : null);
        if (shown != null) {
            show(shown.place());
        }
    }

    void end(String userId) {
        Shown shown = byConversation.remove(userId);
        if (shown != null) {
            tell(typing -> typing.typingEnded(shown.place()));
        }
    }

    private void show(ReplyTarget place) {
        tell(typing -> typing.typing(place));
    }

    private void tell(Function<TypingClient, Future<Void>> what) {
        client.get()
                .compose(now -> now instanceof TypingClient typing ? what.apply(typing) : Future.succeededFuture())
                .onFailure(thrown -> LOG.debug("Could not show typing: {}", thrown.getMessage()));
    }
}
