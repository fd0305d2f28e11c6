package demi.http.rest.house;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.AccountsApi.Caller;
import demi.api.HealthApi.ComponentHealth;
import demi.api.NetworkApi;
import demi.api.store.IdentityStore;
import demi.api.store.IdentityStore.Link;
import demi.api.store.IdentityStore.LinkedPerson;
import demi.bus.Bus;
import demi.http.health.HealthRegistry;
import demi.http.web.ApiRouter;
import demi.http.web.BearerAuth;
import demi.http.web.JsonResponse;
import demi.http.web.JsonViews;
import demi.http.web.Problem;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The chat networks: how she is there, how one gets there, and who the asker is there. */
final class NetworkRoutes {

    private final Bus bus;
    private final BearerAuth guard;
    private final HealthRegistry health;

    NetworkRoutes(Bus bus, BearerAuth guard, HealthRegistry health) {
        this.bus = bus;
        this.guard = guard;
        this.health = health;
    }

    void install(ApiRouter routes) {
        routes.get("/api/v1/networks", this::list);
        routes.delete("/api/v1/networks/:name/link", this::unlink);
    }

    private Future<JsonResponse> list(RoutingContext context) {
        return guard.caller(context.request())
                .compose(caller -> links(caller)
                        .compose(links -> people(caller)
                                .compose(people -> Future.all(NetworkApi.NAMES.stream()
                                        .map(name -> network(name, caller, links)
                                                .map(json -> withPeople(json, name, caller, people)))
                                        .toList()))))
                .map(networks -> {
                    ArrayNode list = JsonViews.array();
                    networks.<ObjectNode>list().forEach(list::add);
                    return JsonResponse.ok(list);
                });
    }

    private Future<List<Link>> links(Caller caller) {
        return bus.request(IdentityStore.LINKS, new IdentityStore.FindLinks(caller.userId()))
                .map(IdentityStore.Links::links);
    }

    /** Everybody's links, for the owner only. */
    private Future<List<LinkedPerson>> people(Caller caller) {
        return caller.owner()
                ? bus.request(IdentityStore.LINKED_PEOPLE, new IdentityStore.FindLinkedPeople())
                        .map(IdentityStore.LinkedPeople::people)
                : Future.succeededFuture(List.of());
    }

    private static ObjectNode withPeople(ObjectNode json, String network, Caller caller, List<LinkedPerson> people) {
        if (caller.owner()) {
            ArrayNode list = json.putArray("people");
            people.stream()
                    .filter(person -> person.link().network().equals(network))
                    .forEach(person -> list.addObject()
                            .put("id", person.link().externalId())
                            .put("name", person.link().name())
                            .put("user_id", person.userId())
                            .put("account", person.account()));
        }
        return json;
    }

    private Future<ObjectNode> network(String name, Caller caller, List<Link> links) {
        ComponentHealth part = health.component(name);
        Optional<Link> link = of(name, links);
        return invite(name, caller.owner() && part != null).map(invite -> {
            ObjectNode json = JsonViews.object()
                    .put("name", name)
                    .put("state", part == null ? "off" : part.status().name().toLowerCase(Locale.ROOT))
                    .put("sentence", part == null ? "It is not set up." : part.detail())
                    .put("invite", invite);
            json.set(
                    "linked",
                    link.map(who -> JsonViews.object()
                                    .put("id", who.externalId())
                                    .put("name", who.name()))
                            .orElse(null));
            return json;
        });
    }

    private static Optional<Link> of(String network, List<Link> links) {
        return links.stream().filter(link -> link.network().equals(network)).findFirst();
    }

    /** For the owner: who may come is theirs to say. */
    private Future<@Nullable String> invite(String network, boolean isTold) {
        return isTold
                ? bus.request(NetworkApi.invite(network), new NetworkApi.GetInvite())
                        .<@Nullable String>map(NetworkApi.Invite::url)
                        .otherwise((String) null)
                : Future.succeededFuture();
    }

    private Future<JsonResponse> unlink(RoutingContext context) {
        String network = context.pathParam("name");
        return guard.caller(context.request())
                .compose(this::links)
                .compose(links -> of(network, links)
                        .map(link -> bus.request(
                                IdentityStore.LINK, new IdentityStore.LinkIdentity(network, link.externalId(), null)))
                        .orElseGet(() -> Future.failedFuture(Problem.of(404, "You are not linked there."))))
                .map(done -> JsonResponse.ok(JsonViews.object()
                        .put("message", "What you write there is a conversation of its own from now on.")));
    }
}
