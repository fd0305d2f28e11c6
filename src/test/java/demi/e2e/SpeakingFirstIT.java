package demi.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** She writes first, through the jar; only sooner than usual. */
class SpeakingFirstIT extends WithOllama {

    private static final String SOON = """
            autonomy:
              every: 1s
              conversation: 1s
              loneliness: 0.4
              quiet_from: 00:00
              quiet_to: 00:00
            conductor:
              thinks_over: false
              learns: false
            notifications:
              kind: webhook
              text: true
              url: http://127.0.0.1:%d/hook
            """;

    private static List<ScriptStep> answer(Script.Request request) {
        String last = request.messages().get(request.messages().size() - 1).content();
        return ScriptStep.words(last.contains("you write to them first") ? "\"*yawns* Porto, still?\"" : "Oh, Porto.");
    }

    private static List<JsonObject> decisions(TestClient phone) throws IOException, InterruptedException {
        return TestClient.objects(new JsonArray(
                phone.call("GET", "/api/v1/autonomy/decisions", null).body()));
    }

    /** Of the newest decision; empty where there is none yet. */
    private static String code(TestClient phone) throws IOException, InterruptedException {
        return decisions(phone).stream()
                .findFirst()
                .map(decision -> decision.getString("code"))
                .orElse("");
    }

    @Test
    void sheWritesOnceAPhoneIsToldAndAKillDoublesNothing() throws Exception {
        List<JsonObject> notified = new CopyOnWriteArrayList<>();
        HttpServer server = get(vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    notified.add(body.toJsonObject());
                    request.response().end();
                }))
                .listen(0, "127.0.0.1"));
        Path settings = directory.resolve("demi.yaml");
        Files.writeString(settings, SOON.formatted(server.actualPort()), StandardOpenOption.APPEND);
        ollama.play(SpeakingFirstIT::answer);
        Jar jar = serve();
        TestClient phone = TestClient.setUp(jar);
        JsonObject quiet = new JsonObject().put("hours", 1);
        assertEquals(200, phone.call("PATCH", "/api/v1/autonomy/quiet", quiet).statusCode());
        TestClient.Chat chat = phone.chat();
        chat.say("I am in Porto");
        chat.reply();
        chat.vanish();
        await().until(() -> code(phone).equals("asked_for_quiet"));
        quiet.put("hours", 0);
        assertEquals(200, phone.call("PATCH", "/api/v1/autonomy/quiet", quiet).statusCode());
        await().until(() -> !notified.isEmpty());
        assertEquals("Porto, still?", notified.get(0).getString("text"));
        jar.kill();
        try (Jar again = serve()) {
            TestClient back = TestClient.login(again);
            await().until(() -> code(back).equals("unanswered"));
            List<JsonObject> messages = back.messages();
            assertEquals(3, messages.size());
            JsonObject hers = messages.get(2);
            assertEquals("Porto, still?", hers.getString("content"));
            assertEquals("sent", hers.getString("status"));
            assertEquals(notified.get(0).getString("message_id"), hers.getString("message_id"));
            assertTrue(decisions(back).stream()
                    .anyMatch(decision -> hers.getString("message_id").equals(decision.getString("message_id"))));
            assertEquals(1, notified.size());
            assertFalse(Jar.logs(directory).contains("Porto, still"), "no words in the log");
        }
    }
}
