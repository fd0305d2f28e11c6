package demi.http.rest.account;

import demi.api.AccountsApi;
import demi.api.AccountsApi.DeviceProof;
import demi.api.AccountsApi.Login;
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
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Login, refresh, logout, and the first account. */
final class AuthRoutes {

    private static final String REFRESH_TOKEN = "refresh_token";

    private final Bus bus;
    private final BodyReader bodies;
    private final ClientAddress proxies;
    private final LoginResponse responses;

    AuthRoutes(Bus bus, BodyReader bodies, ClientAddress proxies) {
        this.bus = bus;
        this.bodies = bodies;
        this.proxies = proxies;
        this.responses = new LoginResponse(bus);
    }

    void install(ApiRouter routes) {
        routes.post("/api/v1/auth/login", this::login);
        routes.post("/api/v1/auth/refresh", this::refresh);
        routes.post("/api/v1/auth/logout", this::logout);
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
            boolean inCookie = inCookie(fields);
            String zone = fields.optional("timezone");
            return bus.request(AccountsApi.LOGIN, login)
                    .compose(entry -> responses.inZone(entry, zone))
                    .map(entry -> LoginResponse.answer(entry, context, inCookie));
        });
    }

    /** What came in a cookie goes back in one, whatever was asked for: no script is to see it. */
    private Future<JsonResponse> refresh(RoutingContext context) {
        Origins.requireOwn(context.request());
        return bodies.read(context).compose(fields -> {
            Secret kept = fields.has(REFRESH_TOKEN) ? null : RefreshCookie.read(context.request());
            boolean inCookie = inCookie(fields) || kept != null;
            if (inCookie && kept == null && !fields.has(REFRESH_TOKEN)) {
                throw Problem.unauthorized("There is no refresh token. Log in.");
            }
            Secret token = kept == null ? fields.secret(REFRESH_TOKEN) : kept;
            return bus.request(AccountsApi.REFRESH, new AccountsApi.Refresh(token))
                    .map(entry -> LoginResponse.answer(entry, context, inCookie));
        });
    }

    private static boolean inCookie(RequestFields fields) {
        return Boolean.TRUE.equals(fields.flag("cookie"));
    }

    /** Also of a session that has ended, or of none: then only the cookie goes. */
    private Future<JsonResponse> logout(RoutingContext context) {
        Origins.requireOwn(context.request());
        String token = BearerAuth.bearer(context.request());
        AccountsApi.Logout logout =
                new AccountsApi.Logout(token == null ? null : new Secret(token), RefreshCookie.read(context.request()));
        return bus.request(AccountsApi.LOGOUT, logout).map(ended -> {
            context.response().addCookie(RefreshCookie.none(context.request()));
            return JsonResponse.ok(JsonViews.object().put("message", "You are logged out."));
        });
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
                    .compose(entry -> responses.inZone(entry, fields.optional("timezone")))
                    .map(entry -> LoginResponse.answer(entry, context, false));
        });
    }

    /** A form sends the field that was left empty. */
    static @Nullable Secret code(RequestFields fields) {
        Secret code = fields.has("code") ? fields.secret("code") : null;
        return code == null || code.value().isBlank() ? null : code;
    }

    /** A token that is no good (any more) is no reason to refuse a login. */
    private static DeviceProof proof(HttpServerRequest request) {
        String token = BearerAuth.bearer(request);
        return new DeviceProof(DeviceCookie.read(request), token == null ? null : new Secret(token));
    }
}
