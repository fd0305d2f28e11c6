package demi.model;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been learned of a server's models since it was there, and the first thing that is done with each: it is loaded. */
final class Acquaintance {

    private static final Logger LOG = LoggerFactory.getLogger(Acquaintance.class);

    private final OllamaProbe probe;
    private final ModelSettings settings;
    private final Fit machine;
    private final Map<String, Integer> windows = new HashMap<>();
    private final Set<String> loaded = new HashSet<>();
    private final Set<String> thinkers = new HashSet<>();
    private final Set<String> seers = new HashSet<>();

    Acquaintance(OllamaProbe probe, ModelSettings settings, Fit machine) {
        this.probe = probe;
        this.settings = settings;
        this.machine = machine;
    }

    /** Learns what the model can take, as often as it needs, and has it loaded, once; never fails. */
    Future<Void> meet(String model, long bytes) {
        Future<Void> learned = windows.containsKey(model)
                ? Future.succeededFuture()
                : probe.nature(model)
                        .<Void>compose(nature -> {
                            learned(model, Math.min(nature.contextLength(), wanted(bytes, nature)));
                            if (nature.sees()) {
                                seers.add(model);
                            }
                            return Future.succeededFuture();
                        })
                        .otherwiseEmpty();
        return learned.andThen(known -> load(model));
    }

    private int wanted(long bytes, OllamaProbe.Nature nature) {
        return settings.numCtx() > 0 ? settings.numCtx() : machine.window(bytes, nature.bytesPerToken());
    }

    private void learned(String model, int window) {
        windows.put(model, window);
        if (window < settings.usualWindow()) {
            LOG.info("{} has a window of {} tokens: it can take no more, or the memory here", model, window);
        }
    }

    private void load(String model) {
        if (!settings.warmUp() || !loaded.add(model)) {
            return;
        }
        long start = System.nanoTime();
        probe.load(model, window(model))
                .onSuccess(
                        ready -> LOG.info("{} is loaded, after {} ms", model, (System.nanoTime() - start) / 1_000_000))
                .onFailure(thrown -> LOG.warn("{} could not be loaded: {}", model, thrown.getMessage()));
    }

    /** What else was loaded gives its memory back, as soon as nobody is answered with it. */
    void leaveAllBut(String model) {
        for (String other : Set.copyOf(windows.keySet())) {
            if (!other.equals(model)) {
                loaded.remove(other);
                probe.unload(other)
                        .onSuccess(done -> LOG.info("{} is unloaded", other))
                        .onFailure(thrown -> LOG.warn("{} could not be unloaded: {}", other, thrown.getMessage()));
            }
        }
    }

    /** It has spoken its thinking, and said only where that ended. */
    void thoughtFirst(String model) {
        if (thinkers.add(model)) {
            LOG.info("{} thinks before it speaks; from now on that is waited for", model);
        }
    }

    boolean thinksFirst(String model) {
        return thinkers.contains(model);
    }

    /** Whether it can be shown pictures, as far as that is known. */
    boolean sees(String model) {
        return seers.contains(model);
    }

    /** The context window with this model, as far as that is known. */
    int window(@Nullable String model) {
        return model == null ? settings.usualWindow() : windows.getOrDefault(model, settings.usualWindow());
    }

    /** The server has gone; when it is back, nothing is loaded. */
    void end() {
        windows.clear();
        seers.clear();
        loaded.clear();
    }
}
