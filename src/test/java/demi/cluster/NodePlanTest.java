package demi.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.store.NodeStore.View;
import demi.bus.Shares;
import demi.cluster.NodePlan.Wanted;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What nodes do next, one view after the other, until nobody does anything more. */
class NodePlanTest {

    private static final Wanted ALL = new Wanted(true, true);

    /** Nodes that each do what they plan, at once. */
    private static final class House {
        final Map<String, String> shares = new HashMap<>();
        final Set<String> alive = new TreeSet<>();
        final Set<String> rows = new TreeSet<>();

        void come(String node) {
            alive.add(node);
            rows.add(node);
        }

        /** Its row stays. */
        void die(String node) {
            alive.remove(node);
        }

        boolean step() {
            boolean changed = false;
            for (String node : alive) {
                NodePlan plan = NodePlan.of(view(), node, others(node), held(node), ALL);
                changed |= rows.removeAll(plan.replaced());
                shares.values().retainAll(rows);
                for (String share : plan.claimed()) {
                    changed |= shares.putIfAbsent(share, node) == null;
                }
                for (String share : plan.given()) {
                    changed |= shares.remove(share, node);
                }
            }
            return changed;
        }

        void settle() {
            int steps = 0;
            while (step()) {
                assertTrue(steps++ < 50, "it comes to an end");
            }
        }

        View view() {
            return new View(shares, List.copyOf(rows), List.of());
        }

        Set<String> others(String node) {
            Set<String> others = new HashSet<>(alive);
            others.remove(node);
            return others;
        }

        Set<String> held(String node) {
            Set<String> held = new HashSet<>(shares.keySet());
            held.removeIf(share -> !node.equals(shares.get(share)));
            return held;
        }
    }

    @Test
    void oneNodeHasAll() {
        House house = new House();
        house.come("a");
        house.settle();
        assertEquals(Shares.OF_PEOPLE.size() + 1, house.held("a").size());
    }

    @Test
    void whoComesGetsAPart() {
        House house = new House();
        for (String node : List.of("a", "b", "c", "d", "e")) {
            house.come(node);
            house.settle();
            int most = (Shares.OF_PEOPLE.size() + house.alive.size() - 1) / house.alive.size();
            for (String each : house.alive) {
                int people = (int) house.held(each).stream()
                        .filter(Shares.OF_PEOPLE::contains)
                        .count();
                assertTrue(people <= most && people > 0, each + " has " + people);
            }
        }
    }

    @Test
    void whateverComesAndGoesEverythingIsSomebodysWhoLives() {
        Random random = new Random(7);
        House house = new House();
        house.come("n0");
        for (int change = 1; change < 200; change++) {
            if (house.alive.size() > 1 && random.nextBoolean()) {
                house.die(List.copyOf(house.alive).get(random.nextInt(house.alive.size())));
            } else if (house.alive.size() < 8) {
                house.come("n" + change);
            }
            house.settle();
            assertEquals(Shares.OF_PEOPLE.size() + 1, house.shares.size());
            assertTrue(house.alive.containsAll(house.shares.values()));
        }
    }

    @Test
    void whatANodeCannotDoItDoesNotTake() {
        View nobody = new View(Map.of(), List.of("a"), List.of());
        assertEquals(
                List.of(Shares.HOUSE),
                NodePlan.of(nobody, "a", Set.of(), Set.of(), new Wanted(true, false))
                        .claimed());
        assertEquals(
                Shares.OF_PEOPLE,
                NodePlan.of(nobody, "a", Set.of(), Set.of(), new Wanted(false, true))
                        .claimed());
    }

    @Test
    void onlyOthersAreReplaced() {
        View view = new View(Map.of(), List.of("b", "c"), List.of("a", "d"));
        assertEquals(
                Set.of("c", "d"),
                Set.copyOf(NodePlan.of(view, "a", Set.of("b"), Set.of(), ALL).replaced()),
                "who is late, and who cannot be reached");
    }
}
