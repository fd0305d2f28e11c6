package demi.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What she knows of people, and which model she thinks with, through the jar. */
class RememberingIT extends WithOllama {

    private static final String ANSWER = """
            {"interaction": "message", "strength": 5, "distress": "no", "facts": [%s]}""";

    /** Answers the house's own question as a small model would, and people with the same few words. */
    private static List<ScriptStep> answer(Script.Request request) {
        if (request.body().getValue("format") == null) {
            return ScriptStep.words("Well, well.");
        }
        boolean ofRex = request.lastFromUser().contains("my dog");
        String facts = "{\"fact\": \"Demi is loyal\"}, {\"fact\": \"Has a dog called Rex\"}";
        return List.of(ScriptStep.say(ANSWER.formatted(ofRex ? facts : "")));
    }

    private static List<JsonObject> memories(TestClient phone) throws IOException, InterruptedException {
        return TestClient.objects(
                new JsonArray(phone.call("GET", "/api/v1/memories", null).body()));
    }

    @Test
    void whatSheLearnsSurvivesAKillAndIsThePersonsToChange() throws Exception {
        ollama.play(RememberingIT::answer);
        Path settings = directory.resolve("demi.yaml");
        Files.writeString(settings, Files.readString(settings) + "conductor:\n  follow_up_after: 100ms\n");
        Jar jar = serve();
        TestClient phone = TestClient.setUp(jar);
        TestClient.Chat chat = phone.chat();
        chat.say("You should see Rex, my dog!");
        chat.reply();
        await().until(() -> memories(phone).size() == 1);
        jar.kill();
        try (Jar again = serve()) {
            TestClient back = TestClient.login(again);
            TestClient.Chat later = back.chat();
            later.say("Guess what Rex did today");
            later.reply();
            assertTrue(
                    ollama.chats().stream()
                            .anyMatch(body -> !body.contains("\"format\"")
                                    && body.contains("Guess what")
                                    && body.contains("Has a dog called Rex")),
                    "it came to her mind");
            String id = memories(back).get(0).getString("memory_id");
            JsonObject pinned = new JsonObject().put("pinned", true).put("content", "Her dog is called Rex");
            assertEquals(
                    200, back.call("PATCH", "/api/v1/memories/" + id, pinned).statusCode());
            assertEquals("Her dog is called Rex", memories(back).get(0).getString("content"));
            assertEquals(
                    200, back.call("DELETE", "/api/v1/memories/" + id, null).statusCode());
            assertFalse(memories(back).stream().anyMatch(memory -> id.equals(memory.getString("memory_id"))));
        }
    }

    @Test
    void theOwnerGetsAMissingModelAndSheAnswers() throws Exception {
        ollama.models().clear();
        try (Jar jar = serve()) {
            TestClient phone = TestClient.setUp(jar);
            TestClient.Chat chat = phone.chat();
            chat.say("Anybody there?");
            assertTrue(chat.reply().getJsonObject("metadata").getBoolean("holding"));
            JsonObject model = new JsonObject().put("model", "llama3.2:1b");
            assertEquals(202, phone.call("POST", "/api/v1/models/pull", model).statusCode());
            assertTrue(chat.reply().getString("content").startsWith("Oh, it is you."));
            assertTrue(Jar.logs(directory).contains("Pulling llama3.2:1b: 40 %"));
            JsonObject listing =
                    new JsonObject(phone.call("GET", "/api/v1/models", null).body());
            assertEquals("llama3.2:1b", listing.getString("used"));
            assertEquals(
                    0,
                    run("bobs long password\n", "user", "add", "bob@example.org", "--password-stdin")
                            .exitCode());
            TestClient bob = TestClient.login(jar, "bob@example.org", "bobs long password");
            assertEquals(403, bob.call("POST", "/api/v1/models/pull", model).statusCode());
            assertEquals(
                    "UP",
                    new JsonObject(TestClient.get(jar.port(), "/health?strict=1", null)
                                    .body())
                            .getString("status"));
        }
    }
}
