package demi.network.inbound;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;

/** What is held back until its burst is over: when it is kept. */
public final class PendingBursts {

    private final Map<String, Promise<Void>> byBurst = new HashMap<>();

    /** Done when what that burst says is kept; fails where it could not be. */
    public Future<Void> add(String burst) {
        return byBurst.computeIfAbsent(burst, first -> Promise.promise()).future();
    }

    /** The burst is over, and is being said. */
    public void settle(String burst, Future<?> said) {
        Promise<Void> waiting = byBurst.remove(burst);
        if (waiting != null) {
            said.<Void>mapEmpty().onComplete(waiting);
        }
    }
}
