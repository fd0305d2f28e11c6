package demi.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What becomes of a conversation when Ollama, or Demi herself, goes away in the middle of it. */
class OutageIT extends WithOllama {

    private static final int ACKNOWLEDGED = 100;

    @Test
    void ollamaKilledInMidStreamGivesOneHoldingLineAndTheAnswerLater() throws Exception {
        Promise<Void> never = Promise.promise();
        ollama.play(Script.of(ScriptStep.say("Wings, "), ScriptStep.gate(never.future())));
        try (Jar jar = serve()) {
            TestClient phone = TestClient.setUp(jar);
            TestClient.Chat chat = phone.chat();
            chat.say("How do planes fly?");
            chat.until("delta");
            get(ollama.close());
            assertFalse(chat.until("typing").getBoolean("is_typing"));
            JsonObject line = chat.next("message");
            assertTrue(isHolding(line), line.encode());

            chat.say("Are you there?");
            chat.until("delivered");
            assertEquals("inference_error", chat.until("error").getString("code"));

            ollama.play(Script.saying("With wings."));
            get(ollama.restart());
            assertEquals("With wings.", chat.reply().getString("content"));
            assertEquals("With wings.", chat.reply().getString("content"));
            List<JsonObject> messages = phone.messages();
            assertEquals(5, messages.size(), "one holding line for one outage");
            assertEquals(1, messages.stream().filter(OutageIT::isHolding).count());
            assertFalse(
                    String.join("\n", ollama.chats()).contains(line.getString("content")),
                    "she never meant it, and never reads it");
        }
    }

    @Test
    void theAnswerFollowsAlsoWhenDemiWasRestartedMeanwhile() throws Exception {
        get(ollama.close());
        try (Jar jar = serve()) {
            assertTrue(jar.printed("Ollama does not answer"), "it says what is missing");
            assertEquals(200, TestClient.get(jar.port(), "/health/ready", null).statusCode());
            assertEquals(200, TestClient.get(jar.port(), "/health", null).statusCode());
            assertEquals(
                    503, TestClient.get(jar.port(), "/health?strict=1", null).statusCode());
            TestClient.Chat chat = TestClient.setUp(jar).chat();
            chat.say("Are you awake?");
            assertTrue(isHolding(chat.reply()));
        }
        try (Jar jar = serve()) {
            TestClient phone = TestClient.login(jar);
            TestClient.Chat chat = phone.chat();
            get(ollama.restart());
            JsonObject reply = chat.reply();
            assertFalse(isHolding(reply));
            assertEquals(3, phone.messages().size());
        }
    }

    @Test
    void nothingAcknowledgedIsLostToKill() throws Exception {
        ollama.play(request -> List.of(ScriptStep.say("Heard.")));
        Set<String> acknowledged = new HashSet<>();
        for (int round = 0; round < 4; round++) {
            try (Jar jar = serve()) {
                TestClient phone = round == 0 ? TestClient.setUp(jar) : TestClient.login(jar);
                assertAllThere(phone, acknowledged);
                List<TestClient.Chat> chats = List.of(phone.chat(), phone.chat(), phone.chat());
                TestClient.Chat ear = phone.chat();
                for (int i = 0; i < ACKNOWLEDGED; i++) {
                    chats.get(i % chats.size()).say("Round " + round + ", message " + i);
                    if (i % 20 == 19) {
                        acknowledged.add(ear.until("delivered").getString("message_id"));
                    }
                }
                int wanted = acknowledged.size() + 20;
                while (acknowledged.size() < wanted) {
                    acknowledged.add(ear.until("delivered").getString("message_id"));
                }
                jar.kill();
                for (JsonObject frame = ear.poll(0); frame != null; frame = ear.poll(0)) {
                    if ("delivered".equals(frame.getString("event"))) {
                        acknowledged.add(frame.getJsonObject("data").getString("message_id"));
                    }
                }
            }
        }
        try (Jar jar = serve()) {
            TestClient phone = TestClient.login(jar);
            assertAllThere(phone, acknowledged);
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> everybodyIsAnswered(phone));
            List<JsonObject> messages = phone.messages();
            Set<String> ids = new HashSet<>();
            messages.forEach(message -> assertTrue(ids.add(message.getString("message_id")), "twice: " + message));
        }
    }

    private static boolean everybodyIsAnswered(TestClient phone) throws Exception {
        List<JsonObject> messages = phone.messages();
        long said = messages.stream()
                .filter(message -> message.getString("sender").equals("user"))
                .count();
        return messages.size() == 2 * said;
    }

    private static void assertAllThere(TestClient phone, Set<String> acknowledged) throws Exception {
        Set<String> kept = new HashSet<>();
        phone.messages().forEach(message -> kept.add(message.getString("message_id")));
        Set<String> missing = new HashSet<>(acknowledged);
        missing.removeAll(kept);
        assertEquals(Set.of(), missing, "acknowledged and lost");
    }

    @Test
    void sigtermEndsItWithTheInterruptedTurnKeptForLater() throws Exception {
        Promise<Void> never = Promise.promise();
        ollama.play(Script.of(ScriptStep.say("Let me think"), ScriptStep.gate(never.future())));
        try (Jar jar = serve()) {
            TestClient.Chat chat = TestClient.setUp(jar).chat();
            chat.say("What is the meaning of life?");
            chat.until("delta");
            jar.terminate();
            assertTrue(jar.endsWithin(Duration.ofSeconds(5)), "the promise is five seconds");
            assertEquals(0, jar.exitCode());
            assertEquals(1012, chat.closeCode());
        }
        ollama.play(Script.saying("42, obviously."));
        try (Jar jar = serve()) {
            TestClient phone = TestClient.login(jar);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> phone.messages().size() == 2);
            assertEquals("42, obviously.", phone.messages().get(1).getString("content"));
        }
    }

    @Test
    void aSlowModelIsNotAnOutageForEver() throws Exception {
        Promise<Void> loaded = Promise.promise();
        ollama.play(Script.of(ScriptStep.gate(loaded.future()), ScriptStep.say("Sorry, I was loading.")));
        java.nio.file.Files.writeString(directory.resolve("demi.yaml"), "conductor:\n  patience: 300ms\n");
        try (Jar jar = serve()) {
            TestClient phone = TestClient.setUp(jar);
            TestClient.Chat chat = phone.chat();
            chat.say("Hello?");
            assertTrue(isHolding(chat.reply()));
            loaded.complete();
            assertEquals("Sorry, I was loading.", chat.reply().getString("content"));
            assertEquals(
                    1,
                    ollama.chats().stream()
                            .filter(body -> !body.contains("\"format\""))
                            .count(),
                    "it was the same request");
        }
    }

    @Test
    void rehearsalIsMarkedEverywhere() throws Exception {
        try (Jar jar = Jar.serve(directory, Map.of("DISCORD_BOT_TOKEN", "a.token.that-is-configured"), "rehearse")) {
            assertTrue(jar.printed("REHEARSAL"));
            JsonObject health =
                    new JsonObject(TestClient.get(jar.port(), "/health", null).body());
            assertTrue(health.getBoolean("rehearsal"));
            JsonObject flat = new JsonObject(
                    TestClient.get(jar.port(), "/api/v1/health", null).body());
            assertEquals("true", flat.getString("rehearsal"));
            assertEquals("disabled", flat.getString("discord"), "nobody there is answered by a script");
            TestClient.Chat chat = TestClient.setUp(jar).chat();
            chat.say("Hi");
            List<String> events = new ArrayList<>();
            assertFalse(chat.reply().getString("content").isBlank(), events::toString);
        }
    }

    private static boolean isHolding(JsonObject message) {
        JsonObject metadata = message.getJsonObject("metadata");
        return metadata != null && metadata.getBoolean("holding", false);
    }
}
