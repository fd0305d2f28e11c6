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
import demi.bus.Shares;
import demi.bus.Timers;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this node among those that share the database, and tells which shares are its own, as the database says: those of a node that
 * is gone are taken over, and those beyond this node's part given to others. A node that cannot renew its place has none, well
 * before others may take them.
 */
final class ClusterVerticle extends BaseVerticle {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterVerticle.class);

    private static final long RENEW_MS = 1_000;
    private static final long WATCH_MS = 250;
    /** So long before the end of the term nothing is done any more. */
    private static final Duration SAFE = NodeStore.TERM.minusSeconds(2);
    /** Who has not been able to renew for a while does not judge others: they were not able to, either. */
    private static final Duration STEADY = NodeStore.TERM;
    /** Between two renewals: a longer one is a gap. */
    private static final Duration GAP = Duration.ofSeconds(3);

    private final Bus bus;
    private final NodeLinks links;
    private final Membership members;
    private final ClusterHealth health;
    private Set<String> held = Set.of();
    private Map<String, String> shares = Map.of();
    /** Given up by this node, and not yet by the database. */
    private final Set<String> leaving = new HashSet<>();

    private boolean renewing;
    private boolean acting;
    private boolean wantsHouse = true;
    private boolean wantsPeople;
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
        this.health = new ClusterHealth(links.self(), configured);
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
                        bus.handle(ClusterApi.GET_HELD, asked -> {
                            wantsPeople = true;
                            return Future.succeededFuture(new ClusterApi.Held(List.copyOf(held)));
                        }),
                        bus.handle(ClusterApi.GIVE_HOUSE_BACK, asked -> giveHouseBack()),
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
        if (since(renewed).compareTo(GAP) > 0) {
            steadySince = began;
        }
        if (failing) {
            failing = false;
            LOG.info("Renewed this node's place again");
        }
        renewed = began;
        shares = now.shares();
        leaving.removeIf(share -> !links.self().equals(shares.get(share)));
        if (since(began).compareTo(SAFE) < 0) {
            hold(shares.entrySet().stream()
                    .filter(share -> share.getValue().equals(links.self()))
                    .map(Map.Entry::getKey)
                    .filter(share -> !leaving.contains(share))
                    .collect(Collectors.toSet()));
            act(now);
        }
        reach();
    }

    private void notRenewed(Throwable thrown) {
        if (thrown instanceof Failure failure && failure.code() == Failure.Code.NOT_FOUND) {
            replaced = true;
            LOG.error("The other nodes have taken over from this one ({})", links.self());
            hold(Set.of());
            bus.publish(ClusterApi.REPLACED, new ClusterApi.Replaced());
        } else if (!failing) {
            failing = true;
            LOG.warn("Could not renew this node's place: {}", thrown.getMessage());
        }
        publishHealth();
    }

    private void act(View now) {
        if (acting) {
            return;
        }
        Set<String> others = members.others();
        NodePlan plan = NodePlan.of(now, links.self(), others, held, new NodePlan.Wanted(wantsHouse, wantsPeople));
        acting = true;
        Future.join(List.of(replace(plan.replaced(), others), claim(plan.claimed()), give(plan.given()), release()))
                .onFailure(thrown -> LOG.warn("Could not change what this node has: {}", thrown.getMessage()))
                .onComplete(done -> acting = false);
    }

    private Future<?> replace(List<String> nodes, Set<String> others) {
        if (nodes.isEmpty() || since(steadySince).compareTo(STEADY) < 0) {
            return Future.succeededFuture();
        }
        return Future.join(nodes.stream()
                        .map(node ->
                                bus.request(NodeStore.REPLACE, new NodeStore.Replace(node, !others.contains(node))))
                        .toList())
                .onSuccess(done -> {
                    if (done.<NodeStore.Replaced>list().stream().anyMatch(NodeStore.Replaced::done)) {
                        renewSoon();
                    }
                });
    }

    /** What was changed is seen with the next view. */
    private void renewSoon() {
        vertx.runOnContext(soon -> renew());
    }

    private Future<?> claim(List<String> free) {
        return free.isEmpty()
                ? Future.succeededFuture()
                : bus.request(NodeStore.CLAIM, new NodeStore.Claim(free)).onSuccess(claimed -> {
                    if (claimed.shares().contains(Shares.HOUSE)) {
                        LOG.info("Taking the rooms of the house to this node ({})", links.self());
                    }
                    renewSoon();
                });
    }

    /** Only what nobody is in the middle of: the rest later. */
    private Future<?> give(List<String> surplus) {
        return surplus.isEmpty()
                ? Future.succeededFuture()
                : bus.request(ClusterApi.LET_GO, new ClusterApi.LetGo(surplus))
                        // Whether it was let go is not known then: it is to be had again.
                        .onFailure(unknown -> tellHeld())
                        .compose(gone -> {
                            leave(gone.shares());
                            return release();
                        });
    }

    private void leave(List<String> gone) {
        leaving.addAll(gone);
        hold(held.stream().filter(share -> !leaving.contains(share)).collect(Collectors.toSet()));
    }

    /** What is done here no more, until the database knows: no other node has it before. */
    private Future<Ack> release() {
        return leaving.isEmpty()
                ? Future.succeededFuture(Ack.DONE)
                : bus.request(NodeStore.RELEASE, new NodeStore.Release(List.copyOf(leaving)));
    }

    /** Before others may do it nothing is done here. */
    private void watch() {
        if (!held.isEmpty() && since(renewed).compareTo(SAFE) >= 0) {
            LOG.warn("Stopping what one node does at a time: this node's place is not renewed");
            hold(Set.of());
        }
    }

    private void hold(Set<String> now) {
        if (!held.equals(now)) {
            held = now;
            reach();
            tellHeld();
        }
    }

    private void tellHeld() {
        bus.publish(ClusterApi.HELD, new ClusterApi.Held(List.copyOf(held)));
    }

    /** What is asked from here goes to the node that has it, if that can be reached. */
    private void reach() {
        Set<String> others = members.others();
        Map<String, String> reachable = new HashMap<>(shares);
        reachable.values().removeIf(node -> !others.contains(node));
        held.forEach(share -> reachable.put(share, links.self()));
        NodeLinks.Nodes now =
                new NodeLinks.Nodes(reachable, others.stream().sorted().toList());
        if (!now.equals(links.nodes())) {
            links.update(now);
            publishHealth();
        }
    }

    /** They are not taken again by this node before it is started anew. */
    private Future<Ack> giveHouseBack() {
        wantsHouse = false;
        leave(List.of(Shares.HOUSE));
        return release();
    }

    private void publishHealth() {
        bus.publish(HealthApi.COMPONENT, health.tell(links.nodes(), replaced));
    }
}
