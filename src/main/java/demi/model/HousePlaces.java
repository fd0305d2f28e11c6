package demi.model;

import demi.api.house.PlacesApi;
import demi.api.house.PlacesApi.Grant;
import demi.api.house.PlacesApi.Grants;
import demi.api.house.PlacesApi.Report;
import demi.bus.Bus;
import demi.bus.NodeLinks;
import demi.bus.Timers;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The places at the model servers as a node of several has them: it reports to the house what it does and wants, whenever that changes
 * and every second, and takes what it is granted. Where the house does not answer for long, the node goes by its own count.
 */
final class HousePlaces {

    private static final Logger LOG = LoggerFactory.getLogger(HousePlaces.class);

    private static final long RENEW_MS = 1_000;
    /** A node that stands still is replaced within ten seconds, then the house opens elsewhere, and waits for those it knows. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What makes the replies. */
    interface Replies {
        NodeNeeds needs(String host);

        /** Begins the reply of whoever is next, if anybody is. */
        void take(Grant grant, String host);

        /** The house's own work is not to go on. */
        void yieldToPerson();

        /** Those of that report who still wait are told how many come before them. */
        void tell(NodeNeeds told, List<Integer> ahead);

        /** It may be somebody's turn. */
        void runNext();
    }

    private final Vertx vertx;
    private final Bus bus;
    private final String node;
    private final String host;
    private final Duration patience;
    private @Nullable Replies replies;
    private String term = "";
    private long seen;
    private boolean reporting;
    private boolean changed;
    /** Whether the house knows that there is nothing to know, or is not there to know it; it may have moved while it answered. */
    private boolean knownIdle;
    /** Since when the house has not answered; by {@link System#nanoTime}. */
    private long asked;

    private boolean answered = true;
    private boolean away;

    /** @param patience with a house that does not answer */
    HousePlaces(Vertx vertx, Bus bus, NodeLinks links, Duration patience) {
        this.vertx = vertx;
        this.bus = bus;
        this.node = links.self();
        this.host = links.members().host();
        this.patience = patience;
    }

    /** From now on it reports what there is. */
    Future<?> open(Replies of) {
        return Future.all(
                        bus.subscribe(PlacesApi.OPENED, opened -> {
                            knownIdle = false;
                            changed();
                        }),
                        bus.subscribe(PlacesApi.GRANTED, this::granted))
                .onSuccess(ready -> {
                    replies = of;
                    Timers.every(vertx, RENEW_MS, timer -> renew());
                    changed();
                });
    }

    /** Whether the house has not answered for so long that this node goes by its own count. */
    boolean isAway() {
        return away;
    }

    /** Nothing is done here any more, and others need not wait until that is noticed. */
    Future<?> close() {
        replies = null;
        return term.isEmpty()
                ? Future.succeededFuture()
                : bus.request(PlacesApi.REPORT, new Report(node, System.nanoTime(), term, seen, List.of(), List.of()))
                        .otherwiseEmpty();
    }

    private void renew() {
        if (!answered && !away && System.nanoTime() - asked >= patience.toNanos()) {
            away = true;
            LOG.warn("Counting the places at the model servers for this node alone: the house does not answer");
            runNext();
        }
        changed();
    }

    private void runNext() {
        if (replies != null) {
            replies.runNext();
        }
    }

    /** There may be something to report. */
    void changed() {
        if (replies == null || reporting) {
            changed = true;
            return;
        }
        NodeNeeds needs = replies.needs(host);
        Report report = new Report(node, System.nanoTime(), term, seen, needs.servers(), needs.waiting());
        if (knownIdle && report.hasNothing()) {
            return;
        }
        reporting = true;
        changed = false;
        if (answered) {
            answered = false;
            asked = System.nanoTime();
        }
        bus.request(PlacesApi.REPORT, report).onComplete(done -> reported(report, needs, done));
    }

    private void reported(Report report, NodeNeeds needs, AsyncResult<Grants> done) {
        reporting = false;
        if (done.failed()) {
            knownIdle = away && report.hasNothing() && !changed;
            LOG.debug(
                    "Could not report what is asked of the model servers: {}",
                    done.cause().getMessage());
            return;
        }
        answered = true;
        if (away) {
            away = false;
            LOG.info("Taking places at the model servers from the house again");
        }
        Grants grants = done.result();
        if (grants.term().equals(term)) {
            knownIdle = report.hasNothing() && !changed;
            granted(grants);
            if (replies != null) {
                replies.tell(needs, grants.ahead());
            }
        } else {
            term = grants.term();
            seen = 0;
            knownIdle = false;
            changed = true;
        }
        if (changed) {
            changed();
        }
    }

    private void granted(Grants grants) {
        if (replies == null || !grants.node().equals(node) || !grants.term().equals(term)) {
            return;
        }
        if (grants.yields()) {
            replies.yieldToPerson();
        }
        boolean taken = false;
        for (Grant grant : grants.grants()) {
            if (grant.number() > seen) {
                seen = grant.number();
                replies.take(grant, host);
                taken = true;
            }
        }
        if (taken) {
            replies.runNext();
        }
    }
}
