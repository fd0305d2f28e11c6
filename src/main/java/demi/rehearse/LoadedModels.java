package demi.rehearse;

import demi.rehearse.request.Refusal;
import demi.rehearse.request.RunnerOptions;
import demi.util.WallTime;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which models are in memory, with what they were loaded, and for how long. Belongs to the server's event loop. */
@WallTime("timestamps as Ollama writes them")
final class LoadedModels {
    private final Behaviour behaviour;
    private final PromptCache cache;
    private final Map<String, Loaded> loaded = new LinkedHashMap<>();
    private int pending;

    private record Loaded(RunnerOptions.Runner runner, Instant until) {}

    LoadedModels(Behaviour behaviour, PromptCache cache) {
        this.behaviour = behaviour;
        this.cache = cache;
    }

    /**
     * Has a model loaded with these options; anew if it was loaded with others.
     *
     * @return whether it had to be loaded; fails with 503 where too many wait for a model to be loaded
     */
    Future<Boolean> load(Context context, String model, RunnerOptions.Runner runner, Duration keepAlive) {
        Loaded now = current(model);
        if (now != null && now.runner().equals(runner)) {
            return Future.succeededFuture(false);
        }
        if (pending > behaviour.queue) {
            return Future.failedFuture(
                    new Refusal(503, "server busy, please try again.  maximum pending requests exceeded"));
        }
        Future<?> ready = behaviour.loading;
        if (ready.isComplete()) {
            return Future.succeededFuture(put(model, runner, keepAlive));
        }
        pending++;
        Promise<Boolean> waited = Promise.promise();
        ready.onComplete(result -> context.runOnContext(v -> {
            pending--;
            waited.complete(put(model, runner, keepAlive));
        }));
        return waited.future();
    }

    private boolean put(String model, RunnerOptions.Runner runner, Duration keepAlive) {
        Loaded before = loaded.put(model, new Loaded(runner, Instant.now().plus(keepAlive)));
        boolean cold = before == null || !before.runner().equals(runner);
        if (cold) {
            cache.forget(model);
        }
        return cold;
    }

    /** A request is over: from now on it is kept for so long. */
    void touch(String model, Duration keepAlive) {
        Loaded now = loaded.get(model);
        if (keepAlive.isZero()) {
            unload(model);
        } else if (now != null) {
            loaded.put(model, new Loaded(now.runner(), Instant.now().plus(keepAlive)));
        }
    }

    void unload(String model) {
        loaded.remove(model);
        cache.forget(model);
    }

    void unloadAll() {
        List.copyOf(loaded.keySet()).forEach(this::unload);
    }

    /** As {@code /api/ps} lists them. */
    JsonObject listed() {
        List.copyOf(loaded.keySet()).forEach(this::current);
        return OllamaResponses.models(loaded.entrySet().stream()
                .map(e -> OllamaResponses.listed(e.getKey())
                        .put("expires_at", e.getValue().until().toString())
                        .put("size_vram", 0)
                        .put("context_length", e.getValue().runner().window()))
                .toList());
    }

    private @Nullable Loaded current(String model) {
        Loaded now = loaded.get(model);
        if (now != null && now.until().isBefore(Instant.now())) {
            unload(model);
            return null;
        }
        return now;
    }
}
