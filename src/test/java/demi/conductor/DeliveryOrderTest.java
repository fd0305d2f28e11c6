package demi.conductor;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.ChatApi;
import demi.api.ChatApi.Delivered;
import demi.api.ChatApi.Delta;
import demi.api.ChatApi.EmotionsChanged;
import demi.api.ChatApi.Event;
import demi.api.ChatApi.MessageAdded;
import demi.api.ChatApi.TurnStatus;
import demi.api.ChatApi.Typing;
import demi.api.value.Emotion;
import demi.api.value.Message;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** In what order a person's messages are kept, told and answered. */
class DeliveryOrderTest extends TurnFixture {

    @Test
    void oneTurnIsToldInOrder() {
        start();
        String said = say("Hello, you are wonderful");
        await().until(() -> !told("ann", EmotionsChanged.class).isEmpty());
        List<Event> all = List.copyOf(events);
        MessageAdded echo = assertInstanceOf(MessageAdded.class, all.get(0));
        assertEquals(said, echo.message().messageId());
        assertEquals(Message.Status.DELIVERED, echo.message().status());
        assertNotNull(echo.message().deliveredAt());
        assertEquals(new Delivered("ann", said), all.get(1));
        assertEquals(new Typing("ann", true, 0), all.get(2));
        int deltas = told("ann", Delta.class).size();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < deltas; i++) {
            Delta delta = assertInstanceOf(Delta.class, all.get(3 + i));
            assertEquals(i, delta.seq());
            text.append(delta.text());
        }
        assertEquals("Oh, it is you.", text.toString());
        assertEquals(new Typing("ann", false, 0), all.get(3 + deltas));
        Message reply =
                assertInstanceOf(MessageAdded.class, all.get(4 + deltas)).message();
        assertEquals("Oh, it is you.", reply.content());
        assertEquals(told("ann", Delta.class).get(0).messageId(), reply.messageId());
        EmotionsChanged felt = assertInstanceOf(EmotionsChanged.class, all.get(5 + deltas));
        assertEquals(reply.emotions(), felt.feelings());
        assertTrue(felt.feelings().get(Emotion.AFFECTION) > .6);
        assertEquals(6 + deltas, all.size());
        assertEquals(Message.Status.DELIVERED, kept("ann").get(0).status());
    }

    @Test
    void aSecondMessageIsKeptAtOnceAndAnsweredAfterTheFirst() {
        Promise<Void> gate = Promise.promise();
        ollama.play(request -> List.of(ScriptStep.gate(gate.future()), ScriptStep.say("To " + said(request))));
        start();
        say("one");
        say("two");
        assertEquals(2, told("ann", Delivered.class).size());
        gate.complete();
        awaitReplies("ann", 2);
        assertEquals(
                List.of("To one", "To two"),
                replies("ann").stream().map(Message::content).toList());
        List<JsonObject> second = prompt(1);
        assertEquals("To one", second.get(second.size() - 2).getString("content"), "the first reply is in it");
    }

    @Test
    void moreMessagesThanAreKeptInMemoryWaitInTheStoreAndAllAreAnsweredInOrder() {
        Promise<Void> gate = Promise.promise();
        ollama.play(request -> List.of(ScriptStep.gate(gate.future()), ScriptStep.say("To " + said(request))));
        start();
        List<String> answers = IntStream.range(0, 23).mapToObj(i -> "To m" + i).toList();
        for (int i = 0; i < 20; i++) {
            say("m" + i);
        }
        gate.complete();
        for (int i = 20; i < 23; i++) {
            say("m" + i);
        }
        awaitReplies("ann", 23);
        assertEquals(answers, replies("ann").stream().map(Message::content).toList());
        assertEquals(0, openTurns());
    }

    @Test
    void aPersonWhoHasToWaitIsToldThePlace() {
        Promise<Void> gate = Promise.promise();
        ollama.play(Script.of(ScriptStep.gate(gate.future()), ScriptStep.say("Done.")));
        start();
        say("ann", "first", null);
        get(ollama.awaitOpen(1));
        say("bob", "second", null);
        await().until(() -> told("bob", Typing.class).contains(new Typing("bob", true, 1)));
        gate.complete();
        awaitReplies("bob", 1);
        assertEquals(
                List.of(0, 1, 0, 0),
                told("bob", Typing.class).stream().map(Typing::place).toList());
    }

    @Test
    void whoArrivesInMidReplyIsToldWhatWasSaidSoFar() {
        Promise<Void> gate = Promise.promise();
        ollama.play(Script.of(
                ScriptStep.say("Once more unto the breach, dear friend, once more "),
                ScriptStep.gate(gate.future()),
                ScriptStep.say("it is.")));
        start();
        assertEquals(TurnStatus.NOTHING, get(bus.request(ChatApi.TURN_STATUS, new ChatApi.GetTurnStatus("ann"))));
        say("Hello");
        await().until(() -> told("ann", Delta.class).size() == 1);
        TurnStatus standing = get(bus.request(ChatApi.TURN_STATUS, new ChatApi.GetTurnStatus("ann")));
        assertTrue(standing.typing());
        assertEquals("Once more unto the breach, dear friend, once more", standing.text());
        assertEquals(0, standing.seq());
        assertEquals(told("ann", Delta.class).get(0).messageId(), standing.messageId());
        gate.complete();
        awaitReplies("ann", 1);
        await().until(() -> get(bus.request(ChatApi.TURN_STATUS, new ChatApi.GetTurnStatus("ann")))
                .equals(TurnStatus.NOTHING));
    }
}
