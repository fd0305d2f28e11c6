package demi.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FakeOllamaTest {

    private static final JsonObject NOTHING = new JsonObject();

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final HttpClient client = vertx.createHttpClient();

    private record Answer(int status, String body) {
        JsonObject json() {
            return new JsonObject(body);
        }
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(60, TimeUnit.SECONDS);
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.await(60, TimeUnit.SECONDS);
    }

    private FakeOllama start(Script script) throws Exception {
        return get(FakeOllama.start(vertx, 0, script));
    }

    private Future<HttpClientResponse> send(FakeOllama to, HttpMethod method, String path, String body) {
        return client.request(method, to.port(), "127.0.0.1", path).compose(request -> request.send(body));
    }

    private Answer ask(FakeOllama to, HttpMethod method, String path, String body) throws Exception {
        return get(onContext(() -> send(to, method, path, body)
                .compose(response -> response.body().map(text -> new Answer(response.statusCode(), text.toString())))));
    }

    /** On the client's event loop, or a response could be over before anybody listens. */
    private <T> Future<T> onContext(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        context.runOnContext(run -> work.get().onComplete(done));
        return done.future();
    }

    private Answer post(FakeOllama to, String path, JsonObject body) throws Exception {
        return ask(to, HttpMethod.POST, path, body.encode());
    }

    private static JsonObject question(JsonObject extra) {
        return new JsonObject("{\"model\":\"llama3.2:1b\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")
                .mergeIn(extra);
    }

    private Future<HttpClientResponse> chat(FakeOllama to) {
        return send(to, HttpMethod.POST, "/api/chat", question(NOTHING).encode());
    }

    private List<JsonObject> lines(FakeOllama from, JsonObject extra) throws Exception {
        return post(from, "/api/chat", question(extra))
                .body()
                .lines()
                .map(JsonObject::new)
                .toList();
    }

    private static String text(List<JsonObject> lines) {
        return lines.stream()
                .map(line -> line.getJsonObject("message").getString("content"))
                .collect(Collectors.joining());
    }

    @Test
    void streamsPiecesAndEndsWithCounts() throws Exception {
        List<JsonObject> lines = lines(start(Script.saying("oh, hello")), NOTHING);
        assertEquals("oh, ", lines.get(0).getJsonObject("message").getString("content"));
        assertEquals("stop", lines.get(2).getString("done_reason"));
        assertEquals(2, lines.get(2).getInteger("eval_count"));
    }

    @Test
    void answersInOnePieceWhenAskedTo() throws Exception {
        List<JsonObject> lines = lines(start(Script.saying("oh, hello")), new JsonObject().put("stream", false));
        assertEquals(1, lines.size());
        assertEquals("oh, hello", text(lines));
        assertTrue(lines.get(0).getBoolean("done"));
    }

    @Test
    void generateAnswersWithResponse() throws Exception {
        JsonObject body = new JsonObject()
                .put("model", "llama3.2:1b")
                .put("prompt", "hi")
                .put("system", "be brief")
                .put("stream", false);
        FakeOllama standIn =
                start(request -> List.of(ScriptStep.say(request.messages().size() + " " + request.lastFromUser())));
        assertEquals("2 hi", post(standIn, "/api/generate", body).json().getString("response"));
    }

    @Test
    void numPredictEndsWithLength() throws Exception {
        JsonObject one = new JsonObject("{\"options\":{\"num_predict\":1}}");
        assertEquals("length", lines(start(Script.saying("a b c")), one).get(1).getString("done_reason"));
    }

    @Test
    void aScriptMayEndWithAnyReason() throws Exception {
        List<JsonObject> lines =
                lines(start(Script.of(ScriptStep.say("a"), ScriptStep.done("length"), ScriptStep.say("b"))), NOTHING);
        assertEquals("a", text(lines));
        assertEquals("length", lines.get(1).getString("done_reason"));
    }

    @Test
    void thinkingStandsApartFromTheReply() throws Exception {
        List<JsonObject> lines = lines(start(Script.of(ScriptStep.think("hm"), ScriptStep.say("yes"))), NOTHING);
        assertEquals("hm", lines.get(0).getJsonObject("message").getString("thinking"));
        assertEquals("yes", text(lines));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100_000})
    void piecesArriveWholeHoweverTheyAreCut(int bytes) throws Exception {
        assertEquals("grün 🦊", text(lines(start(Script.of(ScriptStep.inChunks(bytes, "grün ", "🦊"))), NOTHING)));
    }

    @Test
    void aLineCanBeLong() throws Exception {
        assertEquals(
                300_000,
                text(lines(start(Script.of(ScriptStep.longLine(300_000))), NOTHING))
                        .length());
    }

    @Test
    void garbageGoesOutAsItIs() throws Exception {
        FakeOllama standIn = start(
                Script.of(ScriptStep.line("no json"), ScriptStep.bytes((byte) '?', (byte) '\n'), ScriptStep.end()));
        assertEquals(
                "no json\n?\n", post(standIn, "/api/chat", question(NOTHING)).body());
    }

    @Test
    void anErrorInTheMiddleHasStatus200AndEndsTheStream() throws Exception {
        FakeOllama standIn =
                start(Script.of(ScriptStep.say("a"), ScriptStep.error("out of memory"), ScriptStep.say("b")));
        Answer answer = post(standIn, "/api/chat", question(NOTHING));
        assertEquals(200, answer.status());
        List<String> lines = answer.body().lines().toList();
        assertEquals(2, lines.size());
        assertEquals("out of memory", new JsonObject(lines.get(1)).getString("error"));
    }

    @Test
    void anOverloadedServerSaysSo() throws Exception {
        assertEquals(
                503,
                post(start(Script.of(ScriptStep.overloaded())), "/api/chat", question(NOTHING))
                        .status());
    }

    @Test
    void specialTokensComeAsText() throws Exception {
        FakeOllama standIn = start(request -> ScriptStep.specialTokensOnly());
        assertTrue(text(lines(standIn, NOTHING)).contains("<|eot_id|>"));
    }

    @Test
    void aGateHoldsTheReplyBack() throws Exception {
        Promise<Void> gate = Promise.promise();
        FakeOllama standIn = start(Script.of(ScriptStep.gate(gate.future()), ScriptStep.say("late")));
        Future<Buffer> asked = onContext(() -> chat(standIn).compose(HttpClientResponse::body));
        get(standIn.awaitOpen(1));
        assertTrue(!asked.isComplete(), "not even headers go out before the first step that writes");
        gate.complete();
        assertTrue(get(asked).toString().contains("late"));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/chat,no-such-model,404",
        "/api/show,no-such-model,404",
        "/api/embed,no-such-model,404",
        "/api/chat,,400",
        "/api/pull,no-such-model,200"
    })
    void aMissingModelIsToldAsOllamaDoes(String path, String model, int status) throws Exception {
        Answer answer = post(
                start(Script.saying("a")), path, question(new JsonObject().put("model", model == null ? "" : model)));
        assertEquals(status, answer.status());
        String last = answer.body().lines().reduce((before, line) -> line).orElse("");
        assertNotEquals("", new JsonObject(last).getString("error"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"model\":\"llama3.2:1b\",\"messages\":\"no\"}"})
    void aBadRequestIsRefusedAndRecorded(String body) throws Exception {
        FakeOllama standIn = start(Script.saying("a"));
        assertEquals(400, ask(standIn, HttpMethod.POST, "/api/chat", body).status());
        assertEquals(body, standIn.received().get(0).body());
    }

    @Test
    void otherPathsAndMethodsAreRefused() throws Exception {
        FakeOllama standIn = start(Script.saying("a"));
        assertEquals(404, ask(standIn, HttpMethod.GET, "/v1/models", "").status());
        assertEquals(405, ask(standIn, HttpMethod.GET, "/api/chat", "").status());
        assertEquals(405, ask(standIn, HttpMethod.POST, "/api/tags", "{}").status());
    }

    @Test
    void aModelIsDeleted() throws Exception {
        FakeOllama standIn = start(Script.saying("a"));
        assertEquals(405, ask(standIn, HttpMethod.POST, "/api/delete", "{}").status());
        Answer unknown = ask(standIn, HttpMethod.DELETE, "/api/delete", "{\"model\":\"nope\"}");
        assertEquals(404, unknown.status());
        assertEquals("model 'nope' not found", unknown.json().getString("error"));
        assertEquals(400, ask(standIn, HttpMethod.DELETE, "/api/delete", "{}").status());
        Answer gone = ask(standIn, HttpMethod.DELETE, "/api/delete", "{\"model\":\"llama3.2:1b\"}");
        assertEquals(200, gone.status());
        assertEquals("", gone.body());
        assertFalse(standIn.models().contains("llama3.2:1b"));
    }

    @Test
    void tellsWhatItIsAndHas() throws Exception {
        FakeOllama standIn = start(Script.saying("a"));
        assertEquals("Ollama is running", ask(standIn, HttpMethod.GET, "/", "").body());
        assertNotEquals(
                "", ask(standIn, HttpMethod.GET, "/api/version", "").json().getString("version"));
        JsonArray models = ask(standIn, HttpMethod.GET, "/api/tags", "").json().getJsonArray("models");
        assertEquals("llama3.2:1b", models.getJsonObject(0).getString("name"));
    }

    @Test
    void aModelIsLoadedWhileItIsKeptAlive() throws Exception {
        FakeOllama standIn = start(Script.saying("a"));
        assertEquals(List.of(), loaded(standIn));
        lines(standIn, NOTHING);
        assertEquals(List.of("llama3.2:1b"), loaded(standIn));
        lines(standIn, new JsonObject().put("keep_alive", 0));
        assertEquals(List.of(), loaded(standIn));
    }

    private List<String> loaded(FakeOllama standIn) throws Exception {
        List<String> names = new ArrayList<>();
        ask(standIn, HttpMethod.GET, "/api/ps", "")
                .json()
                .getJsonArray("models")
                .forEach(model -> names.add(((JsonObject) model).getString("name")));
        return names;
    }

    @Test
    void pullingBringsAModelWithProgress() throws Exception {
        FakeOllama standIn = start(Script.saying("a"));
        List<JsonObject> lines = post(standIn, "/api/pull", new JsonObject().put("model", "tiny"))
                .body()
                .lines()
                .map(JsonObject::new)
                .toList();
        assertTrue(lines.stream().anyMatch(line -> line.containsKey("completed") && line.containsKey("total")));
        assertEquals("success", lines.get(lines.size() - 1).getString("status"));
        assertTrue(standIn.models().contains("tiny:latest"));
    }

    @Test
    void showTellsTheContextLength() throws Exception {
        JsonObject info = post(start(Script.saying("a")), "/api/show", new JsonObject().put("model", "llama3.2:1b"))
                .json()
                .getJsonObject("model_info");
        assertTrue(info.getInteger("llama.context_length") > 0);
    }

    @Test
    void theSameTextHasTheSameVector() throws Exception {
        FakeOllama standIn = start(Script.saying("a"));
        standIn.models().add("nomic-embed-text:latest");
        JsonObject body = new JsonObject()
                .put("model", "nomic-embed-text")
                .put("input", new JsonArray().add("a cat").add("a cat").add("a dog"));
        JsonArray vectors = post(standIn, "/api/embed", body).json().getJsonArray("embeddings");
        assertEquals(vectors.getJsonArray(0), vectors.getJsonArray(1));
        assertNotEquals(vectors.getJsonArray(0), vectors.getJsonArray(2));
    }

    @Test
    void onlyWhatIsNewOfAPromptIsRead() throws Exception {
        FakeOllama standIn = start(Script.saying("well then"));
        lines(standIn, NOTHING);
        JsonArray grown = new JsonArray()
                .add(message("user", "hi"))
                .add(message("assistant", "well then"))
                .add(message("user", "go on"));
        lines(standIn, new JsonObject().put("messages", grown));
        lines(standIn, new JsonObject().put("messages", new JsonArray().add(message("user", "something else"))));
        List<FakeOllama.Received> read = standIn.received();
        assertEquals(read.get(0).promptTokens(), read.get(0).newPromptTokens());
        assertEquals(13, read.get(1).newPromptTokens(), "the reply's end, the new message, where an answer begins");
        int shared = read.get(2).promptTokens() - read.get(2).newPromptTokens();
        assertEquals(read.get(0).promptTokens() - 8, shared, "all up to the words: " + read);
    }

    private static JsonObject message(String role, String content) {
        return new JsonObject().put("role", role).put("content", content);
    }

    @Test
    void dropBreaksTheStream() throws Exception {
        FakeOllama standIn = start(Script.of(ScriptStep.say("a"), ScriptStep.drop()));
        assertThrows(Exception.class, () -> lines(standIn, NOTHING));
    }

    @Test
    void clientThatLeavesCountsAsCancelled() throws Exception {
        FakeOllama standIn = start(
                Script.of(ScriptStep.say("a"), ScriptStep.gate(Promise.promise().future())));
        get(chat(standIn)).request().reset(8);
        get(standIn.awaitCancelled(1));
        get(standIn.awaitOpen(0));
    }

    @Test
    void closeCutsAndRestartTakesTheSamePort() throws Exception {
        FakeOllama standIn = start(
                Script.of(ScriptStep.say("a"), ScriptStep.gate(Promise.promise().future())));
        Future<Void> cut = get(onContext(() -> chat(standIn).map(HttpClientResponse::end)));
        int port = standIn.port();
        get(standIn.close());
        assertThrows(Exception.class, () -> get(cut));
        standIn.play(Script.saying("back"));
        get(standIn.restart());
        assertEquals(port, standIn.port());
        assertEquals(2, lines(standIn, NOTHING).size());
        assertEquals(0, standIn.cancelled());
        assertEquals(0, standIn.open());
    }
}
