package demi.model;

import static demi.model.ModelRoomFixture.get;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.InferenceApi.Priority;
import demi.api.house.PlacesApi;
import demi.api.house.PlacesApi.Grant;
import demi.api.house.PlacesApi.Grants;
import demi.api.house.PlacesApi.Report;
import demi.bus.AloneMembership;
import demi.bus.Bus;
import demi.bus.NodeLinks;
import demi.bus.Scope;
import demi.bus.Shares;
import demi.model.server.ModelChoice;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a node does that the house does not answer, and when it does again. */
class HousePlacesTest {

    private final Vertx vertx = Vertx.vertx();
    private final NodeLinks links = new NodeLinks(vertx, "a", new AloneMembership("a"), Map.of("places", Scope.HOUSE));
    private final Bus bus = new Bus(vertx, links);
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final List<Report> reports = new CopyOnWriteArrayList<>();
    private List<Grant> grants = List.of();

    private final HousePlaces.Replies replies = new HousePlaces.Replies() {
        @Override
        public NodeNeeds needs(String host) {
            ModelSettings settings = TestSettings.of(2_048);
            ModelChoice choice = new ModelChoice("llama3.2:1b", List.of());
            return new NodeNeeds(new ServerPool(List.of(), choice, settings), new GenerationQueue(1), host);
        }

        @Override
        public void take(Grant grant, String host) {
            done.add("takes " + grant.number());
        }

        @Override
        public void yieldToPerson() {
            done.add("yields");
        }

        @Override
        public void tell(NodeNeeds told, List<Integer> ahead) {}

        @Override
        public void runNext() {
            done.add("goes on");
        }
    };

    @AfterEach
    void close() {
        get(vertx.close());
    }

    private void openHouse(String term) {
        links.update(new NodeLinks.Nodes(Map.of(Shares.HOUSE, "a"), List.of()));
        get(bus.handle(PlacesApi.REPORT, report -> {
            reports.add(report);
            List<Grant> unseen = report.term().equals(term)
                    ? grants.stream()
                            .filter(grant -> grant.number() > report.seen())
                            .toList()
                    : List.of();
            return Future.succeededFuture(new Grants("a", term, unseen, false, List.of()));
        }));
        bus.publish(PlacesApi.OPENED, new PlacesApi.Opened(term));
    }

    @Test
    void aNodeGoesByItsOwnCountUntilTheHouseAnswersAgain() {
        HousePlaces places = new HousePlaces(vertx, bus, links, Duration.ofMillis(100));
        get(places.open(replies));
        await().until(() -> done.equals(List.of("goes on")));
        assertTrue(places.isAway());
        openHouse("one");
        await().until(() -> !places.isAway());
    }

    @Test
    void whatIsGrantedIsTakenOnceAndWhatAnotherKeeperGrantedIsNot() {
        grants = List.of(new Grant(1, "gpu", Priority.PERSON));
        HousePlaces places = new HousePlaces(vertx, bus, links, Duration.ofMinutes(1));
        openHouse("one");
        get(places.open(replies));
        await().until(() -> done.equals(List.of("takes 1", "goes on")));
        bus.publish(PlacesApi.GRANTED, new Grants("a", "one", grants, false, List.of()));
        bus.publish(PlacesApi.GRANTED, new Grants("a", "zero", grants(2), true, List.of()));
        bus.publish(PlacesApi.GRANTED, new Grants("b", "one", grants(2), true, List.of()));
        bus.publish(PlacesApi.GRANTED, new Grants("a", "one", grants(3), true, List.of()));
        await().until(() -> done.size() == 5);
        assertEquals(List.of("takes 1", "goes on", "yields", "takes 3", "goes on"), done);
        assertFalse(places.isAway());
    }

    private static List<Grant> grants(long number) {
        return List.of(new Grant(number, "gpu", Priority.PERSON));
    }

    @Test
    void aNodeThatHasNothingSaysSoOnceToEachKeeper() {
        HousePlaces places = new HousePlaces(vertx, bus, links, Duration.ofMinutes(1));
        openHouse("one");
        get(places.open(replies));
        await().until(() -> reports.size() == 2);
        places.changed();
        bus.publish(PlacesApi.OPENED, new PlacesApi.Opened("one"));
        await().until(() -> reports.size() == 3);
        assertEquals(
                List.of("", "one", "one"), reports.stream().map(Report::term).toList());
    }
}
