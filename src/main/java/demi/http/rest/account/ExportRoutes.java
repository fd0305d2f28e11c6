package demi.http.rest.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.AccountsApi;
import demi.api.AccountsApi.Caller;
import demi.api.AutonomyApi;
import demi.api.AutonomyApi.Decision;
import demi.api.NotificationsApi;
import demi.api.OwnAccountsApi;
import demi.api.WebPushApi;
import demi.api.store.AutonomyStore;
import demi.api.store.IdentityStore;
import demi.api.store.MemoryStore;
import demi.api.store.NotificationStore;
import demi.api.store.PersonStore;
import demi.api.store.PictureStore;
import demi.api.store.WebPushStore;
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
import java.util.ArrayList;
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
        Future<OwnAccountsApi.AppPasswordList> appPasswords =
                bus.request(OwnAccountsApi.APP_PASSWORDS, new OwnAccountsApi.ListAppPasswords(caller));
        Future<IdentityStore.Links> links = bus.request(IdentityStore.LINKS, new IdentityStore.FindLinks(userId));
        Future<WebPushStore.Browsers> browsers = bus.request(WebPushStore.BROWSERS, new WebPushApi.GetStatus(userId));
        return Future.all(List.of(me, sessions, notices, target, appPasswords, links, browsers))
                .map(all -> {
                    ObjectNode head = JsonViews.object().put("exported_at", JsonViews.time(clock.instant()));
                    head.set("profile", me.result());
                    head.set("sessions", sessions(sessions.result(), caller));
                    ArrayNode told = head.putArray("notices");
                    notices.result().notices().forEach(notice -> told.add(JsonViews.notice(notice)));
                    NotificationsApi.Target own = target.result().target();
                    head.set("notification_target", own == null ? head.nullNode() : NotificationRoutes.json(own));
                    ArrayNode passwords = head.putArray("app_passwords");
                    appPasswords.result().appPasswords().forEach(each -> passwords.add(AccountRoutes.json(each)));
                    ArrayNode networks = head.putArray("networks");
                    links.result().links().forEach(link -> networks.add(json(link)));
                    ArrayNode pushed = head.putArray("web_push");
                    browsers.result().browsers().forEach(each -> pushed.add(json(each)));
                    return head;
                });
    }

    private static ObjectNode json(IdentityStore.Link link) {
        return JsonViews.object()
                .put("network", link.network())
                .put("external_id", link.externalId())
                .put("name", link.name());
    }

    /** Without its address, which is a secret. */
    private static ObjectNode json(WebPushStore.Browser browser) {
        return JsonViews.object()
                .put("id", browser.subscriptionId())
                .put("device_name", browser.deviceName())
                .put("text", browser.text())
                .put("created_at", JsonViews.time(browser.createdAt()));
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
        List<String> pictures = new ArrayList<>();
        return file.begin(head)
                .compose(begun -> file.array("decisions", before -> decisions(userId, before)))
                .compose(begun -> file.array("memories", before -> memories(userId, before)))
                .compose(begun -> file.array("messages", after -> messages(userId, after, pictures)))
                .compose(begun -> file.array("pictures", at -> picture(userId, pictures, (int) at)))
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

    /** @param pictures to which the names of theirs are added */
    private Future<JsonFile.Page> messages(String userId, long after, List<String> pictures) {
        return bus.request(PersonStore.MESSAGES, new PersonStore.ListMessages(userId, after, PAGE))
                .map(found -> {
                    found.messages().forEach(message -> pictures.addAll(JsonViews.pictureNames(message)));
                    return page(found.messages(), JsonViews::message, Message::seq);
                });
    }

    /** One at a time: each may be large. One that is gone is left out. */
    private Future<JsonFile.Page> picture(String userId, List<String> pictures, int at) {
        if (at >= pictures.size()) {
            return Future.succeededFuture(new JsonFile.Page(List.of(), at, false));
        }
        return bus.request(PictureStore.FIND, new PictureStore.FindPicture(userId, pictures.get(at)))
                .map(found -> {
                    PictureStore.Picture picture = found.picture();
                    List<ObjectNode> items = picture == null
                            ? List.of()
                            : List.of(JsonViews.object()
                                    .put("id", picture.id())
                                    .put("type", picture.type())
                                    .put("content", picture.content()));
                    return new JsonFile.Page(items, at + 1, at + 1 < pictures.size());
                });
    }

    private static <T> JsonFile.Page page(List<T> found, Function<T, ObjectNode> view, ToLongFunction<T> place) {
        return new JsonFile.Page(
                found.stream().map(view).toList(),
                found.isEmpty() ? 0 : place.applyAsLong(found.get(found.size() - 1)),
                found.size() >= PAGE);
    }
}
