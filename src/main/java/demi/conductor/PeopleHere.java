package demi.conductor;

import demi.api.ClusterApi;
import demi.api.ClusterApi.Held;
import demi.api.ClusterApi.LetGo;
import demi.api.store.MessageStore;
import demi.bus.Bus;
import demi.bus.OfPerson;
import demi.bus.Shares;
import demi.bus.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose conversations are on this node, of several: people come with what waits of them, and go while nothing does. On the only node
 * all are, from the start on.
 */
final class PeopleHere {

    private static final Logger LOG = LoggerFactory.getLogger(PeopleHere.class);

    private static final long AGAIN_MS = 1_000;

    private final Vertx vertx;
    private final Bus bus;
    private final ConductorWiring parts;
    private final boolean all;
    /** Of this node, as the database says. */
    private Set<String> held = Set.of();
    /** Those of them whose people are here. */
    private Set<String> shares = Set.of();

    private final Set<String> coming = new HashSet<>();

    PeopleHere(Vertx vertx, Bus bus, ConductorWiring parts) {
        this.vertx = vertx;
        this.bus = bus;
        this.parts = parts;
        this.all = bus.links() == null;
    }

    /** Answers what was left of those who are here already, and of those who come. */
    Future<?> begin() {
        if (all) {
            return bus.request(MessageStore.OPEN_TURNS, MessageStore.FindOpenTurns.ALL)
                    .onSuccess(turns -> parts.start(turns, user -> true));
        }
        return Future.all(bus.subscribe(ClusterApi.HELD, this::become), bus.handle(ClusterApi.LET_GO, this::letGo));
    }

    /** After everything else answers. */
    void ready() {
        if (all) {
            parts.followUpRecovery.resume(user -> true);
        } else {
            bus.request(ClusterApi.GET_HELD, new ClusterApi.GetHeld())
                    .onSuccess(this::become)
                    .onFailure(thrown -> LOG.warn("Could not learn who is on this node: {}", thrown.getMessage()));
        }
    }

    /** Whether the question is about somebody who is here. */
    boolean has(OfPerson question) {
        return has(question.userId());
    }

    private boolean has(String userId) {
        return all || shares.contains(Shares.of(userId));
    }

    private void become(Held told) {
        held = told.shares().stream().filter(Shares.OF_PEOPLE::contains).collect(Collectors.toSet());
        Set<String> lost = without(shares, held);
        if (!lost.isEmpty()) {
            shares = without(shares, lost);
            forget(lost);
        }
        Set<String> gained = without(without(held, shares), coming);
        if (!gained.isEmpty()) {
            take(gained);
        }
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        return some.stream().filter(share -> !others.contains(share)).collect(Collectors.toUnmodifiableSet());
    }

    private static Predicate<String> of(Set<String> some) {
        return user -> some.contains(Shares.of(user));
    }

    private void forget(Set<String> lost) {
        parts.conversations.lose(of(lost));
        parts.followUpJobs.discardAll(of(lost));
    }

    /** Nothing of theirs is taken before what waits of them is known: it comes first. */
    private void take(Set<String> gained) {
        coming.addAll(gained);
        bus.request(MessageStore.OPEN_TURNS, MessageStore.FindOpenTurns.ALL)
                .onSuccess(turns -> {
                    coming.removeAll(gained);
                    Set<String> still = new HashSet<>(gained);
                    still.retainAll(held);
                    Set<String> now = new HashSet<>(shares);
                    now.addAll(still);
                    shares = Set.copyOf(now);
                    parts.start(turns, of(still));
                    parts.followUpRecovery.resume(of(still));
                })
                .onFailure(thrown -> {
                    LOG.warn("Could not load what waits of people who come here: {}", thrown.getMessage());
                    Timers.after(vertx, AGAIN_MS, timer -> {
                        coming.removeAll(gained);
                        become(new Held(List.copyOf(held)));
                    });
                });
    }

    private Future<Held> letGo(LetGo asked) {
        Set<String> busy = parts.conversations.people().stream().map(Shares::of).collect(Collectors.toSet());
        Set<String> gone = new HashSet<>(asked.shares());
        gone.removeAll(busy);
        shares = without(shares, gone);
        held = without(held, gone);
        parts.followUpJobs.discardAll(of(gone));
        return Future.succeededFuture(new Held(List.copyOf(gone)));
    }
}
