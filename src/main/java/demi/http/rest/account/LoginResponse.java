package demi.http.rest.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.AccountsApi;
import demi.api.AccountsApi.Granted;
import demi.api.AccountsApi.LoginResult;
import demi.api.AccountsApi.Refused;
import demi.api.AccountsApi.Tokens;
import demi.api.AutonomyApi;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.http.web.JsonResponse;
import demi.http.web.JsonViews;
import demi.http.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What somebody gets who comes in, and what somebody gets who does not. */
final class LoginResponse {

    private static final Logger LOG = LoggerFactory.getLogger(LoginResponse.class);

    private final Bus bus;

    LoginResponse(Bus bus) {
        this.bus = bus;
    }

    /** From their browser, for who has none: the machine's is often UTC. Nobody is kept out for want of it. */
    Future<LoginResult> inZone(LoginResult entry, @Nullable String zone) {
        if (!(entry instanceof Granted granted)
                || zone == null
                || !ZoneId.getAvailableZoneIds().contains(zone)) {
            return Future.succeededFuture(entry);
        }
        String userId = granted.tokens().userId();
        return bus.request(AutonomyApi.SUGGEST_ZONE, new AutonomyApi.SuggestZone(userId, ZoneId.of(zone)))
                .onFailure(thrown -> LOG.warn("Could not keep a time zone: user={}: {}", userId, thrown.getMessage()))
                .map(entry)
                .otherwise(entry);
    }

    /** @param inCookie the refresh token goes into a cookie, and not into the body */
    static JsonResponse answer(LoginResult entry, RoutingContext context, boolean inCookie) {
        if (!(entry instanceof Granted granted)) {
            throw refusal((Refused) entry);
        }
        HttpServerRequest request = context.request();
        Secret key = granted.deviceKey();
        if (key != null) {
            context.response().addCookie(DeviceCookie.of(key, request));
        }
        ObjectNode tokens = tokens(granted.tokens());
        if (inCookie) {
            tokens.remove("refresh_token");
            context.response().addCookie(RefreshCookie.of(granted.tokens(), request));
        }
        return JsonResponse.ok(tokens);
    }

    private static ObjectNode tokens(Tokens tokens) {
        return JsonViews.object()
                .put("access_token", tokens.accessToken().value())
                .put("refresh_token", tokens.refreshToken().value())
                .put("token_type", "bearer")
                .put("expires_in", tokens.expiresIn())
                .put("refresh_expires_in", tokens.refreshExpiresIn())
                .put("user_id", tokens.userId())
                .put("email", tokens.email())
                .put("session_id", tokens.sessionId());
    }

    /** @param field that is named where the input does not fit the rules */
    static Problem refusal(Refused refused, String field) {
        return refused.reasonCode() == AccountsApi.RefusalReason.BAD_INPUT
                ? Problem.wrong(field, refused.sentence())
                : refusal(refused);
    }

    static Problem refusal(Refused refused) {
        Problem problem = switch (refused.reasonCode()) {
            case WRONG_CREDENTIALS, BAD_TOKEN -> Problem.unauthorized(refused.sentence());
            case CODE_NEEDED -> Problem.codeNeeded(refused.sentence());
            case WRONG_PASSWORD, LOCKED, DISABLED, BAD_CODE -> Problem.of(403, refused.sentence());
            case TOO_MANY_ATTEMPTS -> Problem.of(429, refused.sentence());
            case CONFLICT -> Problem.of(409, refused.sentence());
            case BAD_INPUT -> Problem.of(422, refused.sentence());
        };
        boolean waiting =
                refused.reasonCode() == AccountsApi.RefusalReason.TOO_MANY_ATTEMPTS || refused.retryAfterSeconds() > 0;
        return waiting ? problem.with("Retry-After", Long.toString(Math.max(1, refused.retryAfterSeconds()))) : problem;
    }
}
