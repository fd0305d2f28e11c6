package demi.accounts;

import demi.api.store.AccountStore;
import demi.bus.Bus;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When each session was last used: known to the moment here, written once a minute and at the end. */
final class SessionActivity {

    private static final Logger LOG = LoggerFactory.getLogger(SessionActivity.class);
    private static final Duration WRITE_EVERY = Duration.ofMinutes(1);

    private record Seen(Instant last, Instant written) {}

    private final Bus bus;
    private final Map<String, Seen> seen = new HashMap<>();

    SessionActivity(Bus bus) {
        this.bus = bus;
    }

    /** Nobody waits for it to be written, and a request does not fail by it. */
    void of(String sessionId, Instant at) {
        Seen before = seen.get(sessionId);
        if (before != null && at.isBefore(before.written().plus(WRITE_EVERY)) && !at.isBefore(before.written())) {
            seen.put(sessionId, new Seen(at, before.written()));
        } else {
            seen.put(sessionId, new Seen(at, at));
            write(sessionId, at);
        }
    }

    /** The later of what is known here and {@code written}. */
    Instant last(String sessionId, Instant written) {
        Seen here = seen.get(sessionId);
        return here == null || here.last().isBefore(written) ? written : here.last();
    }

    void forget(List<String> sessionIds) {
        sessionIds.forEach(seen::remove);
    }

    /** Writes what is not written yet, and lets go of what was not used for a while. */
    Future<?> prune(Instant now) {
        List<Future<?>> writing = new ArrayList<>();
        seen.forEach((session, when) -> {
            if (when.last().isAfter(when.written())) {
                writing.add(write(session, when.last()));
            }
        });
        seen.values().removeIf(when -> when.last().isBefore(now.minus(WRITE_EVERY)));
        seen.replaceAll((session, when) -> new Seen(when.last(), when.last()));
        return Future.join(writing);
    }

    private Future<?> write(String sessionId, Instant at) {
        return bus.request(AccountStore.TOUCH_SESSION, new AccountStore.TouchSession(sessionId, at))
                .onFailure(thrown -> LOG.warn("Could not save the last activity of a session: {}", thrown.getMessage()))
                .otherwiseEmpty();
    }
}
