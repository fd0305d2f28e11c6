package demi.cluster;

import demi.api.ClusterApi;
import demi.api.HealthApi;
import demi.api.store.NodeStore;
import demi.api.store.NodeStore.View;
import demi.bus.Ack;
import demi.bus.BaseVerticle;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.Membership;
import demi.bus.NodeLinks;
import demi.bus.Timers;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this node among those that share the database, and has the house's rooms opened where they belong: on one node, which the
 * database says, and on another one where that is gone. A node that cannot renew its place closes them before others may open them.
 */
final class ClusterVerticle extends BaseVerticle {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterVerticle.class);

    private static final String COMPONENT = "cluster";

    private static final long RENEW_MS = 1_000;
    private static final long WATCH_MS = 250;
    /** So long before the end of the term the house's rooms are closed. */
    private static final Duration SAFE = NodeStore.TERM.minusSeconds(2);
    /** Who has not been able to renew for a while does not judge others: they were not able to, either. */
    private static final Duration STEADY = Duration.ofSeconds(3);

    private final Bus bus;
    private final NodeLinks links;
    private final Membership members;
    private final int configured;
    private NodeLinks.@Nullable Nodes told;
    private @Nullable View view;
    private boolean renewing;
    private boolean held;
    private boolean givenBack;
    private boolean replaced;
    private boolean failing;
    /** When what was renewed last was asked for, and since when that has worked without a gap; by {@link System#nanoTime}. */
    private long renewed;

    private long steadySince;

    /** @param configured how many nodes there should be */
    ClusterVerticle(Bus bus, NodeLinks links, int configured) {
        this.bus = bus;
        this.links = links;
        this.members = links.members();
        this.configured = configured;
    }

    @Override
    public Future<?> start() {
        Context own = context;
        renewed = System.nanoTime();
        steadySince = renewed;
        members.onChange(() -> own.runOnContext(changed -> {
            if (!isClosing()) {
                reach();
                renew();
            }
        }));
        Timers.every(vertx, RENEW_MS, timer -> renew());
        Timers.every(vertx, WATCH_MS, timer -> watch());
        return Future.all(
                        links.open(),
                        bus.handle(ClusterApi.GIVE_BACK, asked -> giveBack()),
                        bus.subscribe(HealthApi.REQUESTED, call -> publishHealth()))
                .onSuccess(ready -> renew());
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private void renew() {
        if (renewing || replaced) {
            return;
        }
        renewing = true;
        long began = System.nanoTime();
        bus.request(NodeStore.RENEW, new NodeStore.Renew()).onComplete(done -> {
            renewing = false;
            if (done.succeeded()) {
                renewed(began, done.result());
            } else {
                notRenewed(done.cause());
            }
        });
    }

    private void renewed(long began, View now) {
        if (since(renewed).compareTo(STEADY) > 0) {
            steadySince = began;
        }
        if (failing) {
            failing = false;
            LOG.info("Renewed this node's place again");
        }
        renewed = began;
        view = now;
        if (since(began).compareTo(SAFE) < 0) {
            place(now);
        }
        reach();
    }

    private void notRenewed(Throwable thrown) {
        if (thrown instanceof Failure failure && failure.code() == Failure.Code.NOT_FOUND) {
            replaced = true;
            LOG.error("The other nodes have taken over from this one ({})", links.self());
            hold(false);
            bus.publish(ClusterApi.REPLACED, new ClusterApi.Replaced());
        } else if (!failing) {
            failing = true;
            LOG.warn("Could not renew this node's place: {}", thrown.getMessage());
        }
        publishHealth();
    }

    private void place(View now) {
        String self = links.self();
        String house = now.house();
        hold(self.equals(house) && !givenBack);
        boolean isGone = house != null && !members.others().contains(house);
        boolean late = house == null || !now.houseInTerm() || isGone;
        boolean mayJudge = house == null || since(steadySince).compareTo(STEADY) >= 0;
        if (late && mayJudge && !self.equals(house) && !givenBack) {
            bus.request(NodeStore.CLAIM_HOUSE, new NodeStore.ClaimHouse(isGone))
                    .onSuccess(claimed -> {
                        if (claimed.granted()) {
                            LOG.info("Taking the rooms of the house to this node ({})", self);
                            renew();
                        }
                    })
                    .onFailure(thrown -> LOG.warn("Could not take the rooms of the house: {}", thrown.getMessage()));
        }
    }

    /** Before others may open them the house's rooms are closed here. */
    private void watch() {
        if (held && since(renewed).compareTo(SAFE) >= 0) {
            LOG.warn("Closing the rooms of the house: this node's place is not renewed");
            hold(false);
        }
    }

    private void hold(boolean now) {
        if (held == now) {
            return;
        }
        held = now;
        reach();
        bus.publish(ClusterApi.HOUSE, new ClusterApi.HouseHeld(now));
    }

    /** What is asked from here goes where the house is, if that can be reached. */
    private void reach() {
        Set<String> others = members.others();
        String house = view == null ? null : view.house();
        boolean there = house != null && (house.equals(links.self()) ? held : others.contains(house));
        NodeLinks.Nodes now = new NodeLinks.Nodes(there ? house : null, others);
        if (!now.equals(told)) {
            told = now;
            LOG.info("Nodes: {} of {}, the rooms of the house on {}", others.size() + 1, configured, now.house());
            links.update(now);
            publishHealth();
        }
    }

    /** They are not taken again by this node before it is started anew. */
    private Future<Ack> giveBack() {
        givenBack = true;
        hold(false);
        return bus.request(NodeStore.RELEASE_HOUSE, new NodeStore.ReleaseHouse());
    }

    private void publishHealth() {
        NodeLinks.Nodes now = Objects.requireNonNullElse(told, new NodeLinks.Nodes(null, Set.of()));
        int here = now.others().size() + 1;
        boolean reachable = now.house() != null && !replaced;
        HealthApi.Status status = !reachable
                ? HealthApi.Status.DOWN
                : here < configured ? HealthApi.Status.DEGRADED : HealthApi.Status.UP;
        String detail = replaced
                ? "The other nodes have taken over from this one. Start it again."
                : !reachable
                        ? "No node has the rooms of the house at the moment."
                        : here + " of " + configured + " nodes are there.";
        TreeSet<String> all = new TreeSet<>(now.others());
        all.add(links.self());
        bus.publish(
                HealthApi.COMPONENT,
                new HealthApi.ComponentHealth(
                        COMPONENT,
                        status,
                        detail,
                        Map.of(
                                "node",
                                links.self(),
                                "house",
                                Objects.requireNonNullElse(now.house(), ""),
                                "nodes",
                                String.join(",", all),
                                HealthApi.TAKES_MESSAGES,
                                Boolean.toString(reachable))));
    }
}
