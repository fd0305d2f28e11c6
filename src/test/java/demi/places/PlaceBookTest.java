package demi.places;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.InferenceApi.Priority;
import demi.api.house.PlacesApi.Grant;
import demi.api.house.PlacesApi.Grants;
import demi.api.house.PlacesApi.Report;
import demi.api.house.PlacesApi.ServerUse;
import demi.api.house.PlacesApi.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is next of all nodes, and what becomes of the places of those that are gone. */
class PlaceBookTest {

    private static final String GPU = "http://gpu:11434";
    private static final String OTHER = "http://other:11434";

    private final List<Node> nodes = List.of(new Node("a"), new Node("b"), new Node("c"));
    private final Node a = nodes.get(0);
    private final Node b = nodes.get(1);
    private final Node c = nodes.get(2);
    private long now;
    private PlaceBook book = new PlaceBook("one", Set.of(), 0);

    /** A node as its model room has it. */
    private final class Node {
        private final String name;
        private final List<ServerUse> running = new ArrayList<>();
        private final List<Waiting> waiting = new ArrayList<>();
        private List<ServerUse> servers = List.of(server(GPU, 1));
        private long number;
        private long seen;

        Node(String name) {
            this.name = name;
        }

        Node waits(Priority priority, int seconds, Integer... warm) {
            waiting.add(new Waiting(priority, seconds * 1_000L, List.of(warm), -1));
            return this;
        }

        Node waits(int seconds) {
            return waits(Priority.PERSON, seconds);
        }

        Grants reports() {
            Report report = new Report(name, ++number, book.term(), seen, uses(), waiting);
            book.reported(report, now);
            book.give(now);
            return book.answer(report);
        }

        private List<ServerUse> uses() {
            return servers.stream()
                    .map(use -> new ServerUse(
                            use.server(),
                            use.places(),
                            use.weight(),
                            use.grade(),
                            use.free(),
                            use.takesBackground(),
                            running.stream()
                                    .filter(each -> each.server().equals(use.server()))
                                    .mapToInt(ServerUse::people)
                                    .sum(),
                            running.stream()
                                    .filter(each -> each.server().equals(use.server()))
                                    .mapToInt(ServerUse::background)
                                    .sum()))
                    .toList();
        }

        /** Begins what it is granted, as it hears of that; returns where. */
        List<String> begins() {
            List<String> where = new ArrayList<>();
            for (Grant grant : book.grants(name).grants()) {
                seen = grant.number();
                boolean person = grant.priority() == Priority.PERSON;
                running.add(new ServerUse(grant.server(), 0, 1, 0, 0, true, person ? 1 : 0, person ? 0 : 1));
                where.add(grant.server());
                waiting.remove(0);
            }
            return where;
        }

        List<String> grantedWhere() {
            reports();
            List<String> where = begins();
            reports();
            return where;
        }

        void ends() {
            running.clear();
        }
    }

    private static ServerUse server(String name, int places) {
        return server(name, places, 1, 0);
    }

    private static ServerUse server(String name, int places, double weight, long grade) {
        return new ServerUse(name, places, weight, grade, places, true, 0, 0);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private int running() {
        return nodes.stream().mapToInt(node -> node.running.size()).sum();
    }

    /** The node that begins next, as one place is given back. */
    private String next() {
        List<String> begun = new ArrayList<>();
        for (Node node : nodes) {
            if (!node.begins().isEmpty()) {
                node.reports();
                begun.add(node.name);
            }
        }
        assertEquals(1, begun.size(), begun.toString());
        assertEquals(1, running());
        nodes.forEach(Node::ends);
        nodes.stream().filter(node -> node.name.equals(begun.get(0))).forEach(Node::reports);
        return begun.get(0);
    }

    @Test
    void whoHasWaitedLongestOnAnyNodeIsNext() {
        a.waits(1).reports();
        b.waits(9).waits(3).reports();
        c.waits(7).waits(5).reports();
        assertEquals(List.of("a", "b", "c", "c", "b"), List.of(next(), next(), next(), next(), next()));
    }

    @Test
    void placesThatAreFreeTogetherGoToTheOldestOfAllNodes() {
        nodes.forEach(node -> node.servers = List.of(server(GPU, 2)));
        a.waits(1).waits(1).reports();
        b.waits(9).waits(8).reports();
        c.waits(7).reports();
        assertEquals(2, a.begins().size());
        a.ends();
        a.reports();
        assertEquals(2, b.begins().size());
        assertEquals(0, c.begins().size());
    }

    @Test
    void peopleComeBeforeTheHousesOwnWorkWhichWaitsWhileAnybodyIsServed() {
        nodes.forEach(node -> node.servers = List.of(server(GPU, 2)));
        a.waits(0).reports();
        assertEquals(1, a.begins().size());
        a.reports();
        b.waits(Priority.BACKGROUND, 60).reports();
        assertEquals(List.of(), b.begins());
        c.waits(0).reports();
        assertEquals(1, c.begins().size());
        a.ends();
        c.ends();
        a.reports();
        assertEquals(List.of(), b.begins());
        c.reports();
        assertEquals(1, b.begins().size());
        assertFalse(b.reports().yields());

        a.waits(0).reports();
        assertTrue(book.grants("b").yields(), "somebody is served elsewhere");
        assertFalse(book.grants("c").yields());
        b.ends();
        assertFalse(b.reports().yields());
    }

    @Test
    void thoseWhoWaitAreToldHowManyComeFirst() {
        a.waits(5).reports();
        a.begins();
        assertEquals(List.of(), a.reports().ahead());
        assertEquals(List.of(1), b.waits(3).reports().ahead());
        assertEquals(List.of(1, 3), c.waits(4).waits(2).reports().ahead());
        assertEquals(List.of(4), a.waits(Priority.BACKGROUND, 60).reports().ahead());
        assertEquals(List.of(2), b.reports().ahead());
    }

    @Test
    void aGrantThatIsNotTakenIsGivenBack() {
        a.waits(5).reports();
        b.waits(3).reports();
        assertEquals(List.of(), b.begins());
        // It has cancelled before it heard of the place.
        a.waiting.clear();
        a.reports();
        assertEquals(1, a.reports().grants().size(), "until it is known that the node knows");
        assertEquals(List.of(), b.begins());
        a.seen = book.grants("a").grants().get(0).number();
        assertEquals(List.of(), a.reports().grants());
        assertEquals(1, b.begins().size());
    }

    @Test
    void aReportThatWasOvertakenChangesNothing() {
        a.waits(5).reports();
        Report early = new Report("a", a.number, "one", 0, a.uses(), a.waiting);
        a.begins();
        a.reports();
        book.reported(early, now);
        b.waits(3).reports();
        assertEquals(List.of(), b.begins());
        assertEquals(List.of(), book.answer(early).ahead());
    }

    @Test
    void whatANodeHadThatIsGoneIsFree() {
        book.forget(Set.of("a", "b"), now);
        a.waits(5).reports();
        a.begins();
        a.reports();
        b.waits(3).reports();
        book.forget(Set.of("a", "b"), now);
        book.give(now);
        assertEquals(List.of(), b.begins());
        book.forget(Set.of("b"), now);
        book.give(now);
        assertEquals(1, b.begins().size());
    }

    @Test
    void aNodeThatIsHeardBeforeItIsSeenIsNotTakenForGone() {
        a.waits(5).reports();
        book.forget(Set.of("b"), now);
        assertEquals(1, a.begins().size());
    }

    @Test
    void aLeaseThatIsNotRenewedEnds() {
        a.waits(5).reports();
        a.begins();
        a.reports();
        for (int second = 0; second < PlaceBook.LEASE.toSeconds(); second++) {
            b.reports();
            pass(Duration.ofSeconds(1));
            book.forget(Set.of("a", "b"), now);
        }
        b.waits(3).reports();
        assertEquals(List.of(), b.begins());
        pass(Duration.ofSeconds(1));
        book.forget(Set.of("a", "b"), now);
        book.give(now);
        assertEquals(1, b.begins().size());
        a.reports();
        assertEquals(2, running(), "it had not ended after all");
        b.ends();
        c.waits(0).reports();
        b.reports();
        assertEquals(List.of(), c.begins(), "which counts again");
    }

    @Test
    void aNewBookGivesNothingBeforeAllNodesHaveReported() {
        a.waits(5).reports();
        a.begins();
        book = new PlaceBook("two", Set.of("a", "b", "c"), now);
        nodes.forEach(node -> node.seen = 0);
        b.waits(3).reports();
        c.reports();
        assertEquals(List.of(), b.begins());
        a.reports();
        assertEquals(List.of(), b.begins(), "its reply is not over");
        a.ends();
        a.reports();
        assertEquals(1, b.begins().size());
    }

    @Test
    void aNewBookWaitsForNobodyForLongNorForWhoIsGone() {
        book = new PlaceBook("two", Set.of("a", "b", "c"), now);
        b.waits(3).reports();
        a.reports();
        assertEquals(List.of(), b.begins());
        book.forget(Set.of("a", "b"), now);
        book.give(now);
        assertEquals(1, b.begins().size());

        book = new PlaceBook("three", Set.of("a", "b", "c"), now);
        nodes.forEach(node -> node.seen = 0);
        b.ends();
        b.waits(3).reports();
        assertEquals(List.of(), b.begins());
        pass(PlaceBook.PATIENCE);
        book.give(now);
        assertEquals(1, b.begins().size());
    }

    @Test
    void aReplyGoesToTheBetterModelThenWhereItIsWarmThenToTheLeastBusyOfAllNodes() {
        nodes.forEach(node -> node.servers = List.of(server(GPU, 4, 1, 0), server(OTHER, 4, 1, 0)));
        assertEquals(List.of(GPU), a.waits(1).grantedWhere());
        assertEquals(List.of(OTHER), b.waits(1).grantedWhere(), "there is less to do");
        assertEquals(List.of(OTHER), c.waits(Priority.PERSON, 1, 1).grantedWhere(), "it is warm there");
        assertEquals(List.of(GPU), c.waits(1).grantedWhere());
        c.servers = List.of(server(GPU, 4, 1, 0), server(OTHER, 4, 9, 0));
        assertEquals(List.of(OTHER), c.waits(1).grantedWhere(), "it is worth more");
        c.servers = List.of(server(GPU, 4, 1, 0), server(OTHER, 4, 9, 1));
        assertEquals(List.of(GPU), c.waits(Priority.PERSON, 1, 1).grantedWhere(), "it has the better model");
    }

    @Test
    void aNodeGetsNoMoreThanItWouldTake() {
        a.servers = List.of(new ServerUse(GPU, 4, 1, 0, 1, true, 0, 0));
        assertEquals(1, a.waits(2).waits(1).grantedWhere().size());
    }
}
