package demi.http.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.bus.Failure;
import demi.http.server.RefusedRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.ext.web.handler.HttpException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a request was refused, as RFC 9457 has it. */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String detail;
    private final transient @Nullable String field;
    private final transient @Nullable String rule;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    private Problem(int status, String detail, @Nullable String field, @Nullable String rule) {
        super(detail, null, false, false);
        this.status = status;
        this.detail = detail;
        this.field = field;
        this.rule = rule;
    }

    public static Problem of(int status, String detail) {
        return new Problem(status, detail, null, null);
    }

    public static Problem unauthorized(String detail) {
        return of(401, detail).with("WWW-Authenticate", "Bearer");
    }

    /** The password was right: the same request with a {@code code} gets in. */
    public static Problem codeNeeded(String detail) {
        return new Problem(401, detail, "code", null).with("WWW-Authenticate", "Bearer");
    }

    /** 422: {@code field} is missing, or {@code rule} does not hold for it. */
    public static Problem field(String field, String rule) {
        return new Problem(422, field + " " + rule, field, rule);
    }

    /** 422: {@code field} is not as it has to be; the sentence says how. */
    public static Problem wrong(String field, String detail) {
        return new Problem(422, detail, field, null);
    }

    /** What any failure of a request comes out as. */
    static Problem from(@Nullable Throwable thrown, int statusWithoutCause) {
        if (thrown instanceof Problem problem) {
            return problem;
        }
        if (thrown instanceof HttpException refused) {
            return of(refused.getStatusCode(), reason(refused.getStatusCode()));
        }
        if (thrown instanceof Failure failure) {
            return from(failure);
        }
        if (thrown instanceof RefusedRequest refused) {
            return of(refused.status(), String.valueOf(refused.getMessage())).closing();
        }
        return thrown == null && statusWithoutCause >= 400
                ? of(statusWithoutCause, reason(statusWithoutCause))
                : of(500, "Something went wrong inside Demi.");
    }

    private static Problem from(Failure failure) {
        return switch (failure.code()) {
            case INVALID, TOO_LONG -> of(422, failure.sentence());
            case NOT_FOUND -> of(404, failure.sentence());
            case UNAVAILABLE, TIMEOUT, CANCELLED ->
                of(503, "Demi cannot do that right now; please try again.").with("Retry-After", "5");
            case INTERNAL -> of(500, "Something went wrong inside Demi.");
        };
    }

    public Problem with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** The connection ends with this answer: nobody knows what comes next, or waits for it. */
    Problem closing() {
        return with("Connection", "close");
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    ObjectNode body(Language language) {
        ObjectNode body = JsonViews.object()
                .put("type", "about:blank")
                .put("title", reason(status))
                .put("status", status)
                .put("detail", detail(language));
        return field == null ? body : body.put("field", field);
    }

    private String detail(Language language) {
        return rule == null ? language.tell(detail) : field + " " + language.tell(rule);
    }

    private static String reason(int status) {
        return HttpResponseStatus.valueOf(status).reasonPhrase();
    }
}
