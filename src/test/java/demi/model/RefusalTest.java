package demi.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.ModelCatalogApi;
import demi.bus.Failure.Code;
import demi.model.config.ServerAddress;
import demi.model.ollama.OllamaRefusal;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Ollama means, in words for whoever asked. */
class RefusalTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pull model manifest: file does not exist | no such model",
                "invalid model name | no such model",
                "pull model manifest: Get \"https://registry.example/v2/\": dial tcp: lookup registry.example on"
                        + " 10.0.0.1:53: no such host | does not reach the registry",
                "dial tcp 10.0.0.2:443: connect: network is unreachable | does not reach the registry",
                "write /models/blobs/sha256-1-partial: no space left on device | no room",
                "pull model manifest: 412: The model requires a newer version of Ollama | newer Ollama",
                "pull model manifest: 401: unauthorized | does not let",
                "max retries exceeded: unexpected EOF | broke off",
                "read tcp 10.0.0.1:1->10.0.0.2:443: read: connection reset by peer | broke off",
                "context canceled | broke off",
                "digest mismatch, file must be downloaded again | damaged",
                "tls: failed to verify certificate: x509: expired | safe connection",
                "something that nobody knows | log"
            })
    void aPullThatFailedSaysInPlainWordsWhatToDo(String error, String said) {
        String sentence = OllamaRefusal.ofPull(error);
        assertTrue(sentence.contains(said), sentence);
        assertTrue(!sentence.contains("10.0.0") && !sentence.contains("sha256"), sentence);
    }

    @Test
    void aRefusedChatIsTheServersTheRequestsOrThePromptsFault() {
        String tooLong = "the input length exceeds the context length";
        assertEquals(Code.TOO_LONG, OllamaRefusal.ofChat(400, tooLong, "m").code());
        assertEquals(Code.TOO_LONG, OllamaRefusal.ofChat(500, tooLong, "m").code(), "of earlier versions");
        assertEquals(Code.INVALID, OllamaRefusal.ofChat(400, "bad", "m").code());
        assertEquals(Code.INVALID, OllamaRefusal.ofChat(413, "", "m").code(), "a proxy's limit is no window");
        assertEquals(
                Code.NOT_FOUND,
                OllamaRefusal.ofChat(404, "model 'm' not found", "m").code());
        assertEquals(Code.UNAVAILABLE, OllamaRefusal.ofChat(401, "", "m").code());
        assertEquals(Code.UNAVAILABLE, OllamaRefusal.ofChat(500, "", "m").code());
        assertEquals("", OllamaRefusal.reason("<html>"));
        assertEquals("", OllamaRefusal.reason("[1]"));
        assertEquals("a b", OllamaRefusal.reason("{\"error\":\"a\\nb\"}"));
    }

    @ParameterizedTest
    @CsvSource({
        "llama3.2, llama3.2:latest, true",
        "Llama3.2:1B, llama3.2:1b, true",
        "library/qwen3, qwen3:latest, true",
        "registry.ollama.ai/library/qwen3:8b, qwen3:8b, true",
        "hf.co/some/model:Q4, HF.co/some/model:q4, true",
        "host:5000/some/model, host:5000/some/model:latest, true",
        "qwen3:8b, qwen3:4b, false",
        "some/qwen3, qwen3, false"
    })
    void aModelHasSeveralNames(String one, String other, boolean same) {
        assertEquals(same, ModelCatalogApi.same(one, other));
        assertEquals(same, ModelCatalogApi.same(other, one));
    }

    @Test
    void anAddressKeepsItsPasswordToItself() {
        ServerAddress address = ServerAddress.of(URI.create("https://ann:secret@host/ollama"));
        assertEquals("https://***@host/ollama", address.toString());
        assertEquals("https://host/ollama", address.base().toString());
        assertEquals(
                "http://host:11434",
                ModelSettings.withoutWrongPath("http://host:11434/v1").orElse(""));
        assertEquals(
                "http://host",
                ModelSettings.withoutWrongPath("http://host/api/").orElse(""));
        assertTrue(ModelSettings.withoutWrongPath("http://host/ollama").isEmpty());
    }
}
