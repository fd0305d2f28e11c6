package demi.autonomy;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AutonomyApi;
import demi.api.AutonomyApi.Decision;
import demi.api.AutonomyApi.Kind;
import demi.api.ChatApi;
import demi.api.EmotionApi;
import demi.api.MemoryApi;
import demi.api.store.AutonomyStore;
import demi.api.store.MemoryStore;
import demi.api.value.EmotionLevels;
import demi.bus.Ack;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What she writes first, and that nothing of it is doubled or lost. */
class WriteFirstTest extends AutonomyRoomFixture {

    private String note() {
        JsonArray prompt = prompt();
        return prompt.getJsonObject(prompt.size() - 1).getString("content");
    }

    private List<String> onMind() {
        return house.ask(MemoryApi.RECALL_OPEN, new MemoryApi.RecallOpen("ann", 3)).facts().stream()
                .map(memory -> memory.content())
                .toList();
    }

    @Test
    void whatSheWritesIsStoredToldAndPartOfWhatTheModelReads() {
        lonely();
        List<ChatApi.Event> told = new CopyOnWriteArrayList<>();
        ProactiveFixture.get(house.bus.subscribe(ChatApi.EVENTS, told::add));
        house.ask(
                MemoryStore.SAVE_FACTS,
                new MemoryStore.SaveFacts(
                        "ann",
                        List.of(new MemoryStore.Fact("f", "Ann's dog is called Rex", null, true)),
                        List.of(),
                        house.now()));
        house.ollama.play(Script.saying("Demi: \"*waves* Is Rex with you in Porto?\""));
        house.look();
        assertEquals("Is Rex with you in Porto?", last("ann"));
        ChatApi.MessageAdded spoken = (ChatApi.MessageAdded) told.get(0);
        assertEquals("Is Rex with you in Porto?", spoken.message().content());
        assertTrue(told.get(1) instanceof ChatApi.EmotionsChanged);
        assertTrue(note().contains("You are lonely"), note());
        assertTrue(note().contains("They last wrote a day ago, yesterday in the morning."), note());
        assertTrue(note().contains("- Ann's dog is called Rex"), note());
        Decision decision = house.newest("ann");
        assertEquals(Kind.CHECK_IN, decision.kind());
        assertEquals("loneliness", decision.trigger());
        assertEquals(spoken.message().messageId(), decision.messageId());
        JsonArray first = prompt();
        house.say("ann", "Yes!");
        JsonArray next = prompt();
        assertEquals(first, new JsonArray(next.getList().subList(0, first.size())), "the same prefix");
        assertEquals(
                "Is Rex with you in Porto?", next.getJsonObject(first.size()).getString("content"));
    }

    @Test
    void theToneChangesWithTheDaysAndCareTakesItsPlace() {
        lonely();
        house.look();
        assertTrue(note().contains("do not complain"), note());
        house.pass(DAY.plusHours(1));
        house.look();
        assertTrue(note().contains("passive-aggressive"), note());
        house.pass(DAY);
        house.ask(
                EmotionApi.REAPPRAISE,
                new EmotionApi.Reappraise("ann", List.of("x"), "My mother died", null, 1, EmotionApi.Distress.YES));
        house.look();
        assertEquals(Kind.HURT, house.newest("ann").kind());
        assertTrue(note().contains("Ask gently how they are"), note());
        assertFalse(note().contains("hurts"), note());
    }

    @Test
    void withoutAModelThereIsSilenceAndAReason() {
        lonely();
        ProactiveFixture.get(house.ollama.close());
        await().until(() -> {
            house.look();
            return house.newest("ann").code().equals("model_away");
        });
        assertEquals(2, house.messages("ann").size());
    }

    @Test
    void aModelThatFailsInTheMiddleLeavesNoTrace() {
        lonely();
        house.ollama.play(request -> List.of(ScriptStep.say("I thought "), ScriptStep.drop()));
        house.look();
        assertEquals("model_away", house.newest("ann").code());
        assertEquals(2, house.messages("ann").size());
        house.ollama.play(Script.saying("There you are, city of bridges."));
        house.pass(Duration.ofMinutes(15));
        house.look();
        assertEquals("There you are, city of bridges.", last("ann"), "the right was given back");
    }

    @Test
    void whatSheSaidBeforeIsNotSaidAgain() {
        lonely();
        house.ollama.play(Script.saying("I miss you so much. Where are you?"));
        house.look();
        house.pass(DAY.plusHours(1));
        int asked = house.ollama.chats().size();
        house.ollama.play(Script.saying("Where are you? I miss you so much!"));
        house.look();
        assertEquals("repeats", house.newest("ann").code());
        assertEquals(asked + 2, house.ollama.chats().size(), "once more, then silence");
        assertEquals(3, house.messages("ann").size());
    }

    @Test
    void whoeverWritesMeanwhileComesFirst() {
        lonely();
        Promise<Void> never = Promise.promise();
        house.ollama.play(request -> List.of(ScriptStep.gate(never.future())));
        Future<Ack> looking = house.bus.request(AutonomyApi.RUN_NOW, new AutonomyApi.RunNow());
        await().until(() -> house.ollama.open() == 1);
        house.ollama.play(Script.saying("Welcome back."));
        house.say("ann", "I am back");
        ProactiveFixture.get(looking);
        assertEquals("Welcome back.", last("ann"));
        assertEquals("talking", house.newest("ann").code());
    }

    @Test
    void aRestartInEveryPhaseDoublesNothingAndForgetsNoPause() {
        lonely();
        house.restart();
        house.look();
        assertEquals(Kind.CHECK_IN, house.newest("ann").kind());
        house.restart();
        house.look();
        assertEquals("unanswered", house.newest("ann").code());
        house.pass(DAY.plusHours(1));
        // The right is taken, and the process ends before a word is there.
        AutonomyStore.Claimed claimed = house.ask(
                AutonomyStore.CLAIM,
                new AutonomyStore.Claim(
                        "lost",
                        "ann",
                        "",
                        Kind.FOLLOW_UP,
                        "loneliness",
                        EmotionLevels.neutral(),
                        house.now(),
                        Duration.ofHours(1),
                        5));
        assertTrue(claimed.granted());
        house.restart();
        house.look();
        assertEquals("pause", house.newest("ann").code());
        house.pass(Duration.ofMinutes(61));
        house.look();
        assertEquals(Kind.FOLLOW_UP, house.newest("ann").kind());
        assertEquals(4, house.messages("ann").size());
    }

    @Test
    void ofTwoWhoWantToSpeakTheStoreLetsOne() {
        lonely();
        AutonomyStore.Claim claim = new AutonomyStore.Claim(
                "one",
                "ann",
                "",
                Kind.CHECK_IN,
                "loneliness",
                EmotionLevels.neutral(),
                house.now(),
                Duration.ofHours(1),
                5);
        Future<AutonomyStore.Claimed> first = house.bus.request(AutonomyStore.CLAIM, claim);
        Future<AutonomyStore.Claimed> second = house.bus.request(
                AutonomyStore.CLAIM,
                new AutonomyStore.Claim(
                        "two",
                        "ann",
                        "",
                        Kind.CHECK_IN,
                        "loneliness",
                        EmotionLevels.neutral(),
                        house.now(),
                        Duration.ofHours(1),
                        5));
        assertTrue(ProactiveFixture.get(first).granted());
        assertFalse(ProactiveFixture.get(second).granted());
        assertFalse(house.ask(
                        AutonomyStore.CLAIM,
                        new AutonomyStore.Claim(
                                "three",
                                "nobody",
                                "",
                                Kind.CHECK_IN,
                                "",
                                EmotionLevels.neutral(),
                                house.now(),
                                Duration.ofHours(1),
                                5))
                .granted());
    }

    @Test
    void fiveAnHourAreEnoughForEverybodyTogether() {
        open();
        for (int i = 0; i < 7; i++) {
            house.add("user" + i);
            house.say("user" + i, "Hello there");
        }
        house.pass(DAY.plusHours(2));
        house.look();
        List<Decision> all = List.of(0, 1, 2, 3, 4, 5, 6).stream()
                .map(i -> house.newest("user" + i))
                .toList();
        assertEquals(
                5, all.stream().filter(each -> each.kind() == Kind.CHECK_IN).count());
        assertEquals("5 of 5 this hour.", all.get(6).reason());
        assertEquals("stranger", house.newest("ann").code());
        house.pass(Duration.ofMinutes(61));
        house.look();
        assertEquals(Kind.CHECK_IN, house.newest("user6").kind(), "those who had to wait come next");
    }

    @Test
    void whatIsOnHerMindChanges() {
        open();
        for (int i = 0; i < 6; i++) {
            house.ask(
                    MemoryStore.SAVE_FACTS,
                    new MemoryStore.SaveFacts(
                            "ann",
                            List.of(new MemoryStore.Fact("f" + i, "Fact " + i, null, true)),
                            List.of(),
                            house.now()));
        }
        List<String> first = onMind();
        await().until(() -> !onMind().equals(first));
    }
}
