package demi.http.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.MemoryApi;
import demi.api.MemoryApi.Change;
import demi.api.value.MemoryFact;
import demi.bus.Bus;
import demi.http.server.FairQueue;
import demi.http.web.ApiRouter;
import demi.http.web.BearerAuth;
import demi.http.web.BodyReader;
import demi.http.web.JsonResponse;
import demi.http.web.JsonViews;
import demi.http.web.Problem;
import demi.http.web.RequestFields;
import demi.util.WallTime;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;

/** What she knows of the one who asks: to read, correct, pin and delete. */
@WallTime("timestamps of frames, ends of sessions, what a request's days and hours mean")
public final class MemoryRoutes {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 500;

    private final Bus bus;
    private final BearerAuth guard;
    private final BodyReader bodies;
    private final FairQueue turns;
    private final InstantSource clock;

    public MemoryRoutes(Bus bus, BearerAuth guard, BodyReader bodies, FairQueue turns, InstantSource clock) {
        this.turns = turns;
        this.bus = bus;
        this.guard = guard;
        this.bodies = bodies;
        this.clock = clock;
    }

    public void install(ApiRouter routes) {
        routes.get("/api/v1/memories", this::list);
        routes.patch("/api/v1/memories/:id", this::change);
        routes.delete("/api/v1/memories/:id", this::forget);
    }

    private Future<JsonResponse> list(RoutingContext context) {
        return guard.caller(context.request())
                .map(caller -> new MemoryApi.ListMemories(
                        caller.userId(),
                        Paging.number(context, "limit", DEFAULT_LIMIT, MAX_LIMIT),
                        Paging.before(context)))
                .compose(asked -> Paging.inTurn(
                        context,
                        turns,
                        asked.userId(),
                        () -> bus.request(MemoryApi.LIST, asked).map(MemoryRoutes::page)));
    }

    private static JsonResponse page(MemoryApi.MemoryPage page) {
        ArrayNode list = JsonViews.array();
        List<MemoryFact> memories = page.memories();
        memories.forEach(memory -> list.add(json(memory)));
        return Paging.answer(
                list, page.more() ? memories.get(memories.size() - 1).place() : 0);
    }

    private Future<JsonResponse> change(RoutingContext context) {
        Future<RequestFields> body = bodies.read(context);
        return guard.caller(context.request())
                .compose(caller -> body.map(fields -> change(caller.userId(), context.pathParam("id"), fields)))
                .compose(change -> bus.request(MemoryApi.CHANGE, change))
                .map(changed -> {
                    MemoryFact memory = changed.memory();
                    if (memory == null) {
                        throw unknown();
                    }
                    return JsonResponse.ok(json(memory));
                });
    }

    private Change change(String userId, String memoryId, RequestFields fields) {
        Change change = new Change(
                userId,
                memoryId,
                fields.has("content") ? fields.required("content") : null,
                fields.flag("pinned"),
                fields.flag("confidential"),
                clock.instant());
        if (change.content() == null && change.pinned() == null && change.confidential() == null) {
            throw Problem.field("content", "or pinned or confidential is required.");
        }
        return change;
    }

    private Future<JsonResponse> forget(RoutingContext context) {
        return guard.caller(context.request())
                .compose(caller ->
                        bus.request(MemoryApi.FORGET, new MemoryApi.Forget(caller.userId(), context.pathParam("id"))))
                .map(forgotten -> {
                    if (!forgotten.found()) {
                        throw unknown();
                    }
                    return JsonResponse.ok(JsonViews.object().put("message", "Forgotten."));
                });
    }

    private static Problem unknown() {
        return Problem.of(404, "There is no such memory.");
    }

    private static ObjectNode json(MemoryFact memory) {
        return JsonViews.object()
                .put("memory_id", memory.memoryId())
                .put("content", memory.content())
                .put("message_id", memory.messageId())
                .put("pinned", memory.pinned())
                .put("confidential", memory.confidential())
                .put("created_at", JsonViews.time(memory.createdAt()))
                .put("updated_at", JsonViews.time(memory.updatedAt()))
                .put("used_at", JsonViews.timeOrNull(memory.usedAt()))
                .put("uses", memory.uses());
    }
}
