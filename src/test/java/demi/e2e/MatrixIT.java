package demi.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.matrix.FakeMatrix;
import demi.rehearse.ScriptStep;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The jar on Matrix. */
class MatrixIT extends WithOllama {

    @SuppressWarnings("NullAway.Init") // started before each test
    private FakeMatrix matrix;

    private String token = FakeMatrix.TOKEN;

    @BeforeEach
    void startMatrix() {
        matrix = FakeMatrix.start(vertx);
    }

    @AfterEach
    void stopMatrix() {
        matrix.close();
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(super.environment());
        environment.put("MATRIX_HOMESERVER", matrix.address());
        environment.put("MATRIX_ACCESS_TOKEN", token);
        return environment;
    }

    private List<String> answered(String room, int many) {
        await().atMost(Duration.ofSeconds(60)).until(() -> hers(room).size() >= many);
        return hers(room);
    }

    private List<String> hers(String room) {
        return matrix.said(room).stream()
                .filter(event -> event.getString("sender").equals(FakeMatrix.DEMI))
                .map(event -> event.getJsonObject("content").getString("body"))
                .toList();
    }

    private void awaitConnected(Jar jar) {
        await().atMost(Duration.ofSeconds(60)).until(() -> jar.printed("onnected to Matrix"));
    }

    @Test
    void sheIsTheSameOnMatrixAndOnThePhone() throws Exception {
        String room = matrix.room(FakeMatrix.DEMI, FakeMatrix.ANNA);
        try (Jar jar = serve()) {
            TestClient phone = TestClient.setUp(jar);
            awaitConnected(jar);
            String code = new JsonObject(
                            phone.call("POST", "/api/v1/discord/code", null).body())
                    .getString("code");
            matrix.say(room, FakeMatrix.ANNA, "link " + code);
            answered(room, 1);
            TestClient.Chat chat = phone.chat();
            matrix.say(room, FakeMatrix.ANNA, "written on Matrix");
            assertEquals("written on Matrix", chat.until("message").getString("content"));
            String reply = chat.reply().getString("content");
            assertEquals(reply, answered(room, 2).get(1));
            assertFalse(jar.printed(" WARN "), jar.text());
            assertFalse(Jar.logs(directory).contains("written on"), "message text in the log");
            assertFalse(Jar.logs(directory).contains(FakeMatrix.TOKEN), "the token in the log");
            jar.terminate();
            assertTrue(jar.endsWithin(Duration.ofSeconds(3)));
        }
    }

    @Test
    void whatIsSaidBeforeAndAfterAKillIsAnsweredOnce() throws Exception {
        Files.writeString(directory.resolve("demi.yaml"), "matrix: {burst_pause: 100ms}\n", StandardOpenOption.APPEND);
        ollama.play(request -> ScriptStep.words("You said: " + request.lastFromUser()));
        String room = matrix.room(FakeMatrix.DEMI, FakeMatrix.ANNA);
        try (Jar jar = serve()) {
            awaitConnected(jar);
            matrix.say(room, FakeMatrix.ANNA, "one apple");
            answered(room, 1);
            jar.kill();
        }
        matrix.say(room, FakeMatrix.ANNA, "two pears");
        try (Jar jar = serve()) {
            answered(room, 2);
            jar.kill();
        }
        try (Jar jar = serve()) {
            awaitConnected(jar);
            matrix.say(room, FakeMatrix.ANNA, "three plums");
            assertEquals(
                    List.of("You said: one apple", "You said: two pears", "You said: three plums"), answered(room, 3));
        }
    }

    @Test
    void aWrongTokenIsOneLineAndALineOfTheCheck() throws Exception {
        token = "syt_wrong_token";
        try (Jar jar = serve()) {
            await().atMost(Duration.ofSeconds(60)).until(() -> jar.printed("Matrix refuses MATRIX_ACCESS_TOKEN"));
            assertEquals(1, jar.text().split("Matrix refuses", -1).length - 1);
            assertFalse(Jar.logs(directory).contains(token), "the token in the log");
        }
        assertTrue(run("", "check").printed("FAIL  matrix: Matrix refuses MATRIX_ACCESS_TOKEN"));
        token = FakeMatrix.TOKEN;
        assertTrue(run("", "check").printed("ok    matrix: On Matrix as @demi:fake.test"));
    }
}
