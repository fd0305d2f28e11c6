package demi.e2e.cluster;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.bus.Shares;
import demi.e2e.Jar;
import demi.e2e.TestClient;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people notice of it when a node comes, goes, or stands still. */
class NodesIT extends ClusterTest {

    private static final String TAKEN = "SELECT count(*) FROM android_messages WHERE client_id IS NOT NULL";
    private static final String HOUSE_MOVES = "SELECT token FROM leases WHERE name = 'house'";

    @Test
    void whatANodeHadWhenItWasKilledOrToldToStopIsGivenByOthers() throws Exception {
        startAll();
        TestClient ann = TestClient.setUp(nodes.get(1));
        aReplyWhoseNodeIsKilledIsGivenByAnother(ann);
        aNodeThatIsToldToStopGivesWhatItHasToOthers(ann);
    }

    private void aReplyWhoseNodeIsKilledIsGivenByAnother(TestClient ann) throws Exception {
        Jar own = holderOf(ann);
        Jar other = other(own);
        Promise<Void> never = Promise.promise();
        ollama.play(Script.of(ScriptStep.say("Once "), ScriptStep.say("upon "), ScriptStep.gate(never.future())));
        TestClient.Chat chat = ann.at(other.port()).chat();
        chat.send("message", new JsonObject().put("content", "Tell me a story").put("client_id", "one"));
        assertEquals("Once upon", chat.until("delta").getString("text").strip());
        ollama.play(Script.saying("Once upon a time."));
        own.kill();

        assertEquals("Once upon a time.", chat.reply().getString("content"));
        assertNotEquals(name(holderOf(ann)), "", "somebody has her");
        assertNothingIsLostOrDoubled(1);
        List<JsonObject> told = ann.at(other.port()).messages();
        assertEquals(2, told.size(), told::toString);

        // The node comes back, and has its part again.
        nodes.set(nodes.indexOf(own), start(nodes.indexOf(own)));
        await().atMost(PATIENCE).until(() -> nodes.stream().allMatch(jar -> "UP".equals(status(jar))));
        await().atMost(PATIENCE)
                .until(() -> nodes.stream()
                        .allMatch(jar -> Integer.parseInt(cluster(jar).getString("shares")) >= 20));
    }

    private void aNodeThatIsToldToStopGivesWhatItHasToOthers(TestClient ann) throws Exception {
        ollama.play(ClusterTest::reply);
        long before = number(TAKEN);
        Jar house = holder(Shares.HOUSE);
        Talker talker = new Talker(ann, () -> nodes, house::isAlive, 50);
        talker.start();
        house.terminate();
        assertTrue(house.endsWithin(Duration.ofSeconds(20)), house.text());
        assertEquals(0, house.exitCode());
        assertNothingIsLostOrDoubled(before + talker.acknowledged());
        assertTrue(other(house).isAlive());
    }

    @Test
    void nothingIsDoneTwiceWhereADatabaseIsAwayOrANodeStandsStill() throws Exception {
        startAll();
        TestClient ann = TestClient.setUp(nodes.get(0));
        aDatabaseThatIsAwayForAWhileIsSurvivedByAllNodes(ann);
        aNodeThatStoodStillEndsAndHasDoneNothingTwice(ann);
    }

    private void aDatabaseThatIsAwayForAWhileIsSurvivedByAllNodes(TestClient ann) throws Exception {
        Talker talker = new Talker(ann, () -> nodes, () -> false, 100);
        talker.start();
        for (int time = 0; time < 2; time++) {
            server.crash();
            server.startAgain();
        }
        // Longer than a term: nobody does anything then, and nobody is replaced for it.
        server.stop("fast");
        await().atMost(PATIENCE)
                .until(() -> nodes.stream()
                        .allMatch(jar ->
                                jar.printed("Stopping what one node does at a time") || !"UP".equals(status(jar))));
        server.startAgain();
        assertNothingIsLostOrDoubled(talker.acknowledged());
        assertTrue(nodes.stream().allMatch(Jar::isAlive), "no node has been replaced");
        await().atMost(PATIENCE).until(() -> nodes.stream().allMatch(jar -> "UP".equals(status(jar))));
    }

    private void aNodeThatStoodStillEndsAndHasDoneNothingTwice(TestClient ann) throws Exception {
        long before = number(TAKEN);
        long moves = number(HOUSE_MOVES);
        Jar house = holder(Shares.HOUSE);
        Jar other = other(house);
        Talker talker = new Talker(ann, () -> List.of(other), house::isAlive, 1);
        talker.start();
        house.signal("STOP");
        await().atMost(PATIENCE).until(() -> number(HOUSE_MOVES) == moves + 1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertEquals(
                        "DEGRADED", status(other), () -> cluster(other).encode()));
        long meanwhile = number(TAKEN);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertTrue(
                        number(TAKEN) > meanwhile + 5, () -> cluster(other).encode()));
        house.signal("CONT");
        assertEquals(75, house.exitCode(), house::text);
        assertTrue(house.printed("The other nodes have taken over from this one"), house.text());
        assertNothingIsLostOrDoubled(before + talker.acknowledged());
    }
}
