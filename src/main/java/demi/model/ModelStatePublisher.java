package demi.model;

import demi.api.HealthApi;
import demi.api.InferenceApi;
import demi.api.InferenceApi.State;
import demi.bus.Bus;
import demi.model.server.GenerationRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the others how the model is, and who waits for it: what has changed since it was last told. */
final class ModelStatePublisher {

    private static final Logger LOG = LoggerFactory.getLogger(ModelStatePublisher.class);

    private final Bus bus;
    private final ModelSettings settings;
    private final ServerPool servers;
    private final ModelDownloads pulls;
    private HealthApi.@Nullable ComponentHealth toldHealth;
    private @Nullable State told;
    private InferenceApi.Queue toldQueue = new InferenceApi.Queue(0, 0);

    ModelStatePublisher(Bus bus, ModelSettings settings, ServerPool servers, ModelDownloads pulls) {
        this.bus = bus;
        this.settings = settings;
        this.servers = servers;
        this.pulls = pulls;
    }

    /** Returns whether the state has changed. */
    boolean publishState() {
        if (!servers.health(pulls.all()).equals(toldHealth)) {
            publishHealth();
        }
        State now = servers.state();
        if (now.equals(told)) {
            return false;
        }
        if (told == null || now.ready() != told.ready()) {
            LOG.info("Model: {} ({})", now.detail(), settings.shownServers());
        }
        told = now;
        bus.publish(InferenceApi.STATE, now);
        return true;
    }

    /** Also where nothing has changed. */
    void publishHealth() {
        HealthApi.ComponentHealth health = servers.health(pulls.all());
        toldHealth = health;
        bus.publish(HealthApi.COMPONENT, health);
    }

    /** @param all whether those who come first are on this node, so that each who waits is told how many they are */
    void publishPlaces(GenerationQueue queue, boolean all) {
        List<GenerationRequest> waiting = queue.waiting();
        for (int i = 0; all && i < waiting.size(); i++) {
            waiting.get(i).place(queue.running() + i);
        }
        InferenceApi.Queue now = new InferenceApi.Queue(waiting.size(), queue.running());
        if (!now.equals(toldQueue)) {
            toldQueue = now;
            bus.publish(InferenceApi.QUEUE, now);
        }
    }
}
