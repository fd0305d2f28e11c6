package demi.model;

import demi.api.ModelCatalogApi;
import demi.api.ModelCatalogApi.Pull;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.model.config.ServerAddress;
import demi.model.ollama.OllamaPull;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models that are on their way, and what is told of them. */
final class ModelDownloads {

    private static final Logger LOG = LoggerFactory.getLogger(ModelDownloads.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/:-]{0,199}");
    private static final int MOST = 2;
    private static final int REMEMBERED = 20;
    private static final long NEWS_NANOS = 1_000_000_000;
    private static final int STEP = 10;

    private final Vertx vertx;
    private final Bus bus;
    private final HttpClient client;
    private final ModelSettings settings;
    private final Consumer<Pull> changed;
    private final Map<String, Pull> pulls = new LinkedHashMap<>();
    private final Map<String, Long> told = new LinkedHashMap<>();
    private final Map<String, OllamaPull> running = new HashMap<>();

    /** @param changed called when there is something new to tell of one */
    ModelDownloads(Vertx vertx, Bus bus, HttpClient client, ModelSettings settings, Consumer<Pull> changed) {
        this.settings = settings;
        this.vertx = vertx;
        this.bus = bus;
        this.client = client;
        this.changed = changed;
    }

    List<Pull> all() {
        return List.copyOf(pulls.values());
    }

    /** Begins, onto these servers one after the other. */
    Future<Pull> get(String model, List<ServerAddress> servers) {
        if (!NAME.matcher(model).matches()) {
            return Future.failedFuture(new Failure(Failure.Code.INVALID, "Invalid model name."));
        }
        Pull before = pulls.get(model);
        if (before != null && !before.done()) {
            return Future.succeededFuture(before);
        }
        if (pulls.values().stream().filter(pull -> !pull.done()).count() >= MOST) {
            return Future.failedFuture(
                    new Failure(Failure.Code.UNAVAILABLE, "Other models are on their way; wait for them."));
        }
        if (servers.isEmpty()) {
            return Future.failedFuture(new Failure(Failure.Code.UNAVAILABLE, "No Ollama answers."));
        }
        Pull begun = new Pull(model, "begins", 0, 0, false, null);
        LOG.info("Pulling {}", model);
        put(begun);
        from(model, new ArrayList<>(servers))
                .onSuccess(got -> put(ended(model, "success", null)))
                .onFailure(thrown -> {
                    String why = thrown instanceof Failure failure ? failure.sentence() : "Something went wrong.";
                    put(ended(
                            model, Failure.codeOf(thrown) == Failure.Code.CANCELLED ? Pull.CANCELLED : "failed", why));
                })
                .onComplete(over -> {
                    running.remove(model);
                    Pull end = pulls.getOrDefault(model, begun);
                    LOG.info("Pulling {}: {}", model, end.succeeded() ? "it is here" : end.failure());
                });
        return Future.succeededFuture(begun);
    }

    /** How it ended; fails NOT_FOUND where it is not on its way. */
    Future<Pull> cancel(String model) {
        String name = nameOfRunning(model);
        OllamaPull pull = name == null ? null : running.get(name);
        if (name == null || pull == null) {
            return Future.failedFuture(new Failure(Failure.Code.NOT_FOUND, "No model of that name is on its way."));
        }
        pull.cancel();
        return Future.succeededFuture(pulls.getOrDefault(name, ended(name, Pull.CANCELLED, "Cancelled.")));
    }

    boolean isRunning(String model) {
        return nameOfRunning(model) != null;
    }

    private @Nullable String nameOfRunning(String model) {
        return running.keySet().stream()
                .filter(name -> ModelCatalogApi.same(name, model))
                .findFirst()
                .orElse(null);
    }

    private static Pull ended(String model, String status, @Nullable String failure) {
        return new Pull(model, status, 0, 0, true, failure);
    }

    private Future<Void> from(String model, List<ServerAddress> servers) {
        if (servers.isEmpty()) {
            return Future.succeededFuture();
        }
        ServerAddress server = servers.remove(0);
        OllamaPull pull =
                new OllamaPull(vertx, client, settings.connectTimeout(), progress -> onProgress(model, progress));
        running.put(model, pull);
        return pull.run(server, model).compose(next -> from(model, servers));
    }

    private void onProgress(String model, OllamaPull.Progress progress) {
        Pull before = pulls.get(model);
        Pull now = new Pull(model, progress.status(), progress.completed(), progress.total(), false, null);
        if (before == null || before.done() || now.equals(before)) {
            return;
        }
        if (now.percent() / STEP != before.percent() / STEP) {
            LOG.info("Pulling {}: {} %", model, now.percent());
        }
        long at = System.nanoTime();
        if (at - told.getOrDefault(model, at - NEWS_NANOS) < NEWS_NANOS
                && now.status().equals(before.status())) {
            pulls.put(model, now);
        } else {
            told.put(model, at);
            put(now);
        }
    }

    private void put(Pull pull) {
        pulls.put(pull.model(), pull);
        if (pulls.size() > REMEMBERED) {
            pulls.values().stream().filter(Pull::done).findFirst().ifPresent(oldest -> pulls.remove(oldest.model()));
        }
        if (pull.done()) {
            told.remove(pull.model());
        }
        bus.publish(ModelCatalogApi.PULL_PROGRESSED, pull);
        changed.accept(pull);
    }
}
