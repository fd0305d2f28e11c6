package demi.telegram.bot;

import demi.telegram.bot.BotApiException.Kind;
import demi.telegram.update.Fields;
import demi.telegram.update.MalformedUpdate;
import demi.util.HttpExchange.Answer;
import demi.util.OneLine;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what every method of the Bot API answers: a result, or a code and a description. */
final class AnswerReader {

    private static final int LONGEST_DESCRIPTION = 200;
    private static final long LONGEST_WAIT_S = Duration.ofDays(1).toSeconds();

    private AnswerReader() {}

    /**
     * The result.
     *
     * @param hidden the token, should a description tell it
     * @throws BotApiException where there is none
     */
    static Object result(String method, Answer answer, String hidden) {
        JsonObject json = json(method, answer);
        Object ok = json.getValue("ok");
        Object result = json.getValue("result");
        if (Boolean.TRUE.equals(ok) && result != null) {
            return result;
        }
        if (Boolean.FALSE.equals(ok)) {
            throw refusal(method, answer.status(), json, hidden);
        }
        throw unreadable(method, answer);
    }

    private static JsonObject json(String method, Answer answer) {
        try {
            if (Json.decodeValue(answer.body()) instanceof JsonObject json) {
                return json;
            }
        } catch (DecodeException e) {
            // Its message tells the beginning of the body.
            throw unreadable(method, answer);
        }
        throw unreadable(method, answer);
    }

    /** A proxy's page, or half an answer: what the server has done is not known. */
    private static BotApiException unreadable(String method, Answer answer) {
        return new BotApiException(
                Kind.SERVER, method + ": status " + answer.status() + ", and no answer of a Bot API", true, null, null);
    }

    private static BotApiException refusal(String method, int status, JsonObject json, String hidden) {
        Fields answer = Fields.of(json, "answer");
        long code = optional(answer, "error_code", status);
        String description = json.getValue("description") instanceof String text ? text : "";
        Fields parameters = Fields.of(
                json.getValue("parameters") instanceof JsonObject given ? given : new JsonObject(), "parameters");
        long retryAfter = optional(parameters, "retry_after", 0);
        long migratedTo = optional(parameters, "migrate_to_chat_id", 0);
        Kind kind = kind(code, migratedTo != 0);
        return new BotApiException(
                kind,
                method + ": " + code + " " + shortened(description.replace(hidden, "***")),
                kind == Kind.SERVER,
                kind == Kind.FLOOD && retryAfter > 0 ? Duration.ofSeconds(Math.min(retryAfter, LONGEST_WAIT_S)) : null,
                kind == Kind.MIGRATED ? migratedTo : null);
    }

    private static long optional(Fields fields, String name, long otherwise) {
        try {
            Long number = fields.numberOrNull(name);
            return number == null ? otherwise : number;
        } catch (MalformedUpdate e) {
            return otherwise;
        }
    }

    private static Kind kind(long code, boolean migrated) {
        if (migrated) {
            return Kind.MIGRATED;
        }
        if (code >= 500) {
            return Kind.SERVER;
        }
        return switch ((int) code) {
            case 401, 404 -> Kind.TOKEN;
            case 403 -> Kind.FORBIDDEN;
            case 409 -> Kind.CONFLICT;
            case 429 -> Kind.FLOOD;
            default -> Kind.REFUSED;
        };
    }

    private static String shortened(String description) {
        String line = OneLine.of(description);
        return line.length() <= LONGEST_DESCRIPTION ? line : line.substring(0, LONGEST_DESCRIPTION);
    }

    /** Whether it is a webhook, and not another program, that keeps the updates. */
    static boolean isWebhook(@Nullable String sentence) {
        return sentence != null && sentence.toLowerCase(Locale.ROOT).contains("webhook");
    }
}
