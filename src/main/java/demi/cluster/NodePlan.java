package demi.cluster;

import demi.api.store.NodeStore.View;
import demi.bus.Shares;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a node does next, given who is there: each takes what is free up to its part of the people, and gives up what is beyond that.
 *
 * @param replaced nodes that are late, or gone
 * @param claimed shares that are free and may be this node's
 * @param given shares of people that another node could have; fewer may do
 */
record NodePlan(List<String> replaced, List<String> claimed, List<String> given) {

    NodePlan {
        replaced = List.copyOf(replaced);
        claimed = List.copyOf(claimed);
        given = List.copyOf(given);
    }

    /** What this node may have: each of them only once it can do it. */
    record Wanted(boolean house, boolean people) {}

    /**
     * @param self this node
     * @param others that it can reach
     * @param held shares that it has
     */
    static NodePlan of(View view, String self, Set<String> others, Set<String> held, Wanted wanted) {
        List<String> gone = Stream.concat(
                        view.late().stream(), view.inTerm().stream().filter(node -> !others.contains(node)))
                .filter(node -> !node.equals(self))
                .toList();
        Set<String> alive = new HashSet<>(view.inTerm());
        alive.retainAll(others);
        int nodes = alive.size() + 1;
        List<String> claimed = new ArrayList<>();
        if (wanted.house() && !view.shares().containsKey(Shares.HOUSE)) {
            claimed.add(Shares.HOUSE);
        }
        if (!wanted.people()) {
            return new NodePlan(gone, claimed, List.of());
        }
        List<String> free = Shares.OF_PEOPLE.stream()
                .filter(share -> !view.shares().containsKey(share))
                .toList();
        List<String> own = Shares.OF_PEOPLE.stream().filter(held::contains).toList();
        int most = (Shares.OF_PEOPLE.size() + nodes - 1) / nodes;
        claimed.addAll(free.subList(0, Math.max(0, Math.min(free.size(), most - own.size()))));
        // What a node does not take that has just come may be asked for again; while some are free none is given up.
        List<String> given = free.isEmpty() && own.size() > most ? own.subList(most, own.size()) : List.of();
        return new NodePlan(gone, claimed, given);
    }
}
