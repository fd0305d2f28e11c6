package demi.http.rest.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.AccountsApi;
import demi.api.AccountsApi.Account;
import demi.api.AccountsApi.Action;
import demi.api.store.AccountStore;
import demi.api.store.PersonStore;
import demi.api.store.PersonStore.LastMessage;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The accounts of the house, for the owner: what the command {@code user} does, but for the owner's own. */
final class PeopleRoutes {

    private static final String PEOPLE = "/api/v1/people";

    private final Bus bus;
    private final BearerAuth guard;
    private final BodyReader bodies;

    PeopleRoutes(Bus bus, BearerAuth guard, BodyReader bodies) {
        this.bus = bus;
        this.guard = guard;
        this.bodies = bodies;
    }

    void install(ApiRouter routes) {
        routes.get(PEOPLE, this::list);
        routes.patch(PEOPLE + "/:id", this::change);
        routes.delete(PEOPLE + "/:id", this::remove);
    }

    /** The owner's comes first. */
    private record People(List<Account> accounts, Map<String, Instant> lastMessages) {

        boolean isOwner(Account account) {
            return account.equals(accounts.get(0));
        }

        Account get(String userId) {
            return accounts.stream()
                    .filter(account -> account.userId().equals(userId))
                    .findFirst()
                    .orElseThrow(() -> Problem.of(404, "There is no such account."));
        }

        /** One that the owner may change. */
        Account other(String userId) {
            Account account = get(userId);
            if (isOwner(account)) {
                throw Problem.of(409, "The owner's account cannot be changed here.");
            }
            return account;
        }

        ObjectNode json(Account account) {
            return JsonViews.object()
                    .put("user_id", account.userId())
                    .put("name", account.username())
                    .put("email", account.email())
                    .put("owner", isOwner(account))
                    .put("active", account.active())
                    .put("locked_until", JsonViews.timeOrNull(account.lockedUntil()))
                    .put("created_at", JsonViews.time(account.createdAt()))
                    .put("last_login", JsonViews.timeOrNull(account.lastLogin()))
                    .put("last_message_at", JsonViews.timeOrNull(lastMessages.get(account.userId())));
        }
    }

    private Future<People> people() {
        return bus.request(AccountsApi.LIST, new AccountsApi.ListAccounts())
                .compose(all -> bus.request(PersonStore.LAST_MESSAGES, new PersonStore.ListLastMessages())
                        .map(last -> new People(
                                all.accounts().stream()
                                        .filter(each -> each.origin().equals(AccountStore.LOCAL))
                                        .toList(),
                                last.last().stream().collect(Collectors.toMap(LastMessage::userId, LastMessage::at)))));
    }

    private Future<JsonResponse> list(RoutingContext context) {
        return guard.owner(context.request()).compose(owner -> people()).map(people -> {
            ArrayNode list = JsonViews.array();
            people.accounts().forEach(account -> list.add(people.json(account)));
            return JsonResponse.ok(list);
        });
    }

    private Future<JsonResponse> change(RoutingContext context) {
        Future<RequestFields> body = bodies.read(context);
        String userId = context.pathParam("id");
        return guard.owner(context.request())
                .compose(owner -> body.map(PeopleRoutes::actions))
                .compose(actions ->
                        people().map(people -> people.other(userId)).compose(account -> manage(account, actions)))
                .compose(done -> people())
                .map(people -> JsonResponse.ok(people.json(people.get(userId))));
    }

    private static List<Action> actions(RequestFields fields) {
        Boolean active = fields.flag("active");
        Boolean locked = fields.flag("locked");
        if (Boolean.TRUE.equals(locked)) {
            throw Problem.field("locked", "can only be false.");
        }
        if (active == null && locked == null) {
            throw Problem.field("active", "or locked is required.");
        }
        List<Action> actions = new ArrayList<>();
        if (active != null) {
            actions.add(active ? Action.ENABLE : Action.DISABLE);
        }
        if (locked != null) {
            actions.add(Action.UNLOCK);
        }
        return actions;
    }

    private Future<?> manage(Account account, List<Action> actions) {
        Future<?> done = Future.succeededFuture();
        for (Action action : actions) {
            done = done.compose(before -> bus.request(
                    AccountsApi.MANAGE, new AccountsApi.ManageAccount(action, account.email(), null, null)));
        }
        return done;
    }

    private Future<JsonResponse> remove(RoutingContext context) {
        String userId = context.pathParam("id");
        return guard.owner(context.request())
                .compose(owner -> people())
                .map(people -> people.other(userId))
                .compose(account -> manage(account, List.of(Action.REMOVE)))
                .map(removed -> JsonResponse.ok(
                        JsonViews.object().put("message", "The account is removed, with everything that was theirs.")));
    }
}
