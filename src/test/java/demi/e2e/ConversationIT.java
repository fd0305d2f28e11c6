package demi.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Talking with her: from the first start on, with several devices, and with one that comes and goes. */
class ConversationIT extends WithOllama {

    @Test
    void fromTheFirstStartToAStreamedReplyAndStillThereAfterARestart() throws Exception {
        JsonObject reply;
        JsonObject feelings;
        try (Jar jar = serve()) {
            TestClient phone = TestClient.setUp(jar);
            JsonObject again = new JsonObject()
                    .put("code", jar.setupCode())
                    .put("email", "eve@example.org")
                    .put("password", "another password");
            assertEquals(
                    403, TestClient.post(jar.port(), "/api/v1/setup", again).statusCode(), "the code is used up");

            TestClient.Chat chat = phone.chat();
            assertEquals(0, chat.history.getInteger("count"));
            chat.say("  Thank you, you are wonderful!  ");
            JsonObject echo = chat.next("message");
            assertEquals("Thank you, you are wonderful!", echo.getString("content"));
            assertEquals("user", echo.getString("sender"));
            assertEquals(echo.getString("message_id"), chat.next("delivered").getString("message_id"));
            assertTrue(chat.next("typing").getBoolean("is_typing"));
            StringBuilder streamed = new StringBuilder();
            JsonObject frame = chat.poll(30);
            for (int seq = 0; frame != null && "delta".equals(frame.getString("event")); seq++) {
                assertEquals(seq, frame.getJsonObject("data").getInteger("seq"));
                streamed.append(frame.getJsonObject("data").getString("text"));
                frame = chat.poll(30);
            }
            assertEquals("typing", frame == null ? null : frame.getString("event"));
            reply = chat.next("message");
            assertEquals("Oh, it is you. What did you break this time?", reply.getString("content"));
            assertEquals(reply.getString("content"), streamed.toString());
            feelings = chat.next("emotion_update").getJsonObject("emotion_state");
            assertTrue(feelings.getDouble("affection") > .6, "praise pleases her: " + feelings);
            assertFalse(Jar.logs(directory).contains(jar.setupCode()), "the code is for the console only");
        }
        try (Jar jar = serve()) {
            TestClient phone = TestClient.login(jar);
            TestClient.Chat chat = phone.chat();
            List<JsonObject> history = TestClient.objects(chat.history.getJsonArray("messages"));
            assertEquals(2, history.size());
            assertEquals(reply.getString("message_id"), history.get(1).getString("message_id"));
            assertEquals(feelings, history.get(1).getJsonObject("emotion_state"));
            chat.say("ok");
            chat.until("delivered");
            JsonObject now = chat.until("emotion_update").getJsonObject("emotion_state");
            assertEquals(feelings.getDouble("affection"), now.getDouble("affection"), .05, "her mood is what it was");
            String log = Jar.logs(directory);
            assertFalse(log.contains("wonderful") || log.contains("eyJ") || log.contains(TestClient.PASSWORD), log);
        }
    }

    @Test
    void everyDeviceOfAPersonSeesTheTurnAndNobodyElseDoes() throws Exception {
        try (Jar jar = serve()) {
            TestClient ann = TestClient.setUp(jar);
            run("bobs long password\n", "user", "add", "bob@example.org", "--password-stdin");
            TestClient bob = TestClient.login(jar, "bob@example.org", "bobs long password");
            TestClient.Chat phone = ann.chat();
            TestClient.Chat tablet = ann.chatWithoutDeltas();
            TestClient.Chat bobs = bob.chat();
            phone.say("Hello");
            assertEquals(
                    phone.next("message").getString("message_id"),
                    tablet.next("message").getString("message_id"));
            tablet.next("delivered");
            tablet.next("typing");
            tablet.next("typing");
            assertEquals("demi", tablet.next("message").getString("sender"));
            tablet.next("emotion_update");
            phone.until("emotion_update");
            phone.vanish();
            tablet.say("And again");
            assertEquals("And again", tablet.next("message").getString("content"));
            tablet.until("emotion_update");
            bobs.send("ping", new JsonObject());
            bobs.next("pong");
            assertEquals(0, bob.messages().size());
        }
    }

    @Test
    void aPhoneThatLosesItsNetworkInMidReplyFindsTheRest() throws Exception {
        Promise<Void> gate = Promise.promise();
        ollama.play(Script.of(
                ScriptStep.say("Once "),
                ScriptStep.say("upon "),
                ScriptStep.gate(gate.future()),
                ScriptStep.say("a time.")));
        try (Jar jar = serve()) {
            TestClient phone = TestClient.setUp(jar);
            TestClient.Chat first = phone.chat();
            first.say("Tell me a story");
            // The first words are looked at together.
            JsonObject begun = first.until("delta");
            assertEquals("Once upon", begun.getString("text").strip());
            first.vanish();

            TestClient.Chat back = phone.chat();
            assertEquals(1, back.history.getInteger("count"), "the reply is not in the history yet");
            assertTrue(back.next("typing").getBoolean("is_typing"));
            JsonObject soFar = back.next("delta");
            assertEquals(begun, soFar);
            gate.complete();
            JsonObject rest = back.next("delta");
            assertEquals("Once upon a time.", soFar.getString("text") + rest.getString("text"));
            assertEquals(begun.getInteger("seq") + 1, rest.getInteger("seq"));
            assertFalse(back.next("typing").getBoolean("is_typing"));
            assertEquals("Once upon a time.", back.next("message").getString("content"));

            TestClient.Chat later = phone.chat();
            List<JsonObject> history = TestClient.objects(later.history.getJsonArray("messages"));
            assertEquals("Once upon a time.", history.get(1).getString("content"));
            later.send("ping", new JsonObject());
            later.next("pong");
        }
    }

    @Test
    void stopClosesTheConnectionToOllamaAndKeepsWhatWasSaid() throws Exception {
        Promise<Void> never = Promise.promise();
        ollama.play(Script.of(ScriptStep.say("I could go on "), ScriptStep.gate(never.future())));
        try (Jar jar = serve()) {
            TestClient phone = TestClient.setUp(jar);
            TestClient.Chat chat = phone.chat();
            chat.say("Talk");
            chat.until("delta");
            chat.send("stop", new JsonObject());
            get(ollama.awaitCancelled(1));
            assertEquals("I could go on", chat.reply().getString("content"));
            ollama.play(Script.saying("Fine."));
            chat.say("And now?");
            assertEquals("Fine.", chat.reply().getString("content"));
        }
    }

    @Test
    void eachPromptBeginsWithTheBytesOfTheOneBeforeAndItsReply() throws Exception {
        // The first line is the person's, what follows is the note.
        ollama.play(request -> ScriptStep.words(
                "Answer to " + request.lastFromUser().lines().findFirst().orElse("")));
        int turns = 12;
        try (Jar jar = serve()) {
            TestClient.Chat chat = TestClient.setUp(jar).chat();
            for (int i = 0; i < turns; i++) {
                chat.say("Number " + i);
                chat.reply();
            }
        }
        try (Jar jar = serve()) {
            TestClient.Chat chat = TestClient.login(jar).chat();
            for (int i = turns; i < 2 * turns; i++) {
                chat.say("Number " + i);
                chat.reply();
            }
        }
        List<JsonArray> prompts = ollama.chats().stream()
                .filter(body -> !body.contains("\"format\""))
                .map(body -> new JsonObject(body).getJsonArray("messages"))
                .toList();
        assertEquals(2 * turns, prompts.size());
        for (int i = 1; i < prompts.size(); i++) {
            List<JsonObject> before = TestClient.objects(prompts.get(i - 1));
            List<JsonObject> now = TestClient.objects(prompts.get(i));
            assertEquals(before, now.subList(0, before.size()), "prompt " + i);
            JsonObject reply = now.get(before.size());
            assertEquals("assistant", reply.getString("role"));
            assertEquals("Answer to Number " + (i - 1), reply.getString("content"));
        }
    }

    @Test
    void aMessageSentAgainAfterALostConnectionIsOneMessage() throws Exception {
        try (Jar jar = serve()) {
            TestClient phone = TestClient.setUp(jar);
            JsonObject message = new JsonObject().put("content", "Only once").put("client_id", "abc-1");
            TestClient.Chat first = phone.chat();
            first.send("message", message);
            String id = first.next("message").getString("message_id");
            first.reply();
            first.vanish();
            TestClient.Chat second = phone.chat();
            second.send("message", message);
            assertEquals(id, second.next("delivered").getString("message_id"));
            second.send("ping", new JsonObject());
            second.next("pong");
            assertEquals(2, phone.messages().size());
            assertNotEquals(id, phone.messages().get(1).getString("message_id"));
            assertNull(second.history.getJsonArray("messages").getJsonObject(0).getValue("emotion_state"));
        }
    }
}
