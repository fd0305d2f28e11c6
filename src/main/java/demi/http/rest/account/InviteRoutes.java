package demi.http.rest.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.account.InvitesApi;
import demi.api.account.InvitesApi.Invite;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.http.web.ApiRouter;
import demi.http.web.BearerAuth;
import demi.http.web.BodyReader;
import demi.http.web.JsonResponse;
import demi.http.web.JsonViews;
import demi.http.web.Problem;
import demi.http.web.RequestFields;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** The owner's invitations: links by which somebody makes an account of their own. */
final class InviteRoutes {

    private static final String INVITES = "/api/v1/people/invites";

    private final Bus bus;
    private final BearerAuth guard;
    private final BodyReader bodies;

    InviteRoutes(Bus bus, BearerAuth guard, BodyReader bodies) {
        this.bus = bus;
        this.guard = guard;
        this.bodies = bodies;
    }

    void install(ApiRouter routes) {
        routes.get(INVITES, this::list);
        routes.post(INVITES, this::create);
        routes.delete(INVITES + "/:id", this::remove);
    }

    private Future<JsonResponse> list(RoutingContext context) {
        return guard.owner(context.request())
                .compose(owner -> bus.request(InvitesApi.LIST, new InvitesApi.ListInvites()))
                .map(open -> {
                    ArrayNode list = JsonViews.array();
                    open.invites().forEach(invite -> list.add(json(invite)));
                    return JsonResponse.ok(list);
                });
    }

    private static ObjectNode json(Invite invite) {
        return JsonViews.object()
                .put("id", invite.id())
                .put("name", invite.name())
                .put("created_at", JsonViews.time(invite.createdAt()))
                .put("expires_at", JsonViews.time(invite.expiresAt()));
    }

    private Future<JsonResponse> create(RoutingContext context) {
        Future<RequestFields> body = bodies.read(context);
        return guard.owner(context.request())
                .compose(owner -> body)
                .compose(fields -> bus.request(InvitesApi.CREATE, new InvitesApi.CreateInvite(fields.optional("name"))))
                .map(created -> {
                    Invite invite = created.invite();
                    Secret code = created.code();
                    if (invite == null || code == null) {
                        throw Problem.of(409, "So many invitations are open. Take one back first.");
                    }
                    return new JsonResponse(
                            201,
                            json(invite).put("code", code.value()).put("path", "join#code=" + code.value()),
                            Map.of());
                });
    }

    private Future<JsonResponse> remove(RoutingContext context) {
        String id = context.pathParam("id");
        return guard.owner(context.request())
                .compose(owner -> bus.request(InvitesApi.REMOVE, new InvitesApi.RemoveInvite(id)))
                .map(removed -> {
                    if (!removed.found()) {
                        throw Problem.of(404, "There is no such invitation.");
                    }
                    return JsonResponse.ok(JsonViews.object().put("message", "The invitation is taken back."));
                });
    }
}
