package demi.http.rest.account;

import demi.api.AccountsApi.RefusalReason;
import demi.api.AccountsApi.Refused;
import demi.api.account.InvitesApi;
import demi.api.account.InvitesApi.Invite;
import demi.bus.Bus;
import demi.http.web.ApiRouter;
import demi.http.web.BodyReader;
import demi.http.web.ClientAddress;
import demi.http.web.JsonResponse;
import demi.http.web.JsonViews;
import demi.http.web.Origins;
import demi.http.web.Problem;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;

/** For who was invited, and has no account yet. */
final class JoinRoutes {

    private final Bus bus;
    private final BodyReader bodies;
    private final ClientAddress proxies;
    private final LoginResponse responses;

    JoinRoutes(Bus bus, BodyReader bodies, ClientAddress proxies) {
        this.bus = bus;
        this.bodies = bodies;
        this.proxies = proxies;
        this.responses = new LoginResponse(bus);
    }

    void install(ApiRouter routes) {
        routes.post("/api/v1/join/check", this::check);
        routes.post("/api/v1/join", this::join);
    }

    private Future<JsonResponse> check(RoutingContext context) {
        Origins.requireOwn(context.request());
        String address = proxies.client(context.request());
        return bodies.read(context)
                .compose(fields ->
                        bus.request(InvitesApi.CHECK, new InvitesApi.CheckInvite(fields.secret("code"), address)))
                .map(checked -> {
                    if (checked.retryAfterSeconds() > 0) {
                        throw LoginResponse.refusal(new Refused(
                                RefusalReason.TOO_MANY_ATTEMPTS,
                                "Too many attempts from your address. Wait a moment.",
                                checked.retryAfterSeconds()));
                    }
                    Invite invite = checked.invite();
                    if (invite == null) {
                        throw Problem.of(404, "This invitation is not good any more. Ask for another one.");
                    }
                    return JsonResponse.ok(JsonViews.object()
                            .put("name", invite.name())
                            .put("expires_at", JsonViews.time(invite.expiresAt())));
                });
    }

    private Future<JsonResponse> join(RoutingContext context) {
        Origins.requireOwn(context.request());
        String address = proxies.client(context.request());
        return bodies.read(context).compose(fields -> {
            InvitesApi.Join join = new InvitesApi.Join(
                    fields.secret("code"),
                    fields.required("email"),
                    fields.optional("username"),
                    fields.secret("password"),
                    Objects.requireNonNullElse(fields.optional("device_name"), "Browser"),
                    address);
            String zone = fields.optional("timezone");
            return bus.request(InvitesApi.JOIN, join)
                    .compose(entry -> responses.inZone(entry, zone))
                    .map(entry -> LoginResponse.answer(entry, context, false));
        });
    }
}
