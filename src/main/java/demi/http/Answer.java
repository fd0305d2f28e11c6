package demi.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A JSON answer.
 *
 * @param sent run when it has been sent, or could not be
 */
record Answer(int status, JsonNode body, Map<String, String> headers, Runnable sent) {

    Answer(int status, JsonNode body, Map<String, String> headers) {
        this(status, body, headers, () -> {});
    }

    static Answer ok(JsonNode body) {
        return new Answer(200, body, Map.of());
    }

    /** The same, that runs {@code sent} when it has been sent. */
    Answer then(Runnable then) {
        return new Answer(status, body, headers, then);
    }
}
