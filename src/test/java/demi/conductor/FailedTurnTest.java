package demi.conductor;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.ChatApi.Delta;
import demi.api.ChatApi.Event;
import demi.api.ChatApi.Failed;
import demi.api.ChatApi.MessageAdded;
import demi.api.ChatApi.Typing;
import demi.api.value.Message;
import demi.conductor.turn.Turn;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Promise;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Turns on which the model fails: tried again, or given up. */
@Tag("slow")
class FailedTurnTest extends TurnFixture {

    private static int indexOf(List<Event> seen, Event event) {
        for (int i = 0; i < seen.size(); i++) {
            if (seen.get(i) == event) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void aStreamThatBreaksOffIsTriedAgainFromTheStart() {
        Promise<Void> heard = Promise.promise();
        ollama.play(Script.of(
                ScriptStep.say("Well, I would say that depends on the weather, "),
                ScriptStep.gate(heard.future()),
                ScriptStep.drop()));
        start();
        String said = say("Hello");
        await().until(() -> !told("ann", Delta.class).isEmpty());
        heard.complete();
        awaitReplies("ann", 1);
        ollama.play(Script.saying("Well, hello there, you, and welcome back to my humble server."));
        awaitReplies("ann", 2);
        Message reply = replies("ann").get(1);
        assertEquals("Well, hello there, you, and welcome back to my humble server.", reply.content());
        assertEquals(Turn.replyTo(said), reply.messageId());
        assertTrue(
                told("ann", Delta.class).stream()
                                .filter(delta -> delta.seq() == 0)
                                .count()
                        >= 2,
                "it starts anew");
    }

    @Test
    void aMessageOnWhichOnlyItTheModelFailsIsGivenUpAndTakesNobodyAlong() {
        ollama.play(request -> said(request).equals("Poison")
                ? List.of(ScriptStep.status(500, "{\"error\":\"out of memory\"}"))
                : ScriptStep.words("Fine."));
        start();
        say("Poison");
        say("And this?");
        awaitReplies("ann", 2);
        assertEquals("Fine.", replies("ann").get(1).content());
        assertTrue(told("ann", Failed.class).stream()
                .anyMatch(failed -> failed.sentence().startsWith("She could not answer")));
        assertEquals(0, openTurns());
        say("bob", "Hello", null);
        awaitReplies("bob", 1);
        assertEquals("Fine.", replies("bob").get(0).content());
    }

    @Test
    void nothingIsGivenUpByAModelThatAnswersNothing() {
        ollama.play(Script.of(ScriptStep.status(500, "{\"error\":\"out of memory\"}")));
        start();
        say("Hello");
        get(ollama.awaitTotal(ollama.total() + 15));
        assertEquals(1, openTurns());
        ollama.play(Script.saying("Well, hello."));
        awaitReplies("ann", 2);
        assertEquals(List.of(), told("ann", Failed.class));
    }

    @Test
    void aTurnThatFailsAgainAndAgainIsToldOnce() {
        ollama.play(Script.of(ScriptStep.status(500, "{\"error\":\"out of memory\"}")));
        start();
        say("Hello");
        get(ollama.awaitTotal(ollama.total() + 3));
        awaitReplies("ann", 1);
        ollama.play(Script.saying("Well, hello."));
        awaitReplies("ann", 2);
        assertEquals(List.of(), told("ann", Failed.class));
        assertEquals(
                List.of(true, false, true, false),
                told("ann", Typing.class).stream().map(Typing::typing).toList());
    }

    @Test
    void theHoldingLineComesBeforeTheNextTry() {
        ollama.play(request -> said(request).equals("Hello")
                ? List.of(
                        ScriptStep.say("Well, I would say that depends on the weather, "),
                        ScriptStep.error("out of memory"))
                : ScriptStep.words("Yes."));
        start();
        say("Hello");
        await().until(() -> told("ann", Delta.class).size() >= 3);
        List<Event> seen = List.copyOf(events);
        Event second = told("ann", Delta.class).get(1);
        Event holding = told("ann", MessageAdded.class).get(1);
        assertTrue(indexOf(seen, holding) < indexOf(seen, second), seen.toString());
    }

    @Test
    void aReplyWithoutAWordIsAskedForOnceMoreAndThenGivenUp() {
        List<ScriptStep> nothing = ScriptStep.specialTokensOnly();
        ollama.play(request -> nothing);
        start();
        say("Say something");
        await().until(() -> !told("ann", Failed.class).isEmpty());
        assertEquals("inference_error", told("ann", Failed.class).get(0).code());
        assertEquals(2, ollama.chats().size());
        List<Event> all = List.copyOf(events);
        int failed = all.indexOf(told("ann", Failed.class).get(0));
        assertEquals(new Typing("ann", false, 0), all.get(failed - 1), "typing ends before the error");
        await().until(() -> openTurns() == 0);
        ollama.play(Script.saying("Something."));
        say("Again");
        awaitReplies("ann", 1);
    }

    @Test
    void aRequestThatOllamaRefusesFailsItsTurnOnly() {
        ollama.play(Script.of(ScriptStep.status(400, "{\"error\":\"no\"}")));
        start();
        say("Bad");
        await().until(() -> !told("ann", Failed.class).isEmpty());
        await().until(() -> openTurns() == 0);
        ollama.play(Script.saying("Good."));
        say("Good");
        awaitReplies("ann", 1);
        assertFalse(replies("ann").get(0).holding());
    }
}
