package demi.model;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.HealthApi;
import demi.api.InferenceApi;
import demi.api.InferenceApi.State;
import demi.api.ModelCatalogApi;
import demi.api.ModelCatalogApi.CancelPull;
import demi.api.ModelCatalogApi.DeleteModel;
import demi.api.ModelCatalogApi.ModelList;
import demi.api.ModelCatalogApi.Pull;
import demi.api.ModelCatalogApi.ServerReport;
import demi.api.ResourcesApi;
import demi.api.value.PromptMessage;
import demi.api.value.Secret;
import demi.bus.Failure;
import demi.model.profile.MemoryEstimate;
import demi.rehearse.FakeOllama;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import demi.store.StoreFixture;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The room before two servers: who answers, which models there are, and getting another. */
@Tag("slow")
class ServerPoolTest {

    @TempDir
    Path folder;

    private StoreFixture store;
    private Context asking;
    private FakeOllama one;
    private FakeOllama other;
    private String room = "";
    private final List<HealthApi.ComponentHealth> told = new CopyOnWriteArrayList<>();
    private final List<Pull> pulling = new CopyOnWriteArrayList<>();

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void open() {
        store = new StoreFixture(folder.resolve("demi.sqlite"));
        asking = store.vertx.getOrCreateContext();
        one = get(FakeOllama.start(store.vertx, 0, Script.saying("One speaks.")));
        other = get(FakeOllama.start(store.vertx, 0, Script.saying("Other speaks.")));
        get(store.bus.subscribe(HealthApi.COMPONENT, told::add));
        get(store.bus.subscribe(ModelCatalogApi.PULL_PROGRESSED, pulling::add));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static <T> T get(Future<T> future) {
        return StoreFixture.get(future);
    }

    private void deploy() {
        deploy("llama3.2:1b");
    }

    private void deploy(String model) {
        deploy(model, "llama3.2:3b");
    }

    private void deploy(String model, String fallback) {
        deploy(model, fallback, one.baseUrl());
    }

    private void deploy(String model, String fallback, String first) {
        deploy(model, fallback, first, other.baseUrl());
    }

    private void deploy(String model, String fallback, String first, String second) {
        ModelSettings usual = TestSettings.of(2_048, first, second);
        room = get(store.vertx.deployVerticle(new ModelVerticle(
                store.bus,
                new ModelSettings(
                        usual.servers(),
                        model,
                        List.of(fallback),
                        0,
                        usual.numPredict(),
                        usual.temperature(),
                        usual.keepAlive(),
                        false,
                        usual.connectTimeout(),
                        usual.firstTokenTimeout(),
                        usual.gapTimeout(),
                        usual.totalTimeout(),
                        1,
                        usual.queueLimit(),
                        usual.probeEvery(),
                        usual.probeEveryWhenDown(),
                        usual.breakerFailures(),
                        usual.breakerReset(),
                        false))));
        state();
    }

    private State state() {
        return store.ask(InferenceApi.STATUS, new InferenceApi.GetState());
    }

    private ModelList listing() {
        return store.ask(ModelCatalogApi.LIST, new ModelCatalogApi.ListModels());
    }

    private Future<String> reply(String who) {
        Promise<String> whole = Promise.promise();
        StringBuilder text = new StringBuilder();
        asking.runOnContext(run -> store.bus
                .open(
                        InferenceApi.GENERATE,
                        InferenceApi.Generate.reply(who, List.of(new PromptMessage(PromptMessage.Role.USER, "Hi")), 20))
                .onItem(step -> {
                    if (step.anew()) {
                        text.setLength(0);
                    }
                    text.append(step.text());
                })
                .end()
                .map(ended -> text.toString())
                .onComplete(whole));
        return whole.future();
    }

    private String fact(String name) {
        return told.get(told.size() - 1).facts().getOrDefault(name, "");
    }

    @Test
    void theLeastBusyMakesTheReplyAndWhoKnowsSomebodyGoesOnWithThem() {
        Promise<Void> gate = Promise.promise();
        one.play(Script.of(ScriptStep.gate(gate.future()), ScriptStep.say("One speaks.")));
        deploy();
        Future<String> bob = reply("bob");
        get(one.awaitOpen(1));
        assertEquals("Other speaks.", get(reply("ann")));
        assertFalse(bob.isComplete());
        gate.complete();
        assertEquals("One speaks.", get(bob));
        assertEquals("Other speaks.", get(reply("ann")), "it has read what she said before");
        assertEquals("One speaks.", get(reply("bob")));
        assertEquals(2, one.chats().size());
        assertEquals(2, other.chats().size());
    }

    @Test
    void oneThatIsAwayIsLeftOutUntilItIsBack() {
        deploy();
        get(one.close());
        assertEquals("Other speaks.", get(reply("ann")));
        assertTrue(state().ready());
        await().until(() -> fact("servers").equals("1 of 2 ready"));
        assertEquals(HealthApi.Status.DEGRADED, told.get(told.size() - 1).status());
        get(one.restart());
        await().until(() -> fact("servers").equals("2 of 2 ready"));
        assertEquals(HealthApi.Status.UP, told.get(told.size() - 1).status());
        get(other.close());
        assertEquals("One speaks.", get(reply("ann")));
        get(one.close());
        await().until(() -> !state().ready());
        assertEquals(
                "Ollama does not answer. Is it installed (https://ollama.com) and running?",
                state().detail(),
                "strangers may read this: no address");
        HealthApi.ComponentHealth part = told.get(told.size() - 1);
        assertFalse(part.toString().contains("127.0.0.1"), part.toString());
    }

    @Test
    void aReplyThatBreaksOffBeforeItsFirstWordIsMadeByAnother() {
        one.play(Script.of(ScriptStep.drop()));
        deploy();
        assertEquals("Other speaks.", get(reply("ann")));
        one.play(Script.of(ScriptStep.say("Well"), ScriptStep.error("out of memory")));
        await().until(() -> fact("servers").equals("2 of 2 ready"));
        Failure failure = assertThrows(Failure.class, () -> {
            for (int i = 0; i < 20; i++) {
                get(reply("person" + i));
            }
        });
        assertEquals(Failure.Code.UNAVAILABLE, failure.code(), "what was begun is not begun again by somebody else");
    }

    /** An Ollama that takes a request and says nothing; from {@code dead} on it does not even list its models. */
    private HttpServer silent(AtomicBoolean dead, AtomicInteger asked) {
        return get(store.vertx
                .createHttpServer()
                .requestHandler(request -> {
                    if (request.path().equals("/api/chat")) {
                        asked.incrementAndGet();
                    } else if (dead.get()) {
                        request.response().setStatusCode(500).end();
                    } else {
                        JsonObject model = new JsonObject().put("name", "llama3.2:1b");
                        request.response()
                                .end(new JsonObject()
                                        .put("models", new JsonArray().add(model))
                                        .encode());
                    }
                })
                .listen(0, "127.0.0.1"));
    }

    @Test
    void whatAServerHasNotBegunWhenItDiesIsMadeByAnotherAlsoWhenThatIsBusy() {
        AtomicBoolean dead = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();
        HttpServer silent = silent(dead, asked);
        Promise<Void> gate = Promise.promise();
        other.play(Script.of(ScriptStep.gate(gate.future()), ScriptStep.say("Other speaks.")));
        deploy("llama3.2:1b", "llama3.2:3b", "http://127.0.0.1:" + silent.actualPort());
        Future<String> first = reply("ann");
        Future<String> second = reply("bob");
        get(other.awaitOpen(1));
        await().until(() -> asked.get() == 1);
        dead.set(true);
        await().until(() -> fact("servers").equals("1 of 2 ready"));
        assertFalse(first.isComplete() || second.isComplete());
        gate.complete();
        assertEquals("Other speaks.", get(first));
        assertEquals("Other speaks.", get(second));
        assertEquals(2, other.chats().size());
    }

    /** An Ollama that begins to list its models, and while {@code stalls} does not get to the end. */
    private String listing(AtomicBoolean stalls, AtomicInteger asked) {
        HttpServer server = get(store.vertx
                .createHttpServer()
                .requestHandler(request -> {
                    asked.incrementAndGet();
                    request.response().setChunked(true).write("{\"models\":[{\"name\":");
                    if (!stalls.get()) {
                        request.response().end("\"llama3.2:1b\"}]}");
                    }
                })
                .listen(0, "127.0.0.1"));
        return "http://127.0.0.1:" + server.actualPort();
    }

    @Test
    void aServerThatStallsInTheMiddleOfAnAnswerIsAwayAndHoldsUpNoOther() {
        AtomicBoolean stalls = new AtomicBoolean();
        AtomicInteger staller = new AtomicInteger();
        AtomicInteger healthy = new AtomicInteger();
        deploy("llama3.2:1b", "llama3.2:3b", listing(stalls, staller), listing(new AtomicBoolean(), healthy));
        await().until(() -> fact("servers").equals("2 of 2 ready"));
        stalls.set(true);
        // Both are looked at equally often, unless one of them waits.
        await().until(() -> healthy.get() > staller.get() + 10);
        await().atMost(Duration.ofSeconds(60)).until(() -> fact("servers").equals("1 of 2 ready"));
        stalls.set(false);
        await().atMost(Duration.ofSeconds(60)).until(() -> fact("servers").equals("2 of 2 ready"));
    }

    @Test
    void aServerThatStallsFromTheStartKeepsNobodyFromAnswering() {
        deploy("llama3.2:1b", "llama3.2:3b", listing(new AtomicBoolean(true), new AtomicInteger()));
        assertEquals("Other speaks.", get(reply("ann")));
    }

    @Test
    void whatThinksBeforeItSpeaksIsNotHeardThinking() {
        one.play(Script.of(
                ScriptStep.say("They want "),
                ScriptStep.say("a joke.</th"),
                ScriptStep.say("ink>\n\nKnock "),
                ScriptStep.say("knock.")));
        other.play(Script.of(
                ScriptStep.say("They want "),
                ScriptStep.say("a joke.</th"),
                ScriptStep.say("ink>\n\nKnock "),
                ScriptStep.say("knock.")));
        deploy();
        assertEquals("Knock knock.", get(reply("ann")).strip());
        List<String> heard = new CopyOnWriteArrayList<>();
        Promise<Void> end = Promise.promise();
        asking.runOnContext(run -> store.bus
                .open(
                        InferenceApi.GENERATE,
                        InferenceApi.Generate.reply(
                                "ann", List.of(new PromptMessage(PromptMessage.Role.USER, "Hi")), 20))
                .onItem(step -> heard.add(step.text()))
                .end()
                .onComplete(end));
        get(end.future());
        assertEquals("Knock knock.", String.join("", heard).strip(), "from the second time on it is waited for");
    }

    @Test
    void aModelThatIsMadeForSomethingElseIsNotTalkedWith() {
        one.models().add("nomic-embed-text:latest");
        deploy();
        Failure failure = assertThrows(
                Failure.class,
                () -> store.ask(ModelCatalogApi.SELECT, new ModelCatalogApi.SelectModel("nomic-embed-text")));
        assertEquals(Failure.Code.INVALID, failure.code());
        assertEquals("llama3.2:1b", listing().wanted());
    }

    @Test
    void whatNobodyWaitsForIsBrokenOffWhenSomebodyWrites() {
        AtomicInteger closed = new AtomicInteger();
        Promise<Void> asked = Promise.promise();
        HttpServer slow = get(store.vertx
                .createHttpServer()
                .requestHandler(request -> {
                    if (request.path().equals("/api/embed")) {
                        request.connection().closeHandler(gone -> closed.incrementAndGet());
                        asked.tryComplete();
                    } else {
                        JsonObject model = new JsonObject().put("name", "embedder:latest");
                        request.response()
                                .end(new JsonObject()
                                        .put("models", new JsonArray().add(model))
                                        .encode());
                    }
                })
                .listen(0, "127.0.0.1"));
        deploy("llama3.2:1b", "llama3.2:3b", "http://127.0.0.1:" + slow.actualPort());
        Future<InferenceApi.Embedded> embedded =
                store.bus.request(InferenceApi.EMBED, new InferenceApi.Embed("embedder", List.of("a"), false));
        get(asked.future());
        assertEquals("Other speaks.", get(reply("ann")));
        assertEquals(
                Failure.Code.CANCELLED,
                assertThrows(Failure.class, () -> get(embedded)).code());
        await().until(() -> closed.get() == 1);
    }

    @Test
    void theBetterModelComesBeforeTheLessBusyServer() {
        one.models().remove("llama3.2:1b");
        deploy();
        assertEquals("Other speaks.", get(reply("ann")));
        assertEquals("llama3.2:1b", state().model());
        get(other.close());
        assertEquals("One speaks.", get(reply("ann")));
        await().until(() -> "llama3.2:3b".equals(state().model()));
    }

    @Test
    void aMissingModelIsPulledOntoEveryServerThatLacksItWithRealProgress() {
        one.models().clear();
        other.models().clear();
        deploy("qwen3:8b");
        assertFalse(state().ready());
        Pull begun = store.ask(ModelCatalogApi.PULL, new ModelCatalogApi.PullModel("qwen3:8b"));
        assertNull(begun.failure());
        await().until(() ->
                !pulling.isEmpty() && pulling.get(pulling.size() - 1).done());
        assertTrue(pulling.get(pulling.size() - 1).done());
        assertTrue(pulling.stream().anyMatch(pull -> pull.total() == 1_000), () -> "real numbers: " + pulling);
        await().until(() -> state().ready());
        assertEquals(List.of("qwen3:8b"), one.models());
        assertEquals(List.of("qwen3:8b"), other.models());
        assertEquals("qwen3:8b", listing().used());
        assertEquals(100, listing().pulls().get(0).percent());
    }

    @Test
    void whatIsGotWhileSheHasNoneIsWhatSheThinksWithAndWhatComesLaterIsNot() {
        one.models().clear();
        other.models().clear();
        deploy("llama3.2:1b");
        store.ask(ModelCatalogApi.PULL, new ModelCatalogApi.PullModel("qwen2.5:7b"));
        await().until(() -> state().ready());
        assertEquals("qwen2.5:7b", listing().used());
        store.ask(ModelCatalogApi.PULL, new ModelCatalogApi.PullModel("mistral:7b"));
        await().until(() -> listing().pulls().stream().allMatch(Pull::succeeded));
        await().until(() -> listing().models().size() == 2);
        assertEquals("qwen2.5:7b", listing().used());
    }

    @Test
    void aPullCanBeCancelledAndTriedAgain() {
        deploy();
        assertThrows(Failure.class, () -> store.ask(ModelCatalogApi.CANCEL_PULL, new CancelPull("endless:1b")));
        store.ask(ModelCatalogApi.PULL, new ModelCatalogApi.PullModel("endless:1b"));
        await().until(() -> listing().pulls().stream().anyMatch(pull -> pull.completed() == 400));
        assertThrows(
                Failure.class,
                () -> store.ask(ModelCatalogApi.DELETE, new DeleteModel("endless:1b")),
                "nobody has it yet");
        Pull cancelled = store.ask(ModelCatalogApi.CANCEL_PULL, new CancelPull("ENDLESS:1b"));
        assertTrue(cancelled.isCancelled(), cancelled::toString);
        assertFalse(cancelled.succeeded());
        assertThrows(Failure.class, () -> store.ask(ModelCatalogApi.CANCEL_PULL, new CancelPull("endless:1b")));
        assertFalse(told.get(told.size() - 1).facts().containsKey("pull endless:1b"));
        Pull again = store.ask(ModelCatalogApi.PULL, new ModelCatalogApi.PullModel("endless:1b"));
        assertFalse(again.done());
    }

    @Test
    void aModelIsDeletedFromEveryServerUnlessSheThinksWithIt() {
        one.models().add("old:7b");
        other.models().add("old:7b");
        deploy();
        store.ask(ModelCatalogApi.DELETE, new DeleteModel("OLD:7b"));
        assertFalse(one.models().contains("old:7b"));
        assertFalse(other.models().contains("old:7b"));
        assertTrue(listing().models().stream().noneMatch(model -> model.name().equals("old:7b")));
        Failure gone = assertThrows(Failure.class, () -> store.ask(ModelCatalogApi.DELETE, new DeleteModel("old:7b")));
        assertEquals(Failure.Code.NOT_FOUND, gone.code());
        Failure used =
                assertThrows(Failure.class, () -> store.ask(ModelCatalogApi.DELETE, new DeleteModel("llama3.2:1b")));
        assertEquals(Failure.Code.INVALID, used.code());
        assertTrue(one.models().contains("llama3.2:1b"));
    }

    private ServerReport test(String url) {
        return store.ask(ModelCatalogApi.TEST_SERVER, new ModelCatalogApi.TestServer(new Secret(url)));
    }

    @Test
    void anAddressIsTriedBeforeItIsSet() {
        deploy();
        ServerReport good = test(one.baseUrl() + "/");
        assertTrue(good.ok(), good::toString);
        assertNotNull(good.version());
        assertTrue(good.models().contains("llama3.2:1b"), good::toString);
        ServerReport elsewhere = test(one.baseUrl() + "/v1");
        assertFalse(elsewhere.ok());
        assertTrue(elsewhere.sentence().contains("no Ollama"), elsewhere::toString);
        for (String url : List.of("http://127.0.0.1:1", "http://user:geheim@127.0.0.1:1", "http://nowhere.invalid")) {
            ServerReport nobody = test(url);
            assertFalse(nobody.ok(), nobody::toString);
            assertFalse(nobody.sentence().contains("geheim"), nobody::toString);
        }
        for (String url : List.of(
                "",
                "127.0.0.1:11434",
                "ftp://x",
                "file:///etc/passwd",
                "http://",
                "http://a?b=c",
                "x y",
                "http://a:0",
                "http://a:99999")) {
            Failure wrong = assertThrows(Failure.class, () -> test(url), url);
            assertEquals(Failure.Code.INVALID, wrong.code(), url);
        }
    }

    @Test
    void whatIsNoOllamaIsToldSoWithoutItsWords() {
        deploy();
        for (String body : List.of("{}", "<html>secret</html>", "[1]", "", "{\"models\": 7}")) {
            HttpServer web = get(store.vertx
                    .createHttpServer()
                    .requestHandler(request -> request.response().end(body))
                    .listen(0, "127.0.0.1"));
            ServerReport report = test("http://127.0.0.1:" + web.actualPort());
            assertFalse(report.ok(), body);
            assertFalse(report.sentence().contains("secret"), report::toString);
        }
        HttpServer guarded = get(store.vertx
                .createHttpServer()
                .requestHandler(request -> request.response()
                        .setStatusCode("Basic dTpw".equals(request.getHeader("Authorization")) ? 200 : 401)
                        .end("{\"version\":\"1\",\"models\":[]}"))
                .listen(0, "127.0.0.1"));
        String place = "127.0.0.1:" + guarded.actualPort();
        assertTrue(test("http://" + place).sentence().contains("password"));
        assertTrue(test("http://u:p@" + place).ok());
    }

    @Test
    void aPullThatFailsSaysWhyAndMayBeTriedAgain() {
        deploy();
        store.ask(ModelCatalogApi.PULL, new ModelCatalogApi.PullModel("no-such-model"));
        await().until(() ->
                !pulling.isEmpty() && pulling.get(pulling.size() - 1).done());
        String failure = pulling.get(pulling.size() - 1).failure();
        assertNotNull(failure);
        assertTrue(failure.startsWith("The registry has no such model."), failure);
        assertEquals(0, pulling.get(pulling.size() - 1).percent());
        await().until(() -> fact("pull no-such-model").equals("failed"));
        pulling.clear();
        store.ask(ModelCatalogApi.PULL, new ModelCatalogApi.PullModel("no-such-model"));
        await().until(() ->
                !pulling.isEmpty() && pulling.get(pulling.size() - 1).done());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "../../etc", "a\nb", "-x"})
    void whatIsNoNameOfAModelIsNotPulled(String name) {
        deploy();
        Failure failure =
                assertThrows(Failure.class, () -> store.ask(ModelCatalogApi.PULL, new ModelCatalogApi.PullModel(name)));
        assertEquals(Failure.Code.INVALID, failure.code());
    }

    @Test
    void theOwnersChoiceHoldsUntilTheSettingsNameAnother() {
        deploy();
        Failure missing = assertThrows(
                Failure.class, () -> store.ask(ModelCatalogApi.SELECT, new ModelCatalogApi.SelectModel("mistral")));
        assertEquals(Failure.Code.NOT_FOUND, missing.code());
        one.models().add("mistral:latest");
        await().until(() -> listing().models().size() == 3);
        store.ask(ModelCatalogApi.SELECT, new ModelCatalogApi.SelectModel("mistral"));
        await().until(() -> "mistral".equals(state().model()));
        get(reply("ann"));
        assertEquals("mistral", new JsonObject(one.chats().get(0)).getString("model"));
        get(store.vertx.undeploy(room));
        deploy();
        assertEquals("mistral", listing().wanted(), "also after a restart");
        get(store.vertx.undeploy(room));
        deploy("llama3.2:3b");
        assertEquals("llama3.2:3b", listing().wanted());
    }

    @Test
    void theListTellsWhatFitsThisMachine() {
        deploy();
        ModelList listing = listing();
        assertTrue(listing.memory() > 1L << 28);
        assertEquals(
                new MemoryEstimate(listing.memory()).fits(1_321_098_329L),
                listing.models().get(0).fits());
        assertEquals("1.2B", listing.models().get(0).parameters());
    }

    @Test
    void aWindowIsAsLargeAsTheMemoryAllows() {
        JsonObject llama8b = new JsonObject()
                .put("llama.block_count", 32)
                .put("llama.attention.head_count", 32)
                .put("llama.attention.head_count_kv", 8)
                .put("llama.embedding_length", 4_096)
                .put("llama.context_length", 131_072);
        long perToken = MemoryEstimate.bytesPerToken(llama8b);
        assertEquals(131_072, perToken, "as its makers say: 128 KiB");
        long size = 4_900_000_000L;
        assertEquals(8_192, new MemoryEstimate(16L << 30).window(size, perToken, ModelSettings.USUAL_WINDOW));
        assertEquals(4_096, new MemoryEstimate(6_600_000_000L).window(size, perToken, ModelSettings.USUAL_WINDOW));
        assertEquals(2_048, new MemoryEstimate(4L << 30).window(size, perToken, ModelSettings.USUAL_WINDOW));
        assertEquals(
                8_192,
                new MemoryEstimate(0).window(size, perToken, ModelSettings.USUAL_WINDOW),
                "another machine's memory is not known");
        assertEquals(
                8_192,
                new MemoryEstimate(4L << 30)
                        .window(size, MemoryEstimate.bytesPerToken(new JsonObject()), ModelSettings.USUAL_WINDOW));
        assertTrue(new MemoryEstimate(8L << 30).fits(size));
        assertFalse(new MemoryEstimate(6L << 30).fits(size));
    }

    @Test
    void theHousesOwnQuestionsTakeNobodysAnswerAway() {
        one.play(request -> request.body().containsKey("format")
                ? List.of(ScriptStep.status(500, "{\"error\":\"no grammar\"}"))
                : ScriptStep.words("One speaks."));
        get(other.close());
        deploy();
        for (int i = 0; i < 5; i++) {
            assertThrows(Failure.class, () -> get(background()));
            assertEquals("One speaks.", get(reply("ann")));
        }
        assertEquals("CLOSED", fact("breaker"));
    }

    @Test
    void whileMemoryIsShortTheSmallestModelThatWillDoIsUsedAndTheOtherGivesItsMemoryBack() {
        one.models().add("llama3.2:1b");
        get(other.close());
        deploy("llama3.2:3b", "llama3.2:1b");
        assertEquals("llama3.2:3b", state().model());
        get(reply("ann"));
        store.bus.publish(ResourcesApi.LOAD, new ResourcesApi.Load(true, 80));
        await().until(() -> "llama3.2:1b".equals(state().model()));
        assertTrue(state().ready());
        assertTrue(state().detail().contains("memory is short"), state().detail());
        await().until(() -> one.received().stream()
                .anyMatch(request -> request.path().equals("/api/generate")
                        && request.body().contains("llama3.2:3b")
                        && request.body().contains("\"keep_alive\":0")));
        get(reply("ann"));
        assertEquals("llama3.2:1b", new JsonObject(one.chats().get(1)).getString("model"));
        store.bus.publish(ResourcesApi.LOAD, new ResourcesApi.Load(false, 80));
        await().until(() -> "llama3.2:3b".equals(state().model()));
        get(reply("ann"));
        assertEquals("llama3.2:3b", new JsonObject(one.chats().get(2)).getString("model"));
    }

    @Test
    void aRoomThatOpensWhileMemoryIsShortAsks() {
        get(store.bus.handle(ResourcesApi.STATUS, asked -> Future.succeededFuture(new ResourcesApi.Load(true, 80))));
        get(other.close());
        deploy("llama3.2:3b", "llama3.2:1b");
        assertEquals("llama3.2:1b", state().model());
    }

    @Test
    void whileMemoryIsShortWhatNobodyWaitsForWaitsAndPeopleDoNot() {
        get(other.close());
        deploy();
        store.bus.publish(ResourcesApi.LOAD, new ResourcesApi.Load(true, 80));
        Failure meanings = assertThrows(
                Failure.class,
                () -> store.ask(InferenceApi.EMBED, new InferenceApi.Embed("nomic-embed-text", List.of("a"), false)));
        assertEquals(Failure.Code.CANCELLED, meanings.code());
        Future<Void> background = background();
        assertEquals("One speaks.", get(reply("ann")));
        assertFalse(background.isComplete());
        assertEquals(1, one.chats().size());
        store.bus.publish(ResourcesApi.LOAD, new ResourcesApi.Load(false, 80));
        get(background);
        assertEquals(2, one.chats().size());
    }

    private Future<Void> background() {
        Promise<Void> end = Promise.promise();
        asking.runOnContext(run -> store.bus
                .open(
                        InferenceApi.GENERATE,
                        InferenceApi.Generate.background(
                                "ann", List.of(new PromptMessage(PromptMessage.Role.USER, "Hi")), 20, "{}"))
                .onItem(step -> {})
                .end()
                .onComplete(end));
        return end.future();
    }
}
