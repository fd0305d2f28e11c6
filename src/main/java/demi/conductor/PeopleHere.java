package demi.conductor;

import demi.api.ClusterApi;
import demi.api.ClusterApi.Held;
import demi.api.ClusterApi.LetGo;
import demi.api.store.MessageStore;
import demi.bus.Bus;
import demi.bus.OfPerson;
import demi.bus.Shares;
import io.vertx.core.Future;
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

    private final Bus bus;
    private final ConductorWiring parts;
    private final boolean all;
    private Set<String> shares = Set.of();

    PeopleHere(Bus bus, ConductorWiring parts) {
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

    private void become(Held held) {
        Set<String> now =
                held.shares().stream().filter(Shares.OF_PEOPLE::contains).collect(Collectors.toSet());
        Set<String> lost = new HashSet<>(shares);
        lost.removeAll(now);
        Set<String> gained = new HashSet<>(now);
        gained.removeAll(shares);
        shares = Set.copyOf(now);
        if (!lost.isEmpty()) {
            forget(lost);
        }
        if (!gained.isEmpty()) {
            take(gained);
        }
    }

    private static Predicate<String> of(Set<String> some) {
        return user -> some.contains(Shares.of(user));
    }

    private void forget(Set<String> lost) {
        parts.conversations.lose(of(lost));
        parts.followUpJobs.discardAll(of(lost));
    }

    private void take(Set<String> gained) {
        Predicate<String> theirs = of(gained).and(this::has);
        bus.request(MessageStore.OPEN_TURNS, MessageStore.FindOpenTurns.ALL)
                .onSuccess(turns -> {
                    parts.start(turns, theirs);
                    parts.followUpRecovery.resume(theirs);
                })
                .onFailure(thrown -> {
                    LOG.warn("Could not load what waits of people who come here: {}", thrown.getMessage());
                    // What is held is told again, and taken then.
                    Set<String> left = new HashSet<>(shares);
                    left.removeAll(gained);
                    shares = Set.copyOf(left);
                });
    }

    private Future<Held> letGo(LetGo asked) {
        Set<String> busy = parts.conversations.people().stream().map(Shares::of).collect(Collectors.toSet());
        Set<String> gone = new HashSet<>(asked.shares());
        gone.removeAll(busy);
        Set<String> left = new HashSet<>(shares);
        left.removeAll(gone);
        shares = Set.copyOf(left);
        parts.followUpJobs.discardAll(of(gone));
        return Future.succeededFuture(new Held(List.copyOf(gone)));
    }
}
