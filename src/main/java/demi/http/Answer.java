package demi.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** A JSON answer. */
record Answer(int status, JsonNode body, Map<String, String> headers) {

    static Answer ok(JsonNode body) {
        return new Answer(200, body, Map.of());
    }
}
