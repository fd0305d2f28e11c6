package demi.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.rehearse.Script;
import demi.rehearse.Step;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What she knows of people, and which model she thinks with, through the jar. */
class RememberingIT extends WithOllama {

    private static final String LESSON = """
            {"facts": [{"fact": "Ann's dog is called Rex", "message": 1, "replaces": 0, "certainty": 1}], "forget": []}""";
    private static final String JUDGEMENT = """
            {"distress": false, "interaction": "message", "strength": 0.5, "certainty": 1}""";

    /** Answers the house's own questions as a model would, and people with the same few words. */
    private static List<Step> answer(Script.Request request) {
        Object format = request.body().getValue("format");
        if (format == null) {
            return Step.words("Well, well.");
        }
        boolean judges = format.toString().contains("distress");
        boolean ofRex = request.lastFromUser().contains("my dog");
        return List.of(Step.say(judges ? JUDGEMENT : ofRex ? LESSON : "{\"facts\":[],\"forget\":[]}"));
    }

    private static List<JsonObject> memories(Phone phone) throws IOException, InterruptedException {
        return Phone.objects(
                new JsonArray(phone.call("GET", "/api/v1/memories", null).body()));
    }

    @Test
    void whatSheLearnsSurvivesAKillAndIsThePersonsToChange() throws Exception {
        ollama.play(RememberingIT::answer);
        Jar jar = serve();
        Phone phone = Phone.setUp(jar);
        Phone.Chat chat = phone.chat();
        chat.say("You should see Rex, my dog!");
        chat.reply();
        await().until(() -> memories(phone).size() == 1);
        jar.kill();
        try (Jar again = serve()) {
            Phone back = Phone.login(again);
            Phone.Chat later = back.chat();
            later.say("Guess what Rex did today");
            later.reply();
            assertTrue(
                    ollama.chats().stream()
                            .anyMatch(
                                    body -> body.contains("Guess what") && body.contains("- Ann's dog is called Rex")),
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
            Phone phone = Phone.setUp(jar);
            Phone.Chat chat = phone.chat();
            chat.say("Anybody there?");
            assertTrue(chat.reply().getJsonObject("metadata").getBoolean("holding"));
            JsonObject model = new JsonObject().put("model", "llama3.2:1b");
            assertEquals(202, phone.call("POST", "/api/v1/models/pull", model).statusCode());
            assertTrue(chat.reply().getString("content").startsWith("Oh, it is you."));
            assertTrue(Jar.logs(directory).contains("Getting llama3.2:1b: 40 %"));
            JsonObject listing =
                    new JsonObject(phone.call("GET", "/api/v1/models", null).body());
            assertEquals("llama3.2:1b", listing.getString("used"));
            assertEquals(
                    0,
                    run("bobs long password\n", "user", "add", "bob@example.org", "--password-stdin")
                            .exitCode());
            Phone bob = Phone.login(jar, "bob@example.org", "bobs long password");
            assertEquals(403, bob.call("POST", "/api/v1/models/pull", model).statusCode());
            assertEquals(
                    "UP",
                    new JsonObject(Phone.get(jar.port(), "/health?strict=1", null)
                                    .body())
                            .getString("status"));
        }
    }
}
