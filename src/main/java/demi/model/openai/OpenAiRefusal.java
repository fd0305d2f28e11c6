package demi.model.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import demi.bus.Failure;
import demi.bus.Failure.Code;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is meant by an answer that is no reply: by its status, and by the words of its error, which each server has elsewhere. */
final class OpenAiRefusal {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_REASON = 300;

    private OpenAiRefusal() {}

    /** The words of a body's error, in one short line; empty where there are none. */
    static String reason(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            String reason = json == null ? null : reason(json);
            return reason == null ? "" : reason;
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    /** Null where nothing went wrong. */
    static @Nullable String reason(JsonNode json) {
        JsonNode error = json.path("error");
        if (error.isObject()) {
            return clipped(
                    error.path("message").asText("") + " " + error.path("type").asText(""));
        }
        if (error.isTextual()) {
            return clipped(error.asText());
        }
        // FastAPI, and vLLM before it had an error object.
        if (json.path("object").asText("").equals("error")) {
            return clipped(json.path("message").asText("error"));
        }
        return json.has("detail") && !json.has("choices") ? clipped(detail(json.path("detail"))) : null;
    }

    /** FastAPI's list has beside its sentences what was asked. */
    private static String detail(JsonNode detail) {
        return detail.isTextual() ? detail.asText() : String.join("; ", detail.findValuesAsText("msg"));
    }

    static String clipped(String text) {
        String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() <= LONGEST_REASON ? clean : clean.substring(0, LONGEST_REASON) + "…";
    }

    /** The same for the log: some servers quote what they were asked, which people have said. */
    static String unquoted(String reason) {
        return clipped(reason.replaceAll("(?i)[\"'{\\[]?input[\"']?\\s*[:=].*", "…")
                .replaceAll("\"[^\"]*\"|'[^']*'|`[^`]*`", "…"));
    }

    /**
     * What came of a chat.
     *
     * @param status 200 for an error in the middle of a reply
     */
    static Failure ofChat(int status, String reason, String model) {
        if (isTooLong(reason)) {
            return new Failure(Code.TOO_LONG, "The prompt is longer than the window of " + model + ".");
        }
        return switch (status) {
            case 404 ->
                // A wrong path has no words, or other ones.
                reason.toLowerCase(Locale.ROOT).contains("model")
                        ? new Failure(Code.NOT_FOUND, "The model server has no model " + model + ".")
                        : new Failure(Code.UNAVAILABLE, "The model server has no chat at that address.");
            case 401, 403, 407 ->
                new Failure(Code.UNAVAILABLE, "The model server wants a token, or another; see model.servers.");
            case 400, 413, 422 -> new Failure(Code.INVALID, "The model server refused the request (" + status + ").");
            case 200 -> new Failure(Code.UNAVAILABLE, "The model server reported an error.");
            default -> new Failure(Code.UNAVAILABLE, "The model server answered with an error (" + status + ").");
        };
    }

    /** Whether it wants to know who asks. */
    static boolean isOfLogin(int status) {
        return status == 401 || status == 403 || status == 407;
    }

    /** Whether it is to be asked again, soon: it loads a model, or has too much to do. */
    static boolean isBusy(int status) {
        return status == 503 || status == 429;
    }

    /** Of llama.cpp, vLLM, OpenAI, LM Studio and Ollama, in this order; not a proxy's limit of bytes. */
    static boolean isTooLong(String reason) {
        String lower = reason.toLowerCase(Locale.ROOT);
        return lower.contains("exceed_context_size")
                || lower.contains("context_length_exceeded")
                || lower.contains("maximum context length")
                || lower.contains("max_model_len")
                || (lower.contains("context")
                        && lower.matches(".*(exceed|overflow|too long|larger than|greater than).*"));
    }
}
