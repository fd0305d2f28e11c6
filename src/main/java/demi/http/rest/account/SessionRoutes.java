package demi.http.rest.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.AccountsApi;
import demi.api.AccountsApi.Caller;
import demi.api.OwnAccountsApi;
import demi.bus.Bus;
import demi.http.web.ApiRouter;
import demi.http.web.BearerAuth;
import demi.http.web.JsonResponse;
import demi.http.web.JsonViews;
import demi.http.web.Problem;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** The caller's sessions. */
final class SessionRoutes {

    private final Bus bus;
    private final BearerAuth guard;

    SessionRoutes(Bus bus, BearerAuth guard) {
        this.bus = bus;
        this.guard = guard;
    }

    void install(ApiRouter routes) {
        routes.get("/api/v1/auth/sessions", this::sessions);
        routes.delete("/api/v1/auth/sessions", this::endOthers);
        routes.delete("/api/v1/auth/sessions/:id", this::revoke);
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
        sessions.sessions().forEach(session -> list.add(json(session, caller)));
        ObjectNode body = JsonViews.object();
        body.set("sessions", list);
        ArrayNode told = JsonViews.array();
        notices.notices().forEach(notice -> told.add(JsonViews.notice(notice)));
        body.set("notices", told);
        return body.put("total_count", list.size());
    }

    static ObjectNode json(AccountsApi.Session session, Caller caller) {
        return JsonViews.object()
                .put("session_id", session.sessionId())
                .put("device_name", session.deviceName())
                .put("created_at", JsonViews.time(session.createdAt()))
                .put("last_activity", JsonViews.time(session.lastActivity()))
                .put("expires_at", JsonViews.time(session.expiresAt()))
                .put("is_active", true)
                .put("is_current", session.sessionId().equals(caller.sessionId()));
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
