package demi.telegram;

import io.vertx.core.json.JsonObject;

/** Answers as the Bot API gives them. */
final class FakeAnswers {

    private FakeAnswers() {}

    static JsonObject result(Object result) {
        return new JsonObject().put("ok", true).put("result", result);
    }

    static JsonObject error(int code, String description) {
        return new JsonObject().put("ok", false).put("error_code", code).put("description", description);
    }

    static JsonObject flood(long seconds) {
        return error(429, "Too Many Requests: retry after " + seconds)
                .put("parameters", new JsonObject().put("retry_after", seconds));
    }

    static JsonObject migrated(long to) {
        return error(400, "Bad Request: group chat was upgraded to a supergroup chat")
                .put("parameters", new JsonObject().put("migrate_to_chat_id", to));
    }
}
