package demi.places;

import demi.api.InferenceApi.Priority;
import demi.api.house.PlacesApi.Grant;
import demi.api.house.PlacesApi.Grants;
import demi.api.house.PlacesApi.Report;
import demi.api.house.PlacesApi.ServerUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Who has a place and who waits for one, on all nodes, and who is next: of people whoever has waited longest, then the house's own work
 * while nobody is served. It knows what nodes report, and gives nothing before it has heard all that it knows of, or has waited for
 * them.
 */
final class PlaceBook {

    /** Nodes that have something report every second: one of which so many reports are missing does nothing any more. */
    static final Duration LEASE = Duration.ofSeconds(5);
    /** Nodes report when they hear of this book, and those that have something again within a second. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private final String term;
    private final long opened;
    private final Map<String, NodeUse> nodes = new HashMap<>();
    private final Set<String> awaited;
    private long last;

    /** One that waits: who is asked about by its node and its number in that node's report. */
    private record Candidate(String node, int index, Priority priority, long since) {}

    /** @param now by {@link System#nanoTime}, as everywhere here */
    PlaceBook(String term, Collection<String> nodes, long now) {
        this.term = term;
        this.opened = now;
        this.awaited = new HashSet<>(nodes);
    }

    String term() {
        return term;
    }

    void reported(Report report, long now) {
        awaited.remove(report.node());
        NodeUse known = nodes.putIfAbsent(report.node(), new NodeUse(report, now));
        if (known != null) {
            known.reported(report, now);
        }
    }

    /** What nodes had that are gone, or have not reported for too long, is free. */
    void forget(Set<String> present, long now) {
        awaited.retainAll(present);
        nodes.entrySet()
                .removeIf(node -> node.getValue().isGone(present.contains(node.getKey()))
                        || node.getValue().isSilent(now, LEASE.toNanos()));
    }

    /** Gives what is free to those who are next; returns the nodes that have something to hear. */
    Set<String> give(long now) {
        if (!awaited.isEmpty() && now - opened < PATIENCE.toNanos()) {
            return Set.of();
        }
        awaited.clear();
        Set<String> told = new TreeSet<>();
        List<Candidate> waiting = waiting();
        boolean people = servesPeople() || waiting.stream().anyMatch(one -> one.priority() == Priority.PERSON);
        for (Candidate one : waiting) {
            if (one.priority() == Priority.PERSON || !people) {
                best(one).ifPresent(use -> {
                    node(one).granted(new Grant(++last, use.server(), one.priority()));
                    told.add(one.node());
                });
            }
        }
        nodes.keySet().stream().filter(this::yields).forEach(told::add);
        return told;
    }

    /** Those who are granted nothing yet, people first, and who has waited longest first. */
    private List<Candidate> waiting() {
        List<Candidate> all = new ArrayList<>();
        for (Priority priority : Priority.values()) {
            nodes.forEach((name, node) -> node.waiting(priority)
                    .forEach(index -> all.add(new Candidate(name, index, priority, node.since(index)))));
        }
        all.sort(Comparator.comparing(Candidate::priority).thenComparingLong(Candidate::since));
        return all;
    }

    private NodeUse node(Candidate one) {
        NodeUse node = nodes.get(one.node());
        if (node == null) {
            throw new IllegalStateException("no node " + one.node());
        }
        return node;
    }

    /**
     * Where one goes that waits, of the servers that have a place: to the better model, of those where its prompt is warm, of those to
     * the least busy for its weight, of those where the last reply came from.
     */
    private Optional<ServerUse> best(Candidate one) {
        NodeUse node = node(one);
        List<ServerUse> uses = node.servers();
        return IntStream.range(0, uses.size())
                .boxed()
                .filter(index -> isFree(node, uses.get(index), one.priority()))
                .min(Comparator.comparingLong((Integer index) -> uses.get(index).grade())
                        .thenComparing(
                                index -> !node.waiting(one.index()).warm().contains(index))
                        .thenComparingDouble(index -> (held(uses.get(index).server()) + 1)
                                / uses.get(index).weight())
                        .thenComparing(index -> node.waiting(one.index()).last() != index))
                .map(uses::get);
    }

    private boolean isFree(NodeUse node, ServerUse use, Priority priority) {
        return use.free() > node.unseen(use.server())
                && held(use.server()) < use.places()
                && (priority == Priority.PERSON || use.takesBackground());
    }

    private int held(String server) {
        return nodes.values().stream().mapToInt(node -> node.held(server)).sum();
    }

    private boolean servesPeople() {
        return nodes.values().stream().anyMatch(node -> node.held(Priority.PERSON) > 0);
    }

    private boolean yields(String name) {
        NodeUse node = nodes.get(name);
        return node != null
                && node.held(Priority.BACKGROUND) > 0
                && (servesPeople()
                        || nodes.values().stream()
                                .anyMatch(each -> !each.waiting(Priority.PERSON).isEmpty()));
    }

    /** What a node may do now; it is to know of the grants at once, or with the next answer. */
    Grants grants(String name) {
        NodeUse node = nodes.get(name);
        return new Grants(name, term, node == null ? List.of() : node.unseen(), yields(name), List.of());
    }

    /** The same, and how many come before those who wait by that report. */
    Grants answer(Report report) {
        Grants grants = grants(report.node());
        NodeUse node = nodes.get(report.node());
        if (node == null || !node.isCurrent(report)) {
            return grants;
        }
        int served = nodes.values().stream()
                .mapToInt(each -> each.held(Priority.PERSON) + each.held(Priority.BACKGROUND))
                .sum();
        Integer[] ahead = new Integer[report.waiting().size()];
        Arrays.fill(ahead, 0);
        List<Candidate> waiting = waiting();
        for (int i = 0; i < waiting.size(); i++) {
            if (waiting.get(i).node().equals(report.node())) {
                ahead[waiting.get(i).index()] = served + i;
            }
        }
        return new Grants(report.node(), term, grants.grants(), grants.yields(), List.of(ahead));
    }
}
