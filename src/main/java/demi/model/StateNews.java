package demi.model;

import demi.contract.Bus;
import demi.contract.Health;
import demi.contract.Model;
import demi.contract.Model.State;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the others how the model is, and who waits for it: what has changed since it was last told. */
final class StateNews {

    private static final Logger LOG = LoggerFactory.getLogger(StateNews.class);

    private final Bus bus;
    private final ModelSettings settings;
    private final Servers servers;
    private final Pulls pulls;
    private Health.@Nullable Part toldHealth;
    private @Nullable State told;
    private Model.Queue toldQueue = new Model.Queue(0, 0);

    StateNews(Bus bus, ModelSettings settings, Servers servers, Pulls pulls) {
        this.bus = bus;
        this.settings = settings;
        this.servers = servers;
        this.pulls = pulls;
    }

    /** Returns whether the state has changed. */
    boolean tell() {
        if (!servers.health(pulls.all()).equals(toldHealth)) {
            tellHealth();
        }
        State now = servers.state();
        if (now.equals(told)) {
            return false;
        }
        if (told == null || now.ready() != told.ready()) {
            LOG.info("Model: {} ({})", now.detail(), settings.shownServers());
        }
        told = now;
        bus.tell(Model.STATE, now);
        return true;
    }

    /** Also where nothing has changed. */
    void tellHealth() {
        Health.Part health = servers.health(pulls.all());
        toldHealth = health;
        bus.tell(Health.PART, health);
    }

    /** Tells each who waits how many come first. */
    void tellPlaces(GenerationQueue queue) {
        List<Generation> waiting = queue.waiting();
        for (int i = 0; i < waiting.size(); i++) {
            waiting.get(i).place(queue.running() + i);
        }
        Model.Queue now = new Model.Queue(waiting.size(), queue.running());
        if (!now.equals(toldQueue)) {
            toldQueue = now;
            bus.tell(Model.QUEUE, now);
        }
    }
}
