package demi.autonomy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import demi.api.AutonomyApi;
import demi.api.AutonomyApi.Decision;
import demi.api.AutonomyApi.Kind;
import demi.api.HealthApi;
import demi.api.NetworkApi;
import demi.api.store.AutonomyStore;
import demi.api.store.MemoryStore;
import demi.bus.Ack;
import demi.rehearse.Script;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What she says to nobody in particular. */
class ThinkAloudTest extends AutonomyRoomFixture {

    private static final String CHANNEL = "123456789012345678";

    @Test
    void sheThinksAloudInTheChannelAndNothingPrivateGoesIn() {
        open(CHANNEL);
        List<NetworkApi.Ramble> posted = new CopyOnWriteArrayList<>();
        ProactiveFixture.get(house.bus.handle(
                NetworkApi.RAMBLE_STATUS,
                asked -> Future.succeededFuture(
                        HealthApi.ComponentHealth.of("discord", HealthApi.Status.UP, "On Discord."))));
        ProactiveFixture.get(house.bus.handle(NetworkApi.RAMBLE, ramble -> {
            posted.add(ramble);
            return Future.succeededFuture(Ack.DONE);
        }));
        house.say("ann", "My secret is the number 4711");
        house.ask(
                MemoryStore.SAVE_FACTS,
                new MemoryStore.SaveFacts(
                        "ann",
                        List.of(new MemoryStore.Fact("f", "Ann's secret is 4711", null, true)),
                        List.of(),
                        house.now()));
        house.pass(DAY.plusHours(2));
        house.ollama.play(Script.saying("The silence in here has a sound."));
        house.look();
        assertEquals("The silence in here has a sound.", posted.get(0).text());
        assertFalse(prompt().toString().contains("4711"), prompt().toString());
        List<Decision> aloud = house.ask(AutonomyApi.DECISIONS, new AutonomyApi.ListDecisions(null, 10, 0))
                .decisions();
        assertEquals(Kind.RAMBLE, aloud.get(0).kind());
        house.pass(Duration.ofHours(2));
        house.look();
        assertEquals(1, posted.size(), "nobody has said a word since");
        assertEquals(
                List.of("The silence in here has a sound."),
                house.ask(AutonomyStore.RAMBLES, new AutonomyStore.ListRambles(5))
                        .contents());
    }

    @Test
    void withoutABridgeNothingIsThoughtAloud() {
        open(CHANNEL);
        house.say("ann", "Hello");
        house.pass(DAY.plusHours(2));
        house.look();
        List<Decision> aloud = house.ask(AutonomyApi.DECISIONS, new AutonomyApi.ListDecisions(null, 10, 0))
                .decisions();
        assertEquals("discord_away", aloud.get(0).code());
        assertEquals(
                List.of(),
                house.ask(AutonomyStore.RAMBLES, new AutonomyStore.ListRambles(5))
                        .contents());
    }
}
