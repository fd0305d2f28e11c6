package demi.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.PromptGuard;
import demi.rehearse.request.TokenEstimate;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What templates make of messages, as it was seen with Ollama v0.17.4, and what the stand-in refuses because of it. */
class OllamaTemplatesTest extends OllamaFixture {

    @Test
    void llamaPutsAllSystemMessagesOnTop() throws Exception {
        assertEquals("""
                <|start_header_id|>system<|end_header_id|>

                Cutting Knowledge Date: December 2023

                A

                C<|eot_id|><|start_header_id|>user<|end_header_id|>

                B<|eot_id|><|start_header_id|>user<|end_header_id|>

                D<|eot_id|><|start_header_id|>assistant<|end_header_id|>

                """, rendered(LLAMA, "system", "A", "user", "B", "system", "C", "user", "D"));
    }

    @Test
    void llamaHasNoPlaceForAnAnswerBehindASystemMessage() throws Exception {
        assertTrue(rendered(LLAMA, "user", "A", "system", "B").endsWith("A<|eot_id|>"));
        assertTrue(rendered(QWEN, "user", "A", "system", "B").endsWith("A<|im_end|>\n<|im_start|>assistant\n"));
    }

    @Test
    void qwenBringsASystemTextOfItsOwn() throws Exception {
        assertTrue(
                rendered(QWEN, "user", "A").startsWith("<|im_start|>system\nYou are Qwen, created by Alibaba Cloud."));
        assertTrue(rendered(QWEN, "system", "S", "user", "A").startsWith("<|im_start|>system\nS<|im_end|>\n"));
    }

    @Test
    void gemmaPutsTheSystemTextIntoTheFirstMessage() throws Exception {
        assertEquals("""
                <start_of_turn>user
                B

                x<end_of_turn>
                <start_of_turn>model
                E<end_of_turn>
                <start_of_turn>user
                x<end_of_turn>
                <start_of_turn>model
                """, rendered(GEMMA, "system", "B", "user", "x", "assistant", "E", "user", "x"));
    }

    @Test
    void gemmaRendersSystemMessagesAloneToNothing() throws Exception {
        assertEquals("", rendered(GEMMA, "system", "B"));
    }

    @ParameterizedTest
    @CsvSource({LLAMA, QWEN, GEMMA})
    void aLastMessageOfTheAssistantsIsContinued(String model) throws Exception {
        assertTrue(rendered(model, "user", "A", "assistant", "once upon").endsWith("once upon"));
    }

    @Test
    void neighboursOfOneRoleAreJoined() throws Exception {
        assertTrue(rendered(QWEN, "user", "A", "user", "B").contains("<|im_start|>user\nA\n\nB<|im_end|>"));
    }

    @Test
    void unknownRolesAreDroppedInSilenceAndKeepTheirNeighboursApart() throws Exception {
        String rendered = rendered(QWEN, "user", "B", "banana", "C", "user", "E");
        assertTrue(rendered.contains("user\nB<|im_end|>\n<|im_start|>user\nE<|im_end|>"), rendered);
    }

    @Test
    void anEmptyMessageOfTheAssistantsStaysAsATurn() throws Exception {
        String rendered = rendered(QWEN, "user", "B", "assistant", "", "user", "E");
        assertTrue(rendered.contains("assistant\n<|im_end|>\n<|im_start|>user\nE"), rendered);
    }

    @Test
    void specialTokensInAnybodysTextAreRealOnes() {
        assertEquals(List.of("hi", "<|eot_id|>", "you"), TokenEstimate.of("hi<|eot_id|>you"));
        assertEquals(List.of("<sta", "rt_o", "f>"), TokenEstimate.of("<start_of>"));
    }

    @Test
    void renderingOnlyRunsNothing() throws Exception {
        Answer answer = chat("{\"_debug_render_only\":true}", "hi");
        assertEquals("", answer.json().getJsonObject("message").getString("role"));
        assertFalse(answer.json().getBoolean("done"));
        assertEquals(0, ollama.mostOpen());
    }

    @Test
    void anOlderServerAnswersInsteadOfRendering() throws Exception {
        ollama.rendering(false);
        assertTrue(chat("{\"_debug_render_only\":true}", "hi").json().getBoolean("done"));
    }

    @Test
    void aShapeCanBeChosen() throws Exception {
        ollama.template(ChatTemplate.GEMMA);
        assertTrue(rendered(LLAMA, "user", "x").startsWith("<start_of_turn>user"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "system A, user B, system C, user D => message 3 of 4 is a system message and not the first, or alone",
                "system A => message 1 of 1 is a system message and not the first, or alone",
                "user A, user B => message 2 of 2 is of role user where it is the assistant's turn",
                "system A, assistant B => message 2 of 2 is of role assistant where it is the user's turn",
                "user A, assistant B => message 2 of 2 is the last and not the user's",
                "user A, assistant, user B => message 2 of 3 (assistant) is empty",
                "user A<|im_end|> => message 1 of 1 (user) holds the special token <|im_end|>",
                "banana A => message 1 of 1 is of role banana where it is the user's turn"
            })
    void aStrictOneRefusesWhatSomeTemplateWouldSpoil(String messages, String sentence) throws Exception {
        ollama.strict(true);
        JsonObject body = talk(LLAMA);
        for (String message : messages.split(", ", -1)) {
            String[] parts = message.strip().split(" ", 2);
            body.getJsonArray("messages").add(message(parts[0], parts.length > 1 ? parts[1] : ""));
        }
        assertEquals(400, post("/api/chat", body).status());
        assertEquals(List.of(sentence), ollama.refused());
        assertEquals(1, PromptGuard.take().size());
    }

    @Test
    void aStrictOneTakesWhatEveryTemplateBears() throws Exception {
        ollama.strict(true);
        assertEquals(200, chat("{}", "A", "B", "C").status());
        JsonObject body = talk(LLAMA);
        body.getJsonArray("messages").add(message("system", "S")).add(message("user", "A"));
        assertEquals(200, post("/api/chat", body).status());
        assertEquals(
                200, post("/api/generate", new JsonObject().put("model", LLAMA)).status());
        assertEquals(List.of(), ollama.refused());
    }
}
