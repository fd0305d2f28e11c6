package demi.memory.meaning;

import demi.api.HealthApi;
import demi.api.InferenceApi;
import demi.api.value.Embedding;
import demi.bus.Bus;
import demi.bus.Failure;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the embedding model, and tells whether it answers. */
final class Embedder {

    private static final Logger LOG = LoggerFactory.getLogger(Embedder.class);
    private static final String NOT_ASKED = "The embedding model has not been asked yet.";

    private final Bus bus;
    private final String model;
    private final ModelPrefixes prefixes;
    private @Nullable String trouble = NOT_ASKED;

    /** @param model empty: none is configured, and nothing may be asked */
    Embedder(Bus bus, String model) {
        this.bus = bus;
        this.model = model;
        this.prefixes = ModelPrefixes.of(model);
    }

    boolean isConfigured() {
        return !model.isEmpty();
    }

    /** The name by which its vectors are kept. */
    String keptAs() {
        return prefixes.keptAs(model);
    }

    /** The vector of what somebody waits for. */
    Future<float[]> query(String text) {
        return embed(List.of(prefixes.query() + text), true)
                .map(embedded -> embedded.get(0).numbers());
    }

    /** Vectors of what is kept; gives way to people, and fails CANCELLED then. */
    Future<List<Embedding>> documents(List<String> texts) {
        return embed(texts.stream().map(text -> prefixes.document() + text).toList(), false);
    }

    /** Where there is nothing to read, it is asked something once, so that it is known whether it answers. */
    Future<?> prove() {
        return NOT_ASKED.equals(trouble) ? embed(List.of("hello"), false) : Future.succeededFuture();
    }

    private Future<List<Embedding>> embed(List<String> texts, boolean waits) {
        return bus.request(InferenceApi.EMBED, new InferenceApi.Embed(model, texts, waits))
                .onComplete(done -> {
                    if (done.succeeded()) {
                        trouble(null);
                    } else if (Failure.codeOf(done.cause()) != Failure.Code.CANCELLED) {
                        trouble(done.cause().getMessage());
                    }
                })
                .map(InferenceApi.Embedded::embeddings);
    }

    private void trouble(@Nullable String now) {
        if (!Objects.equals(now, trouble)) {
            trouble = now;
            LOG.info("{}: {}", model, now == null ? "memories are found by meaning" : now);
            publishHealth();
        }
    }

    /** Tells how it is, if it is configured. */
    void publishHealth() {
        if (isConfigured()) {
            String why = trouble;
            bus.publish(
                    HealthApi.COMPONENT,
                    why == null
                            ? HealthApi.ComponentHealth.of(
                                    "memory", HealthApi.Status.UP, "Memories are found by meaning, too.")
                            : HealthApi.ComponentHealth.of(
                                    "memory", HealthApi.Status.DEGRADED, "Found by words only. " + why));
        }
    }
}
