package demi.http.rest.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.AccountsApi.Caller;
import demi.api.AccountsApi.Refused;
import demi.api.OwnAccountsApi;
import demi.api.OwnAccountsApi.AppPassword;
import demi.api.OwnAccountsApi.AppPasswordCreated;
import demi.api.OwnAccountsApi.FactorBegun;
import demi.api.OwnAccountsApi.FactorConfirmed;
import demi.api.OwnAccountsApi.Outcome;
import demi.api.OwnAccountsApi.Profile;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.bus.RequestAddress;
import demi.http.web.ApiRouter;
import demi.http.web.BearerAuth;
import demi.http.web.BodyReader;
import demi.http.web.JsonResponse;
import demi.http.web.JsonViews;
import demi.http.web.Problem;
import demi.http.web.RequestFields;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiFunction;

/** The caller's own account: name, e-mail, password, second factor, passwords for apps. */
final class AccountRoutes {

    private final Bus bus;
    private final BearerAuth guard;
    private final BodyReader bodies;

    AccountRoutes(Bus bus, BearerAuth guard, BodyReader bodies) {
        this.bus = bus;
        this.guard = guard;
        this.bodies = bodies;
    }

    void install(ApiRouter routes) {
        routes.get("/api/v1/account", this::profile);
        routes.patch("/api/v1/account", this::changeProfile);
        routes.post("/api/v1/account/password", this::changePassword);
        routes.post("/api/v1/account/totp", this::beginFactor);
        routes.post("/api/v1/account/totp/confirm", this::confirmFactor);
        routes.post("/api/v1/account/totp/end", this::endFactor);
        routes.get("/api/v1/account/app-passwords", this::appPasswords);
        routes.post("/api/v1/account/app-passwords", this::addAppPassword);
        routes.delete("/api/v1/account/app-passwords/:id", this::removeAppPassword);
    }

    private Future<JsonResponse> profile(RoutingContext context) {
        return guard.caller(context.request()).compose(this::profile);
    }

    private Future<JsonResponse> profile(Caller caller) {
        return bus.request(OwnAccountsApi.PROFILE, new OwnAccountsApi.GetProfile(caller))
                .map(found -> JsonResponse.ok(json(found)));
    }

    private static ObjectNode json(Profile profile) {
        return JsonViews.object()
                .put("user_id", profile.userId())
                .put("email", profile.email())
                .put("username", profile.username())
                .put("created_at", JsonViews.time(profile.createdAt()))
                .put("last_login", JsonViews.timeOrNull(profile.lastLogin()))
                .put("totp", profile.secondFactor())
                .put("recovery_codes_left", profile.recoveryCodes());
    }

    private Future<JsonResponse> changeProfile(RoutingContext context) {
        return change(context, OwnAccountsApi.CHANGE_PROFILE, AccountRoutes::profileChange)
                .map(changed -> done("The account is changed."));
    }

    private static OwnAccountsApi.ChangeProfile profileChange(Caller caller, RequestFields fields) {
        String username = fields.optional("username");
        String email = fields.optional("email");
        if (username == null && email == null) {
            throw Problem.field("username", "or email is required.");
        }
        Secret password = fields.has("password") ? fields.secret("password") : null;
        return new OwnAccountsApi.ChangeProfile(caller, username, email, password);
    }

    private Future<JsonResponse> changePassword(RoutingContext context) {
        return change(context, OwnAccountsApi.CHANGE_PASSWORD, AccountRoutes::passwordChange)
                .map(changed -> done("The password is changed."));
    }

    private static OwnAccountsApi.ChangePassword passwordChange(Caller caller, RequestFields fields) {
        return new OwnAccountsApi.ChangePassword(
                caller,
                fields.secret("current_password"),
                fields.secret("new_password"),
                !Boolean.FALSE.equals(fields.flag("end_other_sessions")));
    }

    private Future<JsonResponse> beginFactor(RoutingContext context) {
        return change(
                        context,
                        OwnAccountsApi.BEGIN_FACTOR,
                        (caller, fields) -> new OwnAccountsApi.BeginFactor(caller, fields.secret("password")))
                .map(FactorBegun.class::cast)
                .map(begun -> JsonResponse.ok(JsonViews.object()
                        .put("secret", begun.secret().value())
                        .put("uri", begun.uri().value())));
    }

    private Future<JsonResponse> confirmFactor(RoutingContext context) {
        return change(
                        context,
                        OwnAccountsApi.CONFIRM_FACTOR,
                        (caller, fields) -> new OwnAccountsApi.ConfirmFactor(caller, fields.secret("code")))
                .map(FactorConfirmed.class::cast)
                .map(on -> {
                    ArrayNode codes = JsonViews.array();
                    on.recoveryCodes().forEach(code -> codes.add(code.value()));
                    ObjectNode body = JsonViews.object();
                    body.set("recovery_codes", codes);
                    return JsonResponse.ok(body);
                });
    }

    private Future<JsonResponse> endFactor(RoutingContext context) {
        return change(
                        context,
                        OwnAccountsApi.END_FACTOR,
                        (caller, fields) ->
                                new OwnAccountsApi.EndFactor(caller, fields.secret("password"), fields.secret("code")))
                .map(ended -> done("The second factor has ended."));
    }

    private Future<JsonResponse> appPasswords(RoutingContext context) {
        return guard.caller(context.request())
                .compose(caller ->
                        bus.request(OwnAccountsApi.APP_PASSWORDS, new OwnAccountsApi.ListAppPasswords(caller)))
                .map(found -> {
                    ArrayNode list = JsonViews.array();
                    found.appPasswords().forEach(one -> list.add(json(one)));
                    return JsonResponse.ok(list);
                });
    }

    private Future<JsonResponse> addAppPassword(RoutingContext context) {
        return change(
                        context,
                        OwnAccountsApi.ADD_APP_PASSWORD,
                        (caller, fields) -> new OwnAccountsApi.AddAppPassword(
                                caller, fields.secret("password"), fields.required("name")))
                .map(AppPasswordCreated.class::cast)
                .map(added -> JsonResponse.ok(json(added.secret())
                        .put("app_password", added.appPassword().value())));
    }

    static ObjectNode json(AppPassword one) {
        return JsonViews.object()
                .put("id", one.id())
                .put("name", one.name())
                .put("created_at", JsonViews.time(one.createdAt()))
                .put("last_used", JsonViews.timeOrNull(one.lastUsed()));
    }

    private Future<JsonResponse> removeAppPassword(RoutingContext context) {
        String id = context.pathParam("id");
        return guard.caller(context.request())
                .compose(caller -> bus.request(
                        OwnAccountsApi.REMOVE_APP_PASSWORD, new OwnAccountsApi.RemoveAppPassword(caller, id)))
                .map(removed -> {
                    if (!removed.found()) {
                        throw Problem.of(404, "There is no such password.");
                    }
                    return done("The password is revoked, and its sessions have ended.");
                });
    }

    /** Asks with the body's fields, in the caller's name; what is refused becomes a {@link Problem}. */
    private <Q extends Record> Future<Outcome> change(
            RoutingContext context, RequestAddress<Q, Outcome> ask, BiFunction<Caller, RequestFields, Q> question) {
        Future<RequestFields> body = bodies.read(context);
        return guard.caller(context.request())
                .compose(caller -> body.map(fields -> question.apply(caller, fields)))
                .compose(asked -> bus.request(ask, asked))
                .map(outcome -> {
                    if (outcome instanceof Refused refused) {
                        throw LoginResponse.refusal(refused);
                    }
                    return outcome;
                });
    }

    private static JsonResponse done(String sentence) {
        return JsonResponse.ok(JsonViews.object().put("message", sentence));
    }
}
