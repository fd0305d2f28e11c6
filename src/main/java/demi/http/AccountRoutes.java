package demi.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.contract.Accounts.Caller;
import demi.contract.Accounts.Refused;
import demi.contract.Ask;
import demi.contract.Bus;
import demi.contract.OwnAccounts;
import demi.contract.OwnAccounts.AppPassword;
import demi.contract.OwnAccounts.AppPasswordMade;
import demi.contract.OwnAccounts.FactorBegun;
import demi.contract.OwnAccounts.FactorOn;
import demi.contract.OwnAccounts.Outcome;
import demi.contract.OwnAccounts.Profile;
import demi.contract.Secret;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiFunction;

/** The caller's own account: name, e-mail, password, second factor, passwords for apps. */
final class AccountRoutes {

    private final Bus bus;
    private final Guard guard;
    private final Bodies bodies;

    AccountRoutes(Bus bus, Guard guard, Bodies bodies) {
        this.bus = bus;
        this.guard = guard;
        this.bodies = bodies;
    }

    void install(Routes routes) {
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

    private Future<Answer> profile(RoutingContext context) {
        return guard.caller(context.request()).compose(this::profile);
    }

    private Future<Answer> profile(Caller caller) {
        return bus.ask(OwnAccounts.PROFILE, new OwnAccounts.ProfileOf(caller)).map(found -> Answer.ok(json(found)));
    }

    private static ObjectNode json(Profile profile) {
        return Json.object()
                .put("user_id", profile.userId())
                .put("email", profile.email())
                .put("username", profile.username())
                .put("created_at", Json.time(profile.createdAt()))
                .put("last_login", Json.timeOrNull(profile.lastLogin()))
                .put("totp", profile.secondFactor())
                .put("recovery_codes_left", profile.recoveryCodes());
    }

    private Future<Answer> changeProfile(RoutingContext context) {
        return change(context, OwnAccounts.CHANGE_PROFILE, AccountRoutes::profileChange)
                .map(changed -> done("The account is changed."));
    }

    private static OwnAccounts.ChangeProfile profileChange(Caller caller, Fields fields) {
        String username = fields.optional("username");
        String email = fields.optional("email");
        if (username == null && email == null) {
            throw Problem.field("username", "or email is required.");
        }
        Secret password = fields.has("password") ? fields.secret("password") : null;
        return new OwnAccounts.ChangeProfile(caller, username, email, password);
    }

    private Future<Answer> changePassword(RoutingContext context) {
        return change(context, OwnAccounts.CHANGE_PASSWORD, AccountRoutes::passwordChange)
                .map(changed -> done("The password is changed."));
    }

    private static OwnAccounts.ChangePassword passwordChange(Caller caller, Fields fields) {
        return new OwnAccounts.ChangePassword(
                caller,
                fields.secret("current_password"),
                fields.secret("new_password"),
                !Boolean.FALSE.equals(fields.flag("end_other_sessions")));
    }

    private Future<Answer> beginFactor(RoutingContext context) {
        return change(
                        context,
                        OwnAccounts.BEGIN_FACTOR,
                        (caller, fields) -> new OwnAccounts.BeginFactor(caller, fields.secret("password")))
                .map(FactorBegun.class::cast)
                .map(begun -> Answer.ok(Json.object()
                        .put("secret", begun.secret().value())
                        .put("uri", begun.uri().value())));
    }

    private Future<Answer> confirmFactor(RoutingContext context) {
        return change(
                        context,
                        OwnAccounts.CONFIRM_FACTOR,
                        (caller, fields) -> new OwnAccounts.ConfirmFactor(caller, fields.secret("code")))
                .map(FactorOn.class::cast)
                .map(on -> {
                    ArrayNode codes = Json.array();
                    on.recoveryCodes().forEach(code -> codes.add(code.value()));
                    ObjectNode body = Json.object();
                    body.set("recovery_codes", codes);
                    return Answer.ok(body);
                });
    }

    private Future<Answer> endFactor(RoutingContext context) {
        return change(
                        context,
                        OwnAccounts.END_FACTOR,
                        (caller, fields) ->
                                new OwnAccounts.EndFactor(caller, fields.secret("password"), fields.secret("code")))
                .map(ended -> done("The second factor has ended."));
    }

    private Future<Answer> appPasswords(RoutingContext context) {
        return guard.caller(context.request())
                .compose(caller -> bus.ask(OwnAccounts.APP_PASSWORDS, new OwnAccounts.AppPasswordsOf(caller)))
                .map(found -> {
                    ArrayNode list = Json.array();
                    found.appPasswords().forEach(one -> list.add(json(one)));
                    return Answer.ok(list);
                });
    }

    private Future<Answer> addAppPassword(RoutingContext context) {
        return change(
                        context,
                        OwnAccounts.ADD_APP_PASSWORD,
                        (caller, fields) -> new OwnAccounts.AddAppPassword(
                                caller, fields.secret("password"), fields.required("name")))
                .map(AppPasswordMade.class::cast)
                .map(added -> Answer.ok(json(added.made())
                        .put("app_password", added.appPassword().value())));
    }

    private static ObjectNode json(AppPassword one) {
        return Json.object()
                .put("id", one.id())
                .put("name", one.name())
                .put("created_at", Json.time(one.createdAt()))
                .put("last_used", Json.timeOrNull(one.lastUsed()));
    }

    private Future<Answer> removeAppPassword(RoutingContext context) {
        String id = context.pathParam("id");
        return guard.caller(context.request())
                .compose(caller ->
                        bus.ask(OwnAccounts.REMOVE_APP_PASSWORD, new OwnAccounts.RemoveAppPassword(caller, id)))
                .map(removed -> {
                    if (!removed.found()) {
                        throw Problem.of(404, "There is no such password.");
                    }
                    return done("The password is revoked, and its sessions have ended.");
                });
    }

    /** Asks with the body's fields, in the caller's name; what is refused becomes a {@link Problem}. */
    private <Q extends Record> Future<Outcome> change(
            RoutingContext context, Ask<Q, Outcome> ask, BiFunction<Caller, Fields, Q> question) {
        Future<Fields> body = bodies.read(context);
        return guard.caller(context.request())
                .compose(caller -> body.map(fields -> question.apply(caller, fields)))
                .compose(asked -> bus.ask(ask, asked))
                .map(outcome -> {
                    if (outcome instanceof Refused refused) {
                        throw AuthRoutes.refusal(refused);
                    }
                    return outcome;
                });
    }

    private static Answer done(String sentence) {
        return Answer.ok(Json.object().put("message", sentence));
    }
}
