package demi.places;

import static demi.places.NodesFixture.get;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.InferenceApi.Priority;
import demi.bus.Failure;
import demi.places.NodesFixture.Asked;
import demi.places.NodesFixture.Node;
import demi.rehearse.FakeOllama;
import demi.rehearse.ScriptStep;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The model rooms of three nodes before one Ollama: what it is asked at once, and who is next. */
@Tag("slow")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlacesOfNodesTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx();
    /** By who asks, what their reply waits for. */
    private final Map<String, Promise<Void>> gates = new ConcurrentHashMap<>();

    @SuppressWarnings("NullAway.Init") // joined before all tests
    private NodesFixture house;

    @SuppressWarnings("NullAway.Init") // started before each test
    private FakeOllama ollama;

    @BeforeAll
    void join(@TempDir Path home) throws IOException {
        house = new NodesFixture(home);
    }

    @AfterAll
    void leave() {
        house.close();
        get(vertx.close());
    }

    @BeforeEach
    void open() {
        gates.clear();
        ollama = get(FakeOllama.start(
                vertx,
                0,
                request -> List.of(
                        ScriptStep.gate(gate(request.lastFromUser().replace("From ", ""))
                                .future()),
                        ScriptStep.say("Done."))));
    }

    @AfterEach
    void close() {
        gates.values().forEach(Promise::tryComplete);
        house.closeRooms();
        get(ollama.close());
    }

    private Promise<Void> gate(String who) {
        return gates.computeIfAbsent(who, unknown -> Promise.promise());
    }

    private void start(int parallel) {
        house.openModels(ollama.baseUrl(), parallel);
        house.openHouse(house.node(0));
    }

    /** Who was begun, in order. */
    private List<String> begun() {
        return ollama.chats().stream()
                .map(body -> body.replaceAll("(?s).*From (\\w+).*", "$1"))
                .toList();
    }

    private static void awaitPlace(Asked asked, int place) {
        await().atMost(LONG).until(() -> asked.places.contains(place));
    }

    private void awaitBegun(String... who) {
        await().atMost(LONG).until(() -> begun().equals(List.of(who)));
    }

    @Test
    void whoHasWaitedLongestOnAnyNodeIsNextAndTheHousesOwnWorkIsLast() {
        start(1);
        house.node(0).ask("first");
        awaitBegun("first");
        Asked chore = house.node(1).ask("chore", Priority.BACKGROUND);
        awaitPlace(chore, 1);
        Asked ann = house.node(2).ask("ann");
        awaitPlace(ann, 1);
        Asked bob = house.node(1).ask("bob");
        awaitPlace(bob, 2);
        Asked eve = house.node(0).ask("eve");
        awaitPlace(eve, 3);
        awaitPlace(chore, 4);
        for (String who : List.of("chore", "eve", "bob", "ann", "first")) {
            gate(who).complete();
        }
        get(chore.end.future());
        assertEquals(List.of("first", "ann", "bob", "eve", "chore"), begun());
        assertEquals(1, ollama.mostOpen());
    }

    @Test
    void theHousesOwnWorkGivesWayToPeopleOfAnotherNode() {
        start(1);
        Asked chore = house.node(1).ask("chore", Priority.BACKGROUND);
        awaitBegun("chore");
        Asked ann = house.node(2).ask("ann");
        CompletionException thrown = assertThrows(CompletionException.class, () -> get(chore.end.future()));
        assertEquals(
                Failure.Code.CANCELLED,
                assertInstanceOf(Failure.class, thrown.getCause()).code());
        gate("ann").complete();
        get(ann.end.future());
        get(ollama.awaitCancelled(1));
    }

    @Test
    void whileTheHouseMovesRepliesGoOnAndNobodyGetsTheirPlaces() {
        start(2);
        Asked ann = house.node(0).ask("ann");
        awaitBegun("ann");
        house.node(1).ask("bob");
        awaitBegun("ann", "bob");
        Asked eve = house.node(2).ask("eve");
        awaitPlace(eve, 2);
        house.closeHouse();
        house.openHouse(house.node(2));
        Asked may = house.node(1).ask("may");
        awaitPlace(may, 3);
        assertEquals(List.of("ann", "bob"), begun());
        house.closeHouse();
        gate("ann").complete();
        get(ann.end.future());
        assertEquals(List.of("ann", "bob"), begun(), "nobody is there who could give the place");
        assertFalse(eve.isOver());
        house.openHouse(house.node(1));
        awaitBegun("ann", "bob", "eve");
        gate("bob").complete();
        awaitBegun("ann", "bob", "eve", "may");
        assertEquals(2, ollama.mostOpen());
    }

    @Test
    void whatANodeHadThatIsGoneIsFree() {
        start(1);
        house.node(2).ask("ann");
        awaitBegun("ann");
        Asked bob = house.node(1).ask("bob");
        awaitPlace(bob, 1);
        house.see(house.node(0), List.of(house.node(0), house.node(1)));
        awaitBegun("ann", "bob");
        gate("bob").complete();
        get(bob.end.future());
    }

    @Test
    void aNodeThatClosesGivesItsPlacesBackAtOnce() {
        start(1);
        house.node(2).ask("ann");
        awaitBegun("ann");
        Asked bob = house.node(1).ask("bob");
        awaitPlace(bob, 1);
        house.node(2).closeModel();
        awaitBegun("ann", "bob");
        gate("bob").complete();
        get(bob.end.future());
        assertEquals(1, ollama.mostOpen());
    }

    @Test
    void thatTheHouseStartsLaterIsNoMatter() {
        house.openModels(ollama.baseUrl(), 1);
        Asked ann = house.node(1).ask("ann");
        gate("ann").complete();
        house.openHouse(house.node(2));
        get(ann.end.future());
    }

    @Test
    void manyOnAllNodesNeverAskForMoreAtOnceWhileTheHouseMoves() {
        start(2);
        List<Asked> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String who = "person" + i;
            gate(who).complete();
            all.add(house.node(i % NodesFixture.NODES).ask(who));
            if (i % 20 == 19) {
                Node next = house.node(i / 20);
                house.closeHouse();
                house.openHouse(next);
            }
        }
        all.forEach(asked -> get(asked.end.future()));
        assertEquals(60, begun().size());
        assertTrue(ollama.mostOpen() <= 2, () -> ollama.mostOpen() + " at once");
    }
}
