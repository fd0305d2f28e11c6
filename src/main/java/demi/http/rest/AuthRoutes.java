package demi.http.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.AccountsApi;
import demi.api.AccountsApi.Caller;
import demi.api.AccountsApi.DeviceProof;
import demi.api.AccountsApi.Granted;
import demi.api.AccountsApi.Login;
import demi.api.AccountsApi.LoginResult;
import demi.api.AccountsApi.Refresh;
import demi.api.AccountsApi.Refused;
import demi.api.AccountsApi.Tokens;
import demi.api.AutonomyApi;
import demi.api.OwnAccountsApi;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.http.web.ApiRouter;
import demi.http.web.BearerAuth;
import demi.http.web.BodyReader;
import demi.http.web.ClientAddress;
import demi.http.web.JsonResponse;
import demi.http.web.JsonViews;
import demi.http.web.Origins;
import demi.http.web.Problem;
import demi.http.web.RequestFields;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Login, refresh, sessions, and the first account. */
public final class AuthRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(AuthRoutes.class);
    private final Bus bus;
    private final BearerAuth guard;
    private final BodyReader bodies;
    private final ClientAddress proxies;

    public AuthRoutes(Bus bus, BearerAuth guard, BodyReader bodies, ClientAddress proxies) {
        this.bus = bus;
        this.guard = guard;
        this.bodies = bodies;
        this.proxies = proxies;
    }

    public void install(ApiRouter routes) {
        routes.post("/api/v1/auth/login", this::login);
        routes.post("/api/v1/auth/refresh", this::refresh);
        routes.get("/api/v1/auth/sessions", this::sessions);
        routes.delete("/api/v1/auth/sessions", this::endOthers);
        routes.delete("/api/v1/auth/sessions/:id", this::revoke);
        routes.get("/api/v1/setup", this::needsSetup);
        routes.post("/api/v1/setup", this::setup);
    }

    private Future<JsonResponse> login(RoutingContext context) {
        Origins.requireOwn(context.request());
        String address = proxies.client(context.request());
        String attempt = UUID.randomUUID().toString();
        DeviceProof proof = proof(context.request());
        // Else a place for hashing is kept for somebody who is gone.
        context.addEndHandler(ended -> {
            if (ended.failed()) {
                bus.publish(AccountsApi.LOGIN_ABANDONED, new AccountsApi.LoginAbandoned(attempt));
            }
        });
        return bodies.read(context).compose(fields -> {
            Login login = new Login(
                    fields.required("email"),
                    fields.secret("password"),
                    Objects.requireNonNullElse(fields.optional("device_name"), "Android Device"),
                    fields.optional("device_fingerprint"),
                    address,
                    proof,
                    attempt,
                    code(fields));
            String zone = fields.optional("timezone");
            return bus.request(AccountsApi.LOGIN, login)
                    .compose(entry -> inZone(entry, zone))
                    .map(entry -> entered(entry, context.request()));
        });
    }

    private Future<JsonResponse> refresh(RoutingContext context) {
        Origins.requireOwn(context.request());
        return bodies.read(context)
                .map(fields -> new Refresh(fields.secret("refresh_token")))
                .compose(refresh -> bus.request(AccountsApi.REFRESH, refresh))
                .map(entry -> entered(entry, context.request()));
    }

    private Future<JsonResponse> needsSetup(RoutingContext context) {
        return bus.request(AccountsApi.SETUP_CODE, new AccountsApi.GetSetupCode())
                .map(setup -> JsonResponse.ok(JsonViews.object().put("needed", setup.code() != null)));
    }

    private Future<JsonResponse> setup(RoutingContext context) {
        String address = proxies.client(context.request());
        Origins.requireOwn(context.request());
        return bodies.read(context).compose(fields -> {
            AccountsApi.Setup setup = new AccountsApi.Setup(
                    fields.secret("code"),
                    fields.required("email"),
                    fields.optional("username"),
                    fields.secret("password"),
                    Objects.requireNonNullElse(fields.optional("device_name"), "Browser"),
                    address);
            return bus.request(AccountsApi.SETUP, setup)
                    .compose(entry -> inZone(entry, fields.optional("timezone")))
                    .map(entry -> entered(entry, context.request()));
        });
    }

    /** From their browser, for who has none: the machine's is often UTC. Nobody is kept out for want of it. */
    private Future<LoginResult> inZone(LoginResult entry, @Nullable String zone) {
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

    /** A form sends the field that was left empty. */
    private static @Nullable Secret code(RequestFields fields) {
        Secret code = fields.has("code") ? fields.secret("code") : null;
        return code == null || code.value().isBlank() ? null : code;
    }

    private static JsonResponse entered(LoginResult entry, HttpServerRequest request) {
        if (entry instanceof Granted granted) {
            Secret key = granted.deviceKey();
            return new JsonResponse(
                    200,
                    tokens(granted.tokens()),
                    key == null ? Map.of() : Map.of("Set-Cookie", DeviceCookie.of(key, request)));
        }
        throw refusal((Refused) entry);
    }

    /** A token that is no good (any more) is no reason to refuse a login. */
    private static DeviceProof proof(HttpServerRequest request) {
        String token = BearerAuth.bearer(request);
        return new DeviceProof(DeviceCookie.read(request), token == null ? null : new Secret(token));
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

    private Future<JsonResponse> sessions(RoutingContext context) {
        return guard.caller(context.request())
                .compose(caller -> bus.request(OwnAccountsApi.NOTICES, new OwnAccountsApi.ListNotices(caller.userId()))
                        .compose(notices -> bus.request(
                                        AccountsApi.SESSIONS, new AccountsApi.ListSessions(caller.userId()))
                                .map(sessions -> JsonResponse.ok(list(sessions, notices, caller)))));
    }

    private static ObjectNode list(AccountsApi.SessionList sessions, OwnAccountsApi.NoticeList notices, Caller caller) {
        ArrayNode list = JsonViews.array();
        for (AccountsApi.Session session : sessions.sessions()) {
            list.addObject()
                    .put("session_id", session.sessionId())
                    .put("device_name", session.deviceName())
                    .put("created_at", JsonViews.time(session.createdAt()))
                    .put("last_activity", JsonViews.time(session.lastActivity()))
                    .put("expires_at", JsonViews.time(session.expiresAt()))
                    .put("is_active", true)
                    .put("is_current", session.sessionId().equals(caller.sessionId()));
        }
        ObjectNode body = JsonViews.object();
        body.set("sessions", list);
        ArrayNode told = JsonViews.array();
        notices.notices().forEach(notice -> told.add(JsonViews.notice(notice)));
        body.set("notices", told);
        return body.put("total_count", list.size());
    }

    private Future<JsonResponse> endOthers(RoutingContext context) {
        return guard.caller(context.request())
                .compose(caller ->
                        bus.request(OwnAccountsApi.END_OTHER_SESSIONS, new OwnAccountsApi.EndOtherSessions(caller)))
                .map(ended -> JsonResponse.ok(JsonViews.object()
                        .put("message", "All other sessions have ended.")
                        .put("ended", ended.count())));
    }

    private Future<JsonResponse> revoke(RoutingContext context) {
        String sessionId = context.pathParam("id");
        return guard.caller(context.request())
                .compose(caller -> bus.request(
                        AccountsApi.REVOKE,
                        new AccountsApi.RevokeSession(caller.userId(), sessionId, caller.sessionId())))
                .map(revoked -> {
                    if (!revoked.found()) {
                        throw Problem.of(404, "There is no such session.");
                    }
                    return JsonResponse.ok(JsonViews.object().put("message", "The session has ended."));
                });
    }
}
