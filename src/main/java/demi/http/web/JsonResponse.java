package demi.http.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A JSON answer.
 *
 * @param sent run when it has been sent, or could not be
 */
public record JsonResponse(int status, JsonNode body, Map<String, String> headers, Runnable sent) {

    public JsonResponse(int status, JsonNode body, Map<String, String> headers) {
        this(status, body, headers, () -> {});
    }

    public static JsonResponse ok(JsonNode body) {
        return new JsonResponse(200, body, Map.of());
    }

    /** The same, that runs {@code sent} when it has been sent. */
    public JsonResponse then(Runnable then) {
        return new JsonResponse(status, body, headers, then);
    }
}
