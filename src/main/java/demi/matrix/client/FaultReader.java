package demi.matrix.client;

import demi.matrix.client.MatrixFault.Kind;
import demi.util.BoundedHttpClient.Answer;
import demi.util.BoundedHttpClient.TooLong;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an answer that is no success means; also one of a proxy. */
final class FaultReader {

    private static final Pattern ERRCODE = Pattern.compile("[A-Za-z0-9_.]{1,100}");
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final Duration UNSTATED_PAUSE = Duration.ofSeconds(5);

    private static final Map<String, Kind> BY_CODE = Map.ofEntries(
            Map.entry("M_UNKNOWN_TOKEN", Kind.TOKEN),
            Map.entry("M_MISSING_TOKEN", Kind.TOKEN),
            Map.entry("M_USER_DEACTIVATED", Kind.TOKEN),
            Map.entry("M_LIMIT_EXCEEDED", Kind.RATE_LIMIT),
            Map.entry("M_RESOURCE_LIMIT_EXCEEDED", Kind.SERVER),
            // Somebody may unlock it.
            Map.entry("M_USER_LOCKED", Kind.SERVER),
            Map.entry("M_NOT_YET_UPLOADED", Kind.SERVER),
            Map.entry("M_FORBIDDEN", Kind.FORBIDDEN),
            Map.entry("M_GUEST_ACCESS_FORBIDDEN", Kind.FORBIDDEN),
            Map.entry("M_NOT_FOUND", Kind.NOT_FOUND),
            Map.entry("M_UNRECOGNIZED", Kind.UNRECOGNIZED));

    private FaultReader() {}

    static MatrixFault of(String what, Answer answer) {
        JsonObject error = object(answer.body());
        String errcode = errcode(error);
        int status = answer.status();
        Kind kind = BY_CODE.getOrDefault(errcode, byStatus(status, error != null));
        Duration pause = kind == Kind.RATE_LIMIT || status == 503 ? pause(error, answer.header("retry-after")) : null;
        if (kind == Kind.RATE_LIMIT && pause == null) {
            pause = UNSTATED_PAUSE;
        }
        return new MatrixFault(kind, errcode, sentence(what, kind, errcode, status, error), pause);
    }

    /** @param thrown by the connection; its words may hold the address, which is no secret */
    static MatrixFault of(String what, Throwable thrown) {
        if (thrown instanceof MatrixFault fault) {
            return fault;
        }
        if (thrown instanceof TooLong) {
            return new MatrixFault(Kind.TOO_LARGE, "Matrix " + what + ": " + thrown.getMessage());
        }
        String why = thrown instanceof TimeoutException
                ? String.valueOf(thrown.getMessage())
                : thrown.getClass().getSimpleName();
        return new MatrixFault(Kind.UNREACHABLE, "Matrix " + what + ": the homeserver was not reached (" + why + ")");
    }

    static MatrixFault tooLarge(String what, int longest) {
        return new MatrixFault(Kind.TOO_LARGE, "Matrix " + what + ": more than " + longest + " bytes");
    }

    static MatrixFault noMatrix(String what) {
        return new MatrixFault(Kind.SERVER, "Matrix " + what + ": the answer is not what a homeserver says");
    }

    /** Null where the body is no JSON object. */
    static @Nullable JsonObject object(Buffer body) {
        try {
            return body.toJsonValue() instanceof JsonObject object ? object : null;
        } catch (DecodeException | ClassCastException e) {
            return null;
        }
    }

    private static Kind byStatus(int status, boolean isJson) {
        if (status == 429) {
            return Kind.RATE_LIMIT;
        } else if (status == 401) {
            return isJson ? Kind.TOKEN : Kind.SERVER;
        } else if (status == 403) {
            return isJson ? Kind.FORBIDDEN : Kind.SERVER;
        } else if (status == 404 || status == 405) {
            return Kind.UNRECOGNIZED;
        } else if (status >= 400 && status < 500 && isJson && status != 408) {
            return Kind.REJECTED;
        }
        return Kind.SERVER;
    }

    private static String sentence(String what, Kind kind, String errcode, int status, @Nullable JsonObject error) {
        if (kind == Kind.TOKEN) {
            boolean soft = error != null && Boolean.TRUE.equals(error.getValue("soft_logout"));
            String why = errcode.equals("M_USER_DEACTIVATED")
                    ? "the account is deactivated"
                    : soft
                            ? "the homeserver has ended the session; log in again and give Demi the new access token"
                            : "the homeserver does not accept the access token; make a new one";
            return "Matrix " + what + ": " + why;
        }
        return "Matrix " + what + ": status " + status + (errcode.isEmpty() ? "" : ", " + errcode);
    }

    private static String errcode(@Nullable JsonObject error) {
        return error != null
                        && error.getValue("errcode") instanceof String code
                        && ERRCODE.matcher(code).matches()
                ? code
                : "";
    }

    private static @Nullable Duration pause(@Nullable JsonObject error, @Nullable String header) {
        if (error != null && error.getValue("retry_after_ms") instanceof Number millis) {
            return bounded(millis.longValue());
        }
        try {
            // The other form, a date, is left aside: none of the servers uses it.
            return header == null ? null : bounded(Math.multiplyExact(Long.parseLong(header.strip()), 1000L));
        } catch (NumberFormatException | ArithmeticException e) {
            return null;
        }
    }

    private static Duration bounded(long millis) {
        return Duration.ofMillis(Math.max(0, Math.min(millis, LONGEST_PAUSE.toMillis())));
    }
}
