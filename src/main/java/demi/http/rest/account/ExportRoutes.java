package demi.http.rest.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.AccountsApi;
import demi.api.AccountsApi.Caller;
import demi.api.AutonomyApi;
import demi.api.AutonomyApi.Decision;
import demi.api.NotificationsApi;
import demi.api.OwnAccountsApi;
import demi.api.store.AutonomyStore;
import demi.api.store.MemoryStore;
import demi.api.store.NotificationStore;
import demi.api.store.PersonStore;
import demi.api.value.MemoryFact;
import demi.api.value.Message;
import demi.bus.Bus;
import demi.http.rest.AutonomyRoutes;
import demi.http.rest.MemoryViews;
import demi.http.rest.NotificationRoutes;
import demi.http.rest.Paging;
import demi.http.server.FairQueue;
import demi.http.web.ApiRouter;
import demi.http.web.BearerAuth;
import demi.http.web.JsonResponse;
import demi.http.web.JsonViews;
import demi.util.WallTime;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that is kept of the caller, as one file; from the store, so that it comes whatever else is down. */
@WallTime("when a file was made")
final class ExportRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(ExportRoutes.class);

    private static final String EXPORT = "/api/v1/me/export";
    private static final int PAGE = 100;

    private final Bus bus;
    private final BearerAuth guard;
    private final FairQueue turns;
    private final InstantSource clock;

    ExportRoutes(Bus bus, BearerAuth guard, FairQueue turns, InstantSource clock) {
        this.bus = bus;
        this.guard = guard;
        this.turns = turns;
        this.clock = clock;
    }

    void install(ApiRouter routes) {
        routes.add(HttpMethod.GET, EXPORT, this::export);
        routes.add(HttpMethod.HEAD, EXPORT, this::export);
    }

    private void export(RoutingContext context) {
        guard.caller(context.request())
                .compose(caller -> Paging.inTurn(
                        context,
                        turns,
                        caller.userId(),
                        () -> head(caller)
                                .compose(head -> send(context, caller, head))
                                .map(sent -> new JsonResponse(200, JsonViews.object(), Map.of()))))
                .onSuccess(sent -> sent.sent().run())
                .onFailure(context::fail);
    }

    /** What there is little of; until it is there, whatever fails is told. */
    private Future<ObjectNode> head(Caller caller) {
        String userId = caller.userId();
        Future<ObjectNode> me = MeRoutes.me(bus, caller);
        Future<AccountsApi.SessionList> sessions =
                bus.request(AccountsApi.SESSIONS, new AccountsApi.ListSessions(userId));
        Future<OwnAccountsApi.NoticeList> notices =
                bus.request(OwnAccountsApi.NOTICES, new OwnAccountsApi.ListNotices(userId));
        Future<NotificationStore.FoundTarget> target =
                bus.request(NotificationStore.TARGET, new NotificationsApi.GetTarget(userId));
        return Future.all(me, sessions, notices, target).map(all -> {
            ObjectNode head = JsonViews.object().put("exported_at", JsonViews.time(clock.instant()));
            head.set("profile", me.result());
            head.set("sessions", sessions(sessions.result(), caller));
            ArrayNode told = head.putArray("notices");
            notices.result().notices().forEach(notice -> told.add(JsonViews.notice(notice)));
            NotificationsApi.Target own = target.result().target();
            head.set("notification_target", own == null ? head.nullNode() : NotificationRoutes.json(own));
            return head;
        });
    }

    private static ArrayNode sessions(AccountsApi.SessionList sessions, Caller caller) {
        ArrayNode list = JsonViews.array();
        sessions.sessions().forEach(session -> list.add(SessionRoutes.json(session, caller)));
        return list;
    }

    /** What fails from here on cannot be told any more: the file breaks off, so that nobody takes it for the whole. */
    private Future<Void> send(RoutingContext context, Caller caller, ObjectNode head) {
        HttpServerResponse response = context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"demi-export.json\"");
        if (context.request().method().equals(HttpMethod.HEAD)) {
            return response.end();
        }
        JsonFile file = new JsonFile(response);
        String userId = caller.userId();
        return file.begin(head)
                .compose(begun -> file.array("decisions", before -> decisions(userId, before)))
                .compose(begun -> file.array("memories", before -> memories(userId, before)))
                .compose(begun -> file.array("messages", after -> messages(userId, after)))
                .compose(written -> file.end())
                .recover(thrown -> {
                    LOG.warn("Could not finish an export: user={}: {}", userId, thrown.getMessage());
                    return context.request().connection().close().otherwiseEmpty();
                });
    }

    /** The store answers one more where there are more. */
    private Future<JsonFile.Page> decisions(String userId, long before) {
        return bus.request(AutonomyStore.DECISIONS, new AutonomyApi.ListDecisions(userId, PAGE, before))
                .map(found -> page(found.decisions(), AutonomyRoutes::json, Decision::place));
    }

    private Future<JsonFile.Page> memories(String userId, long before) {
        return bus.request(MemoryStore.LIST, new MemoryStore.ListFacts(userId, PAGE, before))
                .map(found -> page(found.memories(), MemoryViews::json, MemoryFact::place));
    }

    private Future<JsonFile.Page> messages(String userId, long after) {
        return bus.request(PersonStore.MESSAGES, new PersonStore.ListMessages(userId, after, PAGE))
                .map(found -> page(found.messages(), JsonViews::message, Message::seq));
    }

    private static <T> JsonFile.Page page(List<T> found, Function<T, ObjectNode> view, ToLongFunction<T> place) {
        return new JsonFile.Page(
                found.stream().map(view).toList(),
                found.isEmpty() ? 0 : place.applyAsLong(found.get(found.size() - 1)),
                found.size() >= PAGE);
    }
}
