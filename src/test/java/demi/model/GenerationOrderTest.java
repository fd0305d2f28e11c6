package demi.model;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import demi.api.InferenceApi.Priority;
import demi.bus.Failure.Code;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is served first, and who gives way. */
class GenerationOrderTest extends ModelRoomFixture {

    @Test
    void cancelClosesTheConnectionAndMakesRoomForTheNext() {
        deploy();
        Promise<Void> never = Promise.promise();
        ollama.play(Script.of(ScriptStep.say("On and on"), ScriptStep.gate(never.future())));
        Asked first = ask();
        get(first.begun.future());
        Asked second = ask("bob", Priority.PERSON);
        ollama.play(Script.saying("Next."));
        first.cancel();
        get(ollama.awaitCancelled(1));
        assertEquals(Code.CANCELLED, first.failure().code());
        get(second.end.future());
        assertEquals("Next.", second.text());
    }

    @Test
    void whoCancelsWhileWaitingNeverReachesTheServer() {
        deploy();
        Promise<Void> gate = Promise.promise();
        ollama.play(Script.of(ScriptStep.gate(gate.future()), ScriptStep.say("Done.")));
        Asked first = ask();
        get(ollama.awaitOpen(1));
        Asked second = ask("bob", Priority.PERSON);
        await().until(() -> second.places.contains(1));
        second.cancel();
        assertEquals(Code.CANCELLED, second.failure().code());
        gate.complete();
        get(first.end.future());
        assertEquals(1, ollama.chats().size());
    }

    @Test
    void peopleComeFirstInTheirOrderAndAreToldTheirPlace() {
        deploy();
        Promise<Void> gate = Promise.promise();
        ollama.play(Script.of(ScriptStep.gate(gate.future()), ScriptStep.say("Done.")));
        ask("first", Priority.PERSON);
        get(ollama.awaitOpen(1));
        Asked chore = ask("chore", Priority.BACKGROUND);
        await().until(() -> chore.places.contains(1));
        Asked bob = ask("bob", Priority.PERSON);
        await().until(() -> chore.places.contains(2) && bob.places.contains(1));
        Asked eve = ask("eve", Priority.PERSON);
        await().until(() -> chore.places.contains(3) && eve.places.contains(2));
        Asked tooMany = ask("late", Priority.PERSON);
        assertEquals(Code.UNAVAILABLE, tooMany.failure().code(), "three may wait");
        gate.complete();
        get(chore.end.future());
        List<String> order = ollama.chats().stream()
                .map(body -> body.replaceAll("(?s).*From (\\w+).*", "$1"))
                .toList();
        assertEquals(List.of("first", "bob", "eve", "chore"), order);
        assertEquals(1, ollama.mostOpen());
        assertEquals(List.of(1, 0), bob.places);
    }

    @Test
    void theHousesOwnWorkGivesWayAtOnce() {
        deploy();
        Promise<Void> never = Promise.promise();
        ollama.play(Script.of(ScriptStep.say("Let me see"), ScriptStep.gate(never.future())));
        Asked chore = ask("chore", Priority.BACKGROUND);
        get(chore.begun.future());
        ollama.play(Script.saying("Hello."));
        Asked ann = ask("ann", Priority.PERSON);
        assertEquals(Code.CANCELLED, chore.failure().code());
        get(ann.end.future());
        assertEquals("Hello.", ann.text());
        get(ollama.awaitCancelled(1));
    }

    @Test
    void theHousesOwnWorkWaitsWhileAnybodyIsServedAlsoWhereThereIsRoom() {
        deploy(2, Duration.ofMinutes(1));
        Promise<Void> gate = Promise.promise();
        ollama.play(Script.of(ScriptStep.gate(gate.future()), ScriptStep.say("Done.")));
        Asked ann = ask("ann", Priority.PERSON);
        get(ollama.awaitOpen(1));
        Asked chore = ask("chore", Priority.BACKGROUND);
        await().until(() -> chore.places.contains(1));
        gate.complete();
        get(ann.end.future());
        get(chore.end.future());
        assertEquals(1, ollama.mostOpen());
    }

    @Test
    void asManyRunAtATimeAsTheOwnerSays() {
        deploy(2, Duration.ofMinutes(1));
        Promise<Void> gate = Promise.promise();
        ollama.play(Script.of(ScriptStep.gate(gate.future()), ScriptStep.say("Done.")));
        List<Asked> all = new ArrayList<>();
        for (String who : List.of("a", "b", "c")) {
            all.add(ask(who, Priority.PERSON));
        }
        get(ollama.awaitOpen(2));
        gate.complete();
        all.forEach(asked -> get(asked.end.future()));
        assertEquals(2, ollama.mostOpen());
    }
}
