package demi.network.inbound;

import demi.api.store.RuntimeOverrideStore;
import demi.bus.BaseVerticle;
import demi.bus.Bus;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Up to where a network has been read, kept over a restart, for networks that go on from there (by a sync token, for example). It never
 * runs ahead of what is kept: what was heard and not kept when the process ends is told again.
 */
public final class ReadPosition {

    private static final Logger LOG = LoggerFactory.getLogger(ReadPosition.class);
    /** Where nothing was heard, only one in so many positions is kept. */
    private static final int SELDOM = 20;

    private static final String SEPARATOR = " ";

    private final Bus bus;
    private final String name;
    private final String server;
    private final Set<Future<Void>> unkept = new HashSet<>();
    private Future<Void> saving = Future.succeededFuture();
    private boolean heard;
    private boolean lost;
    /** The first one is kept: what is said after it may be said while she is away. */
    private int idle = SELDOM;

    /**
     * @param network its name
     * @param server whose position it is, without spaces: that of another one is no good
     */
    public ReadPosition(Bus bus, String network, String server) {
        this.bus = bus;
        this.name = "network.position." + network;
        this.server = server;
    }

    /** Null where there is none yet; fails UNAVAILABLE while the store is away. */
    public Future<@Nullable String> load() {
        return bus.request(RuntimeOverrideStore.GET, new RuntimeOverrideStore.GetOverride(name))
                .map(found -> {
                    String value = found.value();
                    String own = server + SEPARATOR;
                    return value != null && value.startsWith(own) ? value.substring(own.length()) : null;
                });
    }

    /** @param kept done when that message needs to be told no more; fails where it was not kept */
    public void heard(Future<Void> kept) {
        heard = true;
        unkept.add(kept);
        kept.onComplete(over -> unkept.remove(kept));
    }

    /** All before that position was heard; it is kept as soon as all of that is. */
    public void reached(String position) {
        idle++;
        if (!heard && idle < SELDOM) {
            return;
        }
        idle = 0;
        heard = false;
        List<Future<Void>> before = List.copyOf(unkept);
        saving = saving.otherwiseEmpty()
                .compose(earlier -> Future.join(before)
                        .map(true)
                        // Whoever wrote it was told so, unless there was no time for that.
                        .otherwise(thrown -> !BaseVerticle.isClosing())
                        .compose(isOver -> isOver ? save(position) : lose()));
    }

    private Future<Void> save(String position) {
        return lost
                ? Future.succeededFuture()
                : bus.request(
                                RuntimeOverrideStore.SAVE,
                                new RuntimeOverrideStore.SaveOverride(name, server + SEPARATOR + position))
                        .onFailure(thrown -> LOG.warn("Could not save the position: {}: {}", name, thrown.getMessage()))
                        .mapEmpty();
    }

    private Future<Void> lose() {
        lost = true;
        return Future.succeededFuture();
    }

    /** Done when the last one is kept that can be. */
    public Future<Void> close() {
        return saving.otherwiseEmpty();
    }
}
