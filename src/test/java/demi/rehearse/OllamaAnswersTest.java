package demi.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.rehearse.request.JsonFormat;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Ollama answers, in its words: status and sentence of each of these were seen with Ollama v0.17.4, but for those of
 * the embedding model and of one that thinks, which are from its source.
 */
class OllamaAnswersTest extends OllamaFixture {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/api/chat | {`think`:true} | 400 | \"llama3.2:1b\" does not support thinking",
                "/api/chat | {`think`:`high`} | 400 | \"llama3.2:1b\" does not support thinking",
                "/api/chat | {`think`:`often`} | 400 | invalid think value: \"often\" (must be \"high\", \"medium\","
                        + " \"low\", true, or false)",
                "/api/chat | {`model`:`nomic-embed-text`} | 400 | \"nomic-embed-text\" does not support chat",
                "/api/generate | {`model`:`nomic-embed-text`,`prompt`:`x`} | 400 | \"nomic-embed-text\" does not support"
                        + " generate",
                "/api/chat | {`model`:``} | 400 | model is required",
                "/api/chat | {`model`:`no such`} | 400 | model is required",
                "/api/generate | {`model`:``} | 404 | model '' not found",
                "/api/chat | {`model`:`nope`,`stream`:true} | 404 | model 'nope' not found",
                "/api/show | {`model`:`nope`} | 404 | model 'nope' not found",
                "/api/show | {`model`:``} | 400 | model is required",
                "/api/embed | {`model`:`nope`,`input`:`x`} | 404 | model \"nope\" not found, try pulling it first",
                "/api/embed | {`input`:`x`} | 501 | this model does not support embeddings",
                "/api/embed | {`input`:5} | 400 | invalid input type",
                "/api/embed | {`input`:[`a`,5]} | 400 | invalid input type",
                "/api/pull | {`model`:`no such`} | 400 | invalid model name",
                "/api/chat | {`keep_alive`:`300`} | 400 | time: missing unit in duration \"300\"",
                "/api/chat | {`keep_alive`:`-1`} | 400 | time: missing unit in duration \"-1\"",
                "/api/chat | {`keep_alive`:`5x`} | 400 | time: unknown unit \"x\" in duration \"5x\"",
                "/api/chat | {`keep_alive`:true} | 400 | Unsupported type: 'bool'",
                "/api/chat | {`options`:{`temperature`:`warm`}} | 500 | option \"temperature\" must be of type float32",
                "/api/chat | {`options`:{`num_ctx`:`big`}} | 500 | option \"num_ctx\" must be of type integer",
                "/api/chat | {`options`:{`stop`:`x`}} | 500 | option \"stop\" must be of type array",
                "/api/chat | {`options`:{`stop`:[1]}} | 500 | option \"stop\" must be of an array of strings",
                "/api/chat | {`options`:{`use_mmap`:1}} | 500 | option \"use_mmap\" must be of type boolean",
                "/api/chat | {`format`:`yaml`} | 500 | invalid format: \"\\\"yaml\\\"\"; expected \"json\" or a valid JSON"
                        + " Schema object",
                "/api/chat | {`format`:[]} | 500 | invalid format: \"[]\"; expected \"json\" or a valid JSON Schema object",
                "/api/chat | {`format`:{`type`:`nonsense`}} | 500 | invalid JSON schema in format",
                "/api/chat | {`format`:{`properties`:{`a`:{`type`:`string`,`pattern`:`abc`}}}} | 500 | invalid JSON schema"
                        + " in format",
                "/api/chat | {`messages`:`no`} | 400 | json: cannot unmarshal string into Go struct field"
                        + " ChatRequest.messages of type []api.Message",
                "/api/chat | {`messages`:[{`role`:`user`,`content`:5}]} | 400 | json: cannot unmarshal number into Go"
                        + " struct field ChatRequest.messages.content of type string",
                "/api/chat | {`options`:[]} | 400 | json: cannot unmarshal array into Go struct field ChatRequest.options of"
                        + " type map[string]interface {}",
                "/api/chat | {`messages`:[{`role`:`user`,`content`:`x`,`images`:[`%%%`]}]} | 400 | illegal base64 data at"
                        + " input byte 0",
                "/api/chat | {`model`:`gemma3:270m`,`messages`:[{`role`:`user`,`content`:`x`,`images`:[`iVBORw==`]}]} | 500"
                        + " | Failed to create new sequence: failed to process inputs: this model is missing data required"
                        + " for image input"
            })
    void refusesInItsOwnWords(String path, String more, int status, String sentence) throws Exception {
        JsonObject body = path.equals("/api/chat") ? talk(LLAMA, "hi") : new JsonObject().put("model", LLAMA);
        body.mergeIn(new JsonObject(more.replace('`', '"')));
        Answer answer = post(path, body);
        assertEquals(status + " " + sentence, answer.status() + " " + answer.error());
        assertEquals("application/json", answer.type().replace("; charset=utf-8", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"think\":false}",
                "{\"options\":{\"whatever\":\"big\",\"temperature\":null}}",
                "{\"options\":{\"num_predict\":0}}",
                "{\"format\":\"\"}",
                "{\"format\":null}",
                "{\"keep_alive\":\"5m\"}",
                "{\"keep_alive\":\"1800s\"}",
                "{\"keep_alive\":-1}",
                "{\"keep_alive\":\"-1s\"}",
                "{\"model\":\"LLAMA3.2:1B\"}",
                "{\"model\":\"library/llama3.2:1b\"}",
                "{\"model\":\"registry.ollama.ai/library/llama3.2:1b\"}",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"x\",\"images\":[\"iVBORw==\"]}]}"
            })
    void ignoresOrTakes(String more) throws Exception {
        Answer answer = chat(more, "hi");
        assertEquals(200, answer.status(), answer.body());
        assertEquals("well then", answer.json().getJsonObject("message").getString("content"));
    }

    @Test
    void namesTheModelAsItWasAsked() throws Exception {
        assertEquals(
                "Library/LLAMA3.2:1b",
                chat("{\"model\":\"Library/LLAMA3.2:1b\"}", "hi").json().getString("model"));
    }

    @Test
    void aPictureThatIsNotSeenIsATagInTheText() throws Exception {
        chat("{\"messages\":[{\"role\":\"user\",\"content\":\"x\",\"images\":[\"iVBORw==\"]}]}");
        assertTrue(newest().rendered().contains("\n\n[img-0]x<|eot_id|>"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"messages\":[]} | load",
                "{\"messages\":[],\"keep_alive\":\"5m\"} | load",
                "{\"messages\":[],\"keep_alive\":0} | unload",
                "{\"messages\":[],\"keep_alive\":\"0\"} | unload",
                "{\"messages\":[],\"keep_alive\":0,\"options\":{\"temperature\":\"warm\"}} | unload"
            })
    void withoutMessagesItLoadsOrUnloads(String more, String reason) throws Exception {
        Answer answer = chat(more);
        assertEquals(reason, answer.json().getString("done_reason"), answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "[]", "null"})
    void nothingToEmbedHasNoVectors(String input) throws Exception {
        assertEquals(new JsonArray(), embed("{\"input\":" + input + "}").json().getJsonArray("embeddings"));
    }

    @Test
    void anEmptyTextAmongOthersHasAVectorToo() throws Exception {
        assertEquals(
                2,
                embed("{\"input\":[\"a\",\"\"]}")
                        .json()
                        .getJsonArray("embeddings")
                        .size());
    }

    @Test
    void oneTextThatIsTooLongFailsAllWhereNothingMayBeCut() throws Exception {
        String input = "\"input\":[\"a\",\"" + "word ".repeat(100) + "\"],\"options\":{\"num_ctx\":16}";
        Answer refused = embed("{\"truncate\":false," + input + "}");
        assertEquals(400, refused.status());
        assertEquals("the input length exceeds the context length", refused.error());
        assertEquals(200, embed("{" + input + "}").status());
    }

    private Answer embed(String more) throws Exception {
        return post("/api/embed", new JsonObject(more).put("model", "nomic-embed-text"));
    }

    @Test
    void anErrorBeforeTheFirstWordHasItsStatusAlsoWhenStreaming() throws Exception {
        ollama.play(Script.of(ScriptStep.error("out of memory")));
        Answer answer = chat("{\"stream\":true}", "hi");
        assertEquals("500 out of memory", answer.status() + " " + answer.error());
        assertEquals("application/json", answer.type());
    }

    @Test
    void aPromptThatIsTooLongIsRefusedWhereNothingMayBeCut() throws Exception {
        Answer answer = chat("{\"stream\":true,\"truncate\":false,\"options\":{\"num_ctx\":64}}", "word ".repeat(100));
        assertEquals("400 application/json", answer.status() + " " + answer.type());
        assertEquals("{\"error\":\"the input length exceeds the context length\"}", answer.body());
    }

    @Test
    void elseTheOldestMessagesAreDroppedInSilence() throws Exception {
        JsonObject body =
                talk(LLAMA, "first ".repeat(50), "second", "third").put("options", new JsonObject().put("num_ctx", 90));
        body.getJsonArray("messages").add(0, message("system", "persona"));
        assertEquals(200, post("/api/chat", body).status());
        String read = newest().rendered();
        assertTrue(read.contains("persona") && read.contains("second") && read.contains("third"), read);
        assertFalse(read.contains("first"), read);
    }

    @Test
    void aSingleMessageThatIsTooLongLosesItsMiddle() throws Exception {
        Answer answer = chat("{\"options\":{\"num_ctx\":64}}", "word ".repeat(100));
        assertEquals(64, answer.json().getInteger("prompt_eval_count"));
    }

    @Test
    void withoutShiftingTheReplyEndsWhereTheWindowDoes() throws Exception {
        ollama.play(Script.saying("a b c d e f g h"));
        int prompt = chat("{}", "hi").json().getInteger("prompt_eval_count");
        String window = "\"options\":{\"num_ctx\":" + (prompt + 3) + "}";
        Answer answer = chat("{\"shift\":false," + window + "}", "hi");
        assertEquals("length", answer.json().getString("done_reason"));
        assertEquals(3, answer.json().getInteger("eval_count"));
        assertEquals("stop", chat("{" + window + "}", "hi").json().getString("done_reason"));
    }

    @Test
    void showTellsWhatAModelCanDo() throws Exception {
        assertEquals(new JsonArray().add("completion").add("tools"), show(LLAMA).getJsonArray("capabilities"));
        assertEquals(new JsonArray().add("embedding"), show("nomic-embed-text").getJsonArray("capabilities"));
        assertTrue(show("qwen3:8b").getJsonArray("capabilities").contains("thinking"));
        assertTrue(show("llava:7b").getJsonArray("capabilities").contains("vision"));
        assertEquals(512, show(GEMMA).getJsonObject("model_info").getInteger("gemma3.attention.sliding_window"));
        assertNull(show(QWEN).getJsonObject("model_info").getInteger("qwen2.attention.sliding_window"));
        assertTrue(show(QWEN).getString("template").contains("<|im_start|>"));
    }

    private JsonObject show(String model) throws Exception {
        return post("/api/show", new JsonObject().put("model", model)).json();
    }

    private static final String SCHEMA = """
            {"type": "object", "required": ["kind", "strength"], "properties": {
              "kind": {"enum": ["none", "joy"]}, "strength": {"type": "integer", "minimum": 0, "maximum": 10},
              "sure": {"type": "number", "minimum": 0, "maximum": 1},
              "words": {"type": "array", "maxItems": 2, "items": {"type": "string", "maxLength": 5}},
              "until": {"type": "string", "pattern": "^[0-9]+h$", "maxLength": 2}}}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\":\"joy\",\"strength\":7} | true",
                "{\"kind\":\"joy\",\"strength\":7,\"sure\":78} | true",
                "{\"kind\":\"joy\",\"strength\":7,\"until\":\"100h\"} | true",
                "{\"kind\":\"joy\",\"strength\":11} | false",
                "{\"kind\":\"joy\",\"strength\":0.7} | false",
                "{\"kind\":\"joy\"} | false",
                "{\"kind\":\"rage\",\"strength\":7} | false",
                "{\"kind\":\"joy\",\"strength\":7,\"more\":1} | false",
                "{\"kind\":\"joy\",\"strength\":7,\"words\":[\"a\",\"b\",\"c\"]} | false",
                "{\"kind\":\"joy\",\"strength\":7,\"words\":[\"longer\"]} | false",
                "{\"kind\":\"joy\",\"strength\":7,\"until\":\"noon\"} | false",
                "Joy! | false"
            })
    void theSamplerHoldsAReplyToItsSchema(String said, boolean passes) throws Exception {
        ollama.sampling(true);
        ollama.play(Script.of(ScriptStep.say(said)));
        Answer answer = chat("{\"format\":" + SCHEMA + "}", "hi");
        String content = answer.json().getJsonObject("message").getString("content");
        assertEquals(passes, content.equals(said), content);
        assertTrue(JsonFormat.fits(new JsonObject(SCHEMA), content), content);
    }

    @Test
    void tooFewTokensLeaveHalfAnObject() throws Exception {
        ollama.sampling(true);
        ollama.play(Script.of(ScriptStep.say("{\"kind\":"), ScriptStep.say("\"joy\",\"strength\":7}")));
        Answer answer = chat("{\"options\":{\"num_predict\":1},\"format\":" + SCHEMA + "}", "hi");
        assertEquals(200, answer.status());
        assertEquals("length", answer.json().getString("done_reason"));
        assertEquals("{\"kind\":", answer.json().getJsonObject("message").getString("content"));
    }
}
