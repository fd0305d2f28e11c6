package demi.model;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.InferenceApi;
import demi.api.InferenceApi.Generate;
import demi.api.ModelCatalogApi;
import demi.api.value.PromptMessage;
import demi.api.value.PromptMessage.Role;
import demi.api.value.Secret;
import demi.bus.Failure;
import demi.bus.Failure.Code;
import demi.model.config.ServerKind;
import demi.model.config.ServerSettings;
import demi.model.profile.PresentModel;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The room before a server that speaks OpenAI's interface, faults included. */
class OpenAiServerTest extends ModelRoomFixture {

    private static final String SCHEMA = "{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}";

    private ScriptedOpenAi server;

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void begin() {
        server = new ScriptedOpenAi(vertx);
    }

    private ServerSettings settings(@Nullable String token, @Nullable String model) {
        return settings(server, token, model, 1, 1);
    }

    private static ServerSettings settings(
            ScriptedOpenAi server, @Nullable String token, @Nullable String model, double weight, int parallel) {
        return new ServerSettings(
                ServerKind.OPENAI,
                URI.create(server.address()),
                token == null ? null : new Secret(token),
                weight,
                parallel,
                model,
                null);
    }

    private void open(ServerSettings... servers) {
        get(vertx.deployVerticle(new ModelVerticle(bus, TestSettings.with(0, List.of(servers)))));
        state();
    }

    private InferenceApi.State state() {
        return get(bus.request(InferenceApi.STATUS, new InferenceApi.GetState()));
    }

    @Test
    void aReplyFlowsAndTellsWhatWasInTheCache() {
        open(settings(null, null));
        Asked asked = ask();
        get(asked.end.future());
        assertEquals("Hello.", asked.text());
        assertEquals("served", asked.finish().model());
        assertEquals(20, asked.finish().promptTokens());
        assertEquals(12, asked.finish().cachedTokens());
        JsonObject body = server.chats().get(0);
        assertEquals("served", body.getString("model"));
        assertTrue(body.getBoolean("stream"));
        assertTrue(body.getJsonObject("stream_options").getBoolean("include_usage"));
        assertEquals(64, body.getInteger("max_tokens"));
        assertEquals("Ready with served.", state().detail());
    }

    @Test
    void chunksMaySplitAnywhere() {
        server.chats((body, response) -> ScriptedOpenAi.inBytes(
                response, ": ping\r\n\r\n" + ScriptedOpenAi.whole("Grüße 🌍.").replace("\n", "\r\n")));
        open(settings(null, null));
        assertEquals("Grüße 🌍.", reply());
    }

    @Test
    void aServerThatClosesWithoutItsLastWordsHasRepliedAndOneThatClosesInTheMiddleHasNot() {
        server.chats((body, response) ->
                ScriptedOpenAi.begin(response).end(ScriptedOpenAi.event("Hi.") + ScriptedOpenAi.end("stop")));
        open(settings(null, null));
        assertEquals("Hi.", reply());
        server.chats((body, response) -> ScriptedOpenAi.begin(response).end(ScriptedOpenAi.event("Hi")));
        assertEquals(Code.UNAVAILABLE, ask().failure().code());
    }

    @Test
    void aReplyThatIsWholeDoesNotWaitForAServerThatKeepsTheLineOpen() {
        server.chats((body, response) ->
                ScriptedOpenAi.begin(response).write(ScriptedOpenAi.event("Hi.") + ScriptedOpenAi.end("length")));
        open(settings(null, null));
        Asked asked = ask();
        get(asked.end.future());
        assertTrue(asked.finish().cut());
    }

    @Test
    void whoStopsClosesTheConnection() {
        server.chats((body, response) -> ScriptedOpenAi.begin(response).write(ScriptedOpenAi.event("Hi")));
        open(settings(null, null));
        Asked asked = ask();
        get(asked.begun.future());
        asked.cancel();
        assertEquals(Code.CANCELLED, asked.failure().code());
        await().until(() -> server.broken() == 1);
    }

    @Test
    void anErrorInTheMiddleAndBodiesOfErrorsAreFailures() {
        open(settings(null, null));
        server.chats((body, response) -> ScriptedOpenAi.begin(response)
                .end(ScriptedOpenAi.event("Hi") + "data: {\"error\":{\"message\":\"CUDA geheim\"}}\n\n"));
        Failure within = ask().failure();
        assertEquals(Code.UNAVAILABLE, within.code());
        assertFalse(within.sentence().contains("geheim"), within.sentence());
        server.chats((body, response) -> response.end("{\"error\":{\"message\":\"broken\"}}"));
        assertEquals(Code.UNAVAILABLE, ask().failure().code());
        server.chats((body, response) -> ScriptedOpenAi.refuses(
                response, 400, "This model's maximum context length is 10 tokens. However, you requested 20"));
        assertEquals(Code.TOO_LONG, ask().failure().code());
        server.chats((body, response) -> ScriptedOpenAi.refuses(response, 400, "no"));
        assertEquals(Code.INVALID, ask().failure().code());
    }

    @Test
    void aBusyServerIsAskedAgainSoon() {
        AtomicInteger tries = new AtomicInteger();
        server.chats((body, response) -> {
            if (tries.incrementAndGet() < 3) {
                ScriptedOpenAi.refuses(response, tries.get() == 1 ? 503 : 429, "Loading model");
            } else {
                ScriptedOpenAi.says(response, "Hello.");
            }
        });
        open(settings(null, null));
        assertEquals("Hello.", reply());
        assertEquals(3, tries.get());
    }

    @Test
    void aTokenGoesWithEachRequestAndWithoutItTheStateSaysWhatIsMissing() {
        server.wants("abc");
        open(settings("abc", null));
        assertEquals("Hello.", reply());
        assertTrue(server.logins().stream().allMatch("Bearer abc"::equals), "with each");
    }

    @Test
    void withoutItsTokenTheStateSaysWhatIsMissing() {
        server.wants("abc");
        open(settings("wrong", null));
        assertTrue(state().detail().contains("wants a token"), state().detail());
        assertFalse(state().detail().contains("127.0.0.1"), state().detail());
    }

    @Test
    void theModelIsTheChosenOneTheOnlyOneOrTheOneOfTheSettings() {
        server.models(new JsonObject().put("id", "other"), new JsonObject().put("id", "Llama3.2:1B"));
        open(settings(null, null));
        reply();
        assertEquals("Llama3.2:1B", server.chats().get(0).getString("model"), "as the server writes it");
    }

    @Test
    void aPathOnTheServersDiskIsShownToNobody() {
        server.models(new JsonObject().put("id", "/home/ann/models/q05.gguf"));
        open(settings(null, null));
        assertEquals("Ready with q05.gguf.", state().detail());
        Asked asked = ask();
        get(asked.end.future());
        assertEquals("q05.gguf", asked.finish().model());
        assertEquals("/home/ann/models/q05.gguf", server.chats().get(0).getString("model"));
        get(bus.request(ModelCatalogApi.INSPECT, new ModelCatalogApi.InspectModel("q05.gguf")));
        assertEquals("Qwen/Qwen3-8B", PresentModel.shown("Qwen/Qwen3-8B"));
        assertEquals("m.gguf", PresentModel.shown("C:\\models\\m.gguf"));
    }

    @Test
    void amongSeveralNoneIsGuessed() {
        server.models(new JsonObject().put("id", "other"), new JsonObject().put("id", "another"));
        open(settings(null, null));
        assertFalse(state().ready());
        assertTrue(state().detail().contains("model.servers"), state().detail());
    }

    @Test
    void aNameOfTheSettingsNeedNotBeListed() {
        server.models(new JsonObject().put("id", "other"));
        open(settings(null, "hidden"));
        reply();
        assertEquals("hidden", server.chats().get(0).getString("model"));
    }

    @Test
    void theWindowIsWhatTheServerTells() {
        server.models(new JsonObject().put("id", "served").put("max_model_len", 4_096));
        open(settings(null, null));
        assertEquals(4_096, state().contextWindow());
    }

    @Test
    void llamaCppTellsOfItsSlotsWindowAndOfPictures() {
        server.models(new JsonObject()
                .put("id", "served")
                .put(
                        "meta",
                        new JsonObject()
                                .put("n_ctx_train", 32_768)
                                .put("size", 7)
                                .put("n_params", 500_000_000L)));
        server.props(new JsonObject()
                .put("default_generation_settings", new JsonObject().put("n_ctx", 2_048))
                .put("modalities", new JsonObject().put("vision", true)));
        open(settings(null, null));
        assertEquals(2_048, state().contextWindow());
        assertTrue(state().sees());
        get(ask(Generate.reply("ann", List.of(new PromptMessage(Role.USER, "See", List.of("/9j/AAAA"))), 64))
                .end
                .future());
        JsonArray parts =
                server.chats().get(0).getJsonArray("messages").getJsonObject(0).getJsonArray("content");
        assertEquals(
                "data:image/jpeg;base64,/9j/AAAA",
                parts.getJsonObject(1).getJsonObject("image_url").getString("url"));
    }

    @Test
    void aSchemaIsGivenUpStepByStepWhereItIsRefused() {
        server.chats((body, response) -> {
            if (body.containsKey("response_format")) {
                ScriptedOpenAi.refuses(response, 400, "response_format is not supported");
            } else {
                ScriptedOpenAi.says(response, "{}");
            }
        });
        open(settings(null, null));
        Generate question = new Generate(
                "ann", InferenceApi.Priority.PERSON, List.of(new PromptMessage(Role.USER, "x")), 64, SCHEMA);
        Asked asked = ask(question);
        get(asked.end.future());
        assertEquals("{}", asked.text());
        assertEquals(
                List.of("json_schema", "json_object", "null"),
                server.chats().stream()
                        .map(body -> body.getJsonObject("response_format", new JsonObject()))
                        .map(format -> String.valueOf(format.getString("type")))
                        .toList());
        get(ask(question).end.future());
        assertEquals(4, server.chats().size(), "once for all");
    }

    @Test
    void aTemplateWithoutASystemGetsThePersonaInTheFirstMessage() {
        server.chats((body, response) -> {
            if (body.getJsonArray("messages").getJsonObject(0).getString("role").equals("system")) {
                ScriptedOpenAi.refuses(response, 400, "System role not supported");
            } else {
                ScriptedOpenAi.says(response, "Hello.");
            }
        });
        open(settings(null, null));
        Asked asked = ask(Generate.reply(
                "ann", List.of(new PromptMessage(Role.SYSTEM, "Persona"), new PromptMessage(Role.USER, "Hi")), 64));
        get(asked.end.future());
        assertEquals("Hello.", asked.text());
        JsonArray sent = server.chats().get(1).getJsonArray("messages");
        assertEquals(1, sent.size());
        assertEquals("Persona\n\nHi", sent.getJsonObject(0).getString("content"));
    }

    @Test
    void whatThinksIsAskedNotToAndMayUseAsManyTokens() {
        server.chats((body, response) -> ScriptedOpenAi.begin(response)
                .end("data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"Hm.\"}}]}\n\n"
                        + ScriptedOpenAi.whole("Hi.")));
        open(settings(null, null));
        assertEquals("Hi.", reply());
        assertNull(server.chats().get(0).getValue("chat_template_kwargs"));
        assertEquals("Hi.", reply());
        JsonObject told = server.chats().get(1).getJsonObject("chat_template_kwargs");
        assertNotNull(told);
        assertFalse(told.getBoolean("enable_thinking"));
    }

    @Test
    void meaningsComeInTheOrderOfTheTexts() {
        open(settings(null, null));
        InferenceApi.Embedded told =
                get(bus.request(InferenceApi.EMBED, new InferenceApi.Embed("served", List.of("a", "b"), true)));
        assertEquals(2, told.embeddings().size());
        assertTrue(
                told.embeddings().get(0).numbers()[0] > told.embeddings().get(0).numbers()[1]);
    }

    @Test
    void modelsAreNeitherGotNorDeletedThere() {
        open(settings(null, null));
        Failure pull = failure(() -> get(bus.request(ModelCatalogApi.PULL, new ModelCatalogApi.PullModel("x"))));
        assertEquals(Code.UNAVAILABLE, pull.code());
        assertTrue(pull.sentence().contains("get no models"), pull.sentence());
        Failure delete =
                failure(() -> get(bus.request(ModelCatalogApi.DELETE, new ModelCatalogApi.DeleteModel("served"))));
        assertEquals(Code.INVALID, delete.code());
        ModelCatalogApi.ModelList list = get(bus.request(ModelCatalogApi.LIST, new ModelCatalogApi.ListModels()));
        assertEquals("OpenAI API", list.hosts().get(0).kind());
        assertEquals("served", list.models().get(0).name());
    }

    private static Failure failure(Runnable asked) {
        try {
            asked.run();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Failure failure) {
                return failure;
            }
        }
        throw new AssertionError("no failure");
    }

    @Test
    void aPersonGoesOnWhereTheirConversationIsAndOthersWhereThereIsMoreRoom() {
        ScriptedOpenAi other = new ScriptedOpenAi(vertx);
        other.chats((body, response) -> ScriptedOpenAi.says(response, "Other."));
        open(settings(server, null, null, 1, 2), settings(other, null, null, 3, 2));
        Generate ann =
                Generate.reply("ann", List.of(new PromptMessage(Role.USER, "I am Ann, " + "and ".repeat(40))), 64);
        Generate bob =
                Generate.reply("bob", List.of(new PromptMessage(Role.USER, "Bob here, " + "or ".repeat(40))), 64);
        get(ask(ann).end.future());
        assertEquals(1, other.chats().size(), "it has three times the weight");
        // While the other is busy with one, it still has a third of the load.
        get(ask(bob).end.future());
        get(ask(ann).end.future());
        assertEquals(3, other.chats().size());
        other.down(true);
        await().until(() -> list(1).reachable() == false);
        Asked elsewhere = ask(ann);
        get(elsewhere.end.future());
        assertEquals("Hello.", elsewhere.text(), "a server that is away is skipped");
        other.down(false);
        await().until(() -> list(1).reachable());
        Asked warm = ask(ann);
        get(warm.end.future());
        assertEquals("Hello.", warm.text(), "and she stays where it was read last, whatever the weight");
    }

    private ModelCatalogApi.Host list(int server) {
        return get(bus.request(ModelCatalogApi.LIST, new ModelCatalogApi.ListModels()))
                .hosts()
                .get(server);
    }

    @Test
    void threeFailuresInARowAreEnoughForAWhile() {
        server.chats((body, response) -> ScriptedOpenAi.refuses(response, 500, "broken"));
        open(settings(null, null));
        for (int i = 0; i < 3; i++) {
            await().until(() -> state().ready() || state().detail().contains("in a row"));
            if (!state().detail().contains("in a row")) {
                assertEquals(Code.UNAVAILABLE, ask().failure().code());
            }
        }
        assertEquals(3, server.chats().size());
        server.chats((body, response) -> ScriptedOpenAi.says(response, "Hello."));
        await().until(() -> state().ready());
        assertEquals("Hello.", reply());
    }
}
