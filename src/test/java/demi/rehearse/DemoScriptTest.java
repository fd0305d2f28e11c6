package demi.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.rehearse.request.JsonFormat;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoScriptTest {

    private static Script.Request said(String... words) {
        List<Script.Message> messages = new ArrayList<>();
        for (String word : words) {
            messages.add(new Script.Message("user", word));
            messages.add(new Script.Message("assistant", "mhm"));
        }
        return new Script.Request("m", messages, new JsonObject(), new JsonObject());
    }

    @Test
    void theFirstAnswerSaysThatThisIsARehearsal() {
        assertTrue(DemoScript.answer(said("hello")).contains("Rehearsal"));
        assertFalse(DemoScript.answer(said("hello", "hello")).contains("ehearsal"));
    }

    @Test
    void theSameWordsTwiceGetTwoAnswers() {
        assertNotEquals(DemoScript.answer(said("a", "so")), DemoScript.answer(said("a", "so", "so")));
    }

    @ParameterizedTest
    @CsvSource({
        "I want to die,real person",
        "I'm so sad today,No teasing",
        "Where do I get OLLAMA,ollama.com",
        "this null pointer again,the first line of the error",
        "thank you,gratitude"
    })
    void answersToWhatWasSaid(String words, String answer) {
        assertTrue(DemoScript.answer(said(words)).contains(answer), () -> DemoScript.answer(said(words)));
    }

    @Test
    void theNoteBehindWhatWasSaidIsNotAnswered() {
        String note =
                "\n\n(For Demi, not to be repeated: it is late, and you are sad; they once said thanks for the code)";
        assertEquals("hello", said("hello" + note).lastFromUser());
        assertEquals(DemoScript.answer(said("hello")), DemoScript.answer(said("hello" + note)));
    }

    @Test
    void bracketsOfAPersonsOwnStay() {
        assertEquals("so (I said)", said("so (I said)").lastFromUser());
        assertEquals("first\n\nthen (maybe)", said("first\n\nthen (maybe)").lastFromUser());
    }

    @Test
    void aFormatIsAnsweredWithItsSmallestValue() {
        JsonObject schema = new JsonObject("""
                {"type": "object", "properties": {"kind": {"enum": ["none", "some"]},
                 "strength": {"type": "integer", "minimum": 1, "maximum": 10}, "sure": {"type": "number"},
                 "facts": {"type": "array", "items": {"type": "string"}, "maxItems": 3},
                 "quiet": {"type": "string", "pattern": "^(no|tonight|[0-9]+h)$"},
                 "distress": {"type": "boolean"}, "about": {"type": "string"}}}""");
        String smallest = Json.encode(JsonFormat.smallest(schema));
        assertEquals(
                "{\"kind\":\"none\",\"strength\":1,\"sure\":0,\"facts\":[],\"quiet\":\"no\",\"distress\":false,\"about\":\"\"}",
                smallest);
        assertTrue(JsonFormat.fits(schema, smallest));
        Script.Request request = new Script.Request(
                "m",
                List.of(new Script.Message("user", "hi")),
                new JsonObject(),
                new JsonObject().put("format", schema));
        assertEquals(1, new DemoScript(0).reply(request).size());
    }
}
