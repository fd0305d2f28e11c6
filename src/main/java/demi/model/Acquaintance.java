package demi.model;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been learned of models since Ollama was there, and the first thing that is done with each: it is loaded. */
final class Acquaintance {

    private static final Logger LOG = LoggerFactory.getLogger(Acquaintance.class);

    private final OllamaProbe probe;
    private final ModelSettings settings;
    private final Map<String, Integer> windows = new HashMap<>();

    Acquaintance(OllamaProbe probe, ModelSettings settings) {
        this.probe = probe;
        this.settings = settings;
    }

    /** Learns what the model can take, and has it loaded, if it is a new one; never fails. */
    Future<Void> meet(String model) {
        if (windows.containsKey(model)) {
            return Future.succeededFuture();
        }
        return probe.contextLength(model)
                .map(most -> Math.min(most, settings.numCtx()))
                .otherwise(settings.numCtx())
                .onSuccess(window -> met(model, window))
                .mapEmpty();
    }

    private void met(String model, int window) {
        windows.put(model, window);
        if (window < settings.numCtx()) {
            LOG.info("{} takes {} tokens at most, which is less than ollama.num_ctx", model, window);
        }
        if (settings.warmUp()) {
            long start = System.nanoTime();
            probe.load(model, window)
                    .onSuccess(loaded ->
                            LOG.info("{} is loaded, after {} ms", model, (System.nanoTime() - start) / 1_000_000))
                    .onFailure(thrown -> LOG.warn("{} could not be loaded: {}", model, thrown.getMessage()));
        }
    }

    /** The context window with this model, as far as that is known. */
    int window(@Nullable String model) {
        return model == null ? settings.numCtx() : windows.getOrDefault(model, settings.numCtx());
    }

    /** Ollama has gone; when it is back, nothing is loaded. */
    void end() {
        windows.clear();
    }
}
