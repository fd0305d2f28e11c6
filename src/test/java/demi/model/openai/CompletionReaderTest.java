package demi.model.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.model.server.ReplyChunk;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Streams as vLLM, llama.cpp's server, LM Studio, LocalAI and Ollama send them, and such as nobody should. */
class CompletionReaderTest {

    private static final String ROLE =
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}";
    private static final String STOP = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}";

    private int thoughts;
    private final CompletionReader reader = new CompletionReader(() -> thoughts++);

    private static String says(String words) {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + words + "\"}}]}";
    }

    /** All that is read of these lines, and of the end of the stream. */
    private List<ReplyChunk> read(String... lines) {
        List<ReplyChunk> read = new ArrayList<>();
        for (String line : String.join("\n", lines).split("\n", -1)) {
            read.addAll(reader.line(Buffer.buffer(line)));
        }
        read.addAll(reader.end());
        return read;
    }

    private static String text(List<ReplyChunk> chunks) {
        return chunks.stream().map(ReplyChunk::text).collect(Collectors.joining());
    }

    private static ReplyChunk last(List<ReplyChunk> chunks) {
        return chunks.get(chunks.size() - 1);
    }

    @Test
    void aStreamOfVllmEndsWithWhatItTook() {
        List<ReplyChunk> read = read(
                ROLE,
                "",
                says("Hi"),
                "",
                says(" there."),
                "",
                STOP,
                "",
                "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":120,\"completion_tokens\":3,\"total_tokens\":123,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":96}}}",
                "",
                "data: [DONE]",
                "");
        assertEquals("Hi there.", text(read));
        assertEquals(3, read.size(), "an event without words is none");
        assertTrue(last(read).done());
        assertFalse(last(read).cut());
        assertEquals(120, last(read).usage().promptTokens());
        assertEquals(96, last(read).usage().cachedTokens());
        assertEquals(3, last(read).usage().replyTokens());
    }

    @Test
    void llamaCppTellsInItsTimingsWhatItHadReadBefore() {
        List<ReplyChunk> read = read(
                says("Hi"),
                "",
                "data: {\"choices\":[{\"finish_reason\":\"length\",\"index\":0,\"delta\":{}}],\"timings\":{\"cache_n\":90,"
                        + "\"prompt_n\":10,\"prompt_ms\":250.5,\"predicted_n\":1}}",
                "",
                "data: [DONE]",
                "");
        assertTrue(last(read).done() && last(read).cut());
        assertEquals(100, last(read).usage().promptTokens());
        assertEquals(90, last(read).usage().cachedTokens());
        assertEquals(250, last(read).usage().reading().toMillis());
    }

    @Test
    void commentsOtherFieldsCarriageReturnsAndMissingSpacesChangeNothing() {
        List<ReplyChunk> read = read(
                ": OPENROUTER PROCESSING\r",
                "\r",
                "id: 7\r",
                "event: message\r",
                "retry: 10\r",
                says("Hi").replace("data: ", "data:") + "\r",
                "\r",
                ":\r",
                STOP + "\r",
                "\r",
                "data:[DONE]\r",
                "\r");
        assertEquals("Hi", text(read));
        assertTrue(last(read).done());
    }

    @Test
    void anEventMayHaveSeveralLinesOfData() {
        List<ReplyChunk> read =
                read("data: {\"choices\":[{\"index\":0,", "data: \"delta\":{\"content\":\"Hi\"}}]}", "", STOP, "", "");
        assertEquals("Hi", text(read));
        assertTrue(last(read).done(), "a server that closes without [DONE] has said all when the reply has its end");
    }

    @Test
    void whatBreaksOffBeforeItsEndIsNotWhole() {
        List<ReplyChunk> read = read(says("Hi"), "", "data: [DONE]", "");
        assertEquals(1, read.size());
        assertFalse(last(read).done());
    }

    @Test
    void anEventWhoseEndIsMissingCounts() {
        assertTrue(last(read(says("Hi"), "", STOP)).done());
    }

    @Test
    void aReplyIsWholeWithItsReasonWhateverStillComes() {
        reader.line(Buffer.buffer(says("Hi")));
        reader.line(Buffer.buffer(""));
        assertFalse(reader.isWhole());
        reader.line(Buffer.buffer(STOP));
        reader.line(Buffer.buffer(""));
        assertTrue(reader.isWhole());
    }

    @Test
    void thinkingIsNoPartOfTheReply() {
        List<ReplyChunk> read = read(
                "data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"Hm.\"}}]}",
                "",
                "data: {\"choices\":[{\"delta\":{\"reasoning\":\"Hm.\"}}]}",
                "",
                "data: {\"choices\":[{\"delta\":{\"reasoning_content\":null,\"content\":\"Hi\"}}]}",
                "",
                STOP,
                "");
        assertEquals("Hi", text(read));
        assertEquals(2, thoughts);
        assertEquals(4, read.size(), "it is heard all the same");
    }

    @Test
    void errorsComeInManyForms() {
        for (String line : List.of(
                "data: {\"error\":{\"message\":\"out of memory\",\"type\":\"server_error\",\"code\":500}}",
                "error: {\"error\":{\"message\":\"out of memory\"}}",
                "data: {\"object\":\"error\",\"message\":\"out of memory\",\"code\":400}",
                "data: {\"error\":\"out of memory\"}",
                "{\"error\":{\"message\":\"out of memory\"}}",
                "{\"detail\":\"out of memory\"}")) {
            CompletionReader fresh = new CompletionReader(() -> {});
            List<ReplyChunk> read = new ArrayList<>(fresh.line(Buffer.buffer(line)));
            read.addAll(fresh.line(Buffer.buffer("")));
            read.addAll(fresh.end());
            assertTrue(Objects.requireNonNull(read.get(0).error(), line).startsWith("out of memory"), read.toString());
        }
    }

    @Test
    void aServerThatDoesNotStreamIsReadAsAWhole() {
        List<ReplyChunk> read = read(
                "{", "  \"choices\": [{\"message\": {\"role\": \"assistant\", \"content\": \"Hi\"},",
                "  \"finish_reason\": \"stop\"}], \"usage\": {\"prompt_tokens\": 5, \"completion_tokens\": 1}", "}");
        assertEquals("Hi", text(read));
        assertTrue(last(read).done());
        assertEquals(5, last(read).usage().promptTokens());
    }

    @Test
    void whatIsNoEventIsRefusedInWordsThatQuoteNothing() {
        for (String line : List.of("data: geheim", "data: [1]", "data: {\"choices\": geheim")) {
            CompletionReader fresh = new CompletionReader(() -> {});
            fresh.line(Buffer.buffer(line));
            IllegalArgumentException thrown =
                    assertThrows(IllegalArgumentException.class, () -> fresh.line(Buffer.buffer("")));
            assertFalse(String.valueOf(thrown.getMessage()).contains("geheim"));
        }
        EventLines endless = new EventLines();
        Buffer line = Buffer.buffer("data: " + "x".repeat(1 << 16));
        assertThrows(IllegalArgumentException.class, () -> {
            for (int i = 0; i < 20; i++) {
                endless.line(line);
            }
        });
    }

    @Test
    void wordsOfSeveralServersForAPromptThatIsTooLong() {
        for (String reason : List.of(
                "the request exceeds the available context size, try increasing it exceed_context_size_error",
                "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens",
                "The decoder prompt (length 5000) is longer than the maximum model length of 4096. max_model_len",
                "Trying to keep the first 5000 tokens when context the overflows. context is too long",
                "the input length exceeds the context length")) {
            assertTrue(OpenAiRefusal.isTooLong(reason), reason);
        }
        assertFalse(OpenAiRefusal.isTooLong("Request Entity Too Large"));
    }

    @Test
    void aRefusalThatQuotesWhatWasAskedIsNotLoggedSo() {
        assertEquals(
                "1 validation error: {…",
                OpenAiRefusal.unquoted(OpenAiRefusal.reason(
                        "{\"error\":{\"message\":\"1 validation error: {'input': 'I love Bob'}\"}}")));
        assertEquals("bad …", OpenAiRefusal.unquoted("bad \"I love Bob\""));
        assertEquals(
                "field required",
                OpenAiRefusal.reason("{\"detail\":[{\"msg\":\"field required\",\"input\":\"I love Bob\"}]}"));
    }
}
