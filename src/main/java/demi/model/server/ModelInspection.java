package demi.model.server;

import demi.api.ModelCatalogApi.Inspection;
import demi.api.value.PromptMessage;
import demi.model.profile.ModelNature;
import demi.model.profile.PresentModel;
import demi.model.profile.TemplateReading;
import demi.model.server.ServerProtocol.Speed;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what a model is like: what a server tells of it, and, where it is in the server's memory or may be loaded, how
 * its template reads a talk and how fast it is.
 */
final class ModelInspection {

    private static final Logger LOG = LoggerFactory.getLogger(ModelInspection.class);

    /** Shorter than whoever asks over the bus waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final int WORDS = 16;
    private static final Speed NOT_MEASURED = new Speed(0, 0);

    private final ServerProtocol protocol;
    private final ModelWarmup known;
    private final PresentModel present;
    private final String model;

    ModelInspection(ServerProtocol protocol, ModelWarmup known, PresentModel present) {
        this.protocol = protocol;
        this.known = known;
        this.present = present;
        this.model = present.name();
    }

    /** @param loading how long it may take to be loaded; zero where it is not to be */
    Future<Inspection> run(Duration loading) {
        return protocol.nature(present)
                .compose(nature -> protocol.loadedWindow(model)
                        .otherwise(Optional.empty())
                        .compose(window -> window.filter(tokens -> tokens > 0 && nature.canChat())
                                .map(tokens -> loaded(nature, tokens))
                                .orElseGet(() -> notLoaded(nature, window.isPresent(), loading))));
    }

    private Future<Inspection> notLoaded(ModelNature nature, boolean isLoaded, Duration loading) {
        Inspection unmeasured = of(nature, isLoaded, Optional.empty(), NOT_MEASURED);
        if (loading.isZero() || !nature.canChat()) {
            return Future.succeededFuture(unmeasured);
        }
        // With the window of the replies, since another would have it loaded again.
        int window = known.window(model);
        return protocol.load(model, window, loading)
                .map(true)
                .onFailure(thrown -> LOG.debug("Could not load model {}: {}", model, thrown.getMessage()))
                .otherwise(false)
                .compose(ready -> ready ? loaded(nature, window) : Future.succeededFuture(unmeasured));
    }

    private Future<Inspection> loaded(ModelNature nature, int window) {
        return protocol.template(model, nature, window)
                .map(Optional::of)
                .otherwise(Optional.empty())
                .compose(read -> protocol.speed(model, nature, window, words(), PATIENCE)
                        .otherwise(NOT_MEASURED)
                        .map(speed -> of(nature, true, read, speed)));
    }

    private static Inspection of(ModelNature nature, boolean loaded, Optional<TemplateReading> template, Speed speed) {
        return new Inspection(
                nature.canChat(),
                nature.canSee(),
                nature.canThink(),
                nature.rewinds(),
                loaded,
                template.map(TemplateReading::sentence).orElse(null),
                speed.reads(),
                speed.writes());
    }

    /** Other ones each time, since what was read before is not read again. */
    private static PromptMessage words() {
        long now = System.nanoTime();
        return new PromptMessage(
                PromptMessage.Role.USER,
                IntStream.range(0, WORDS)
                        .mapToObj(i -> Long.toString(now + (long) i * 7_919, 36))
                        .collect(Collectors.joining(" ", "Which of these is the longest? ", "")));
    }
}
