package demi.discord;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows that she is typing, for as long as she thinks: what Discord shows lapses after ten seconds. */
final class Typings {

    private static final Logger LOG = LoggerFactory.getLogger(Typings.class);
    private static final long AGAIN_MS = 8_000;

    private final Supplier<Future<Mouth>> mouth;
    private final Map<String, Place> byConversation = new HashMap<>();

    Typings(Vertx vertx, Supplier<Future<Mouth>> mouth) {
        this.mouth = mouth;
        vertx.setPeriodic(
                AGAIN_MS, timer -> List.copyOf(byConversation.values()).forEach(this::show));
    }

    void begin(String userId, Place place) {
        Place before = byConversation.put(userId, place);
        if (before == null || !before.channel().equals(place.channel())) {
            show(place);
        }
    }

    void end(String userId) {
        byConversation.remove(userId);
    }

    private void show(Place place) {
        mouth.get()
                .compose(now -> now.typing(place))
                .onFailure(thrown -> LOG.debug("Typing was not shown: {}", thrown.getMessage()));
    }
}
