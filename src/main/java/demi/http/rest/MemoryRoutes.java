package demi.http.rest;

import demi.api.MemoryApi;
import demi.api.MemoryApi.Change;
import demi.api.MemoryApi.NewMemory;
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
import java.util.Map;
import java.util.Objects;

/** What she knows of the one who asks: to read, search, add, correct, pin, delete and undo. */
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
        routes.post("/api/v1/memories", this::add);
        routes.post("/api/v1/memories/undo", this::undo);
        routes.patch("/api/v1/memories/:id", this::change);
        routes.delete("/api/v1/memories/:id", this::forget);
    }

    private Future<JsonResponse> list(RoutingContext context) {
        return guard.caller(context.request())
                .map(caller -> new MemoryApi.ListMemories(
                        caller.userId(),
                        Paging.number(context, "limit", DEFAULT_LIMIT, MAX_LIMIT),
                        Paging.before(context),
                        MemoryFields.words(context),
                        MemoryFields.kind(context)))
                .compose(asked -> Paging.inTurn(
                        context,
                        turns,
                        asked.userId(),
                        () -> bus.request(MemoryApi.LIST, asked).map(MemoryRoutes::page)));
    }

    private static JsonResponse page(MemoryApi.MemoryPage page) {
        List<MemoryFact> memories = page.memories();
        var list = JsonViews.array();
        memories.forEach(memory -> list.add(MemoryViews.json(memory)));
        return Paging.answer(
                list, page.more() ? memories.get(memories.size() - 1).place() : 0);
    }

    private Future<JsonResponse> add(RoutingContext context) {
        Future<RequestFields> body = bodies.read(context);
        return guard.caller(context.request())
                .compose(caller -> body.map(fields -> new MemoryApi.AddMemories(
                        caller.userId(),
                        List.of(new NewMemory(
                                fields.required("content"),
                                MemoryFields.kind(fields),
                                MemoryFields.holds(fields),
                                Objects.requireNonNullElse(fields.flag("pinned"), false),
                                Objects.requireNonNullElse(fields.flag("confidential"), true),
                                Objects.requireNonNullElse(fields.flag("house"), false),
                                null,
                                null)),
                        clock.instant())))
                .compose(added -> bus.request(MemoryApi.ADD, added))
                .map(added -> {
                    if (added.memories().isEmpty()) {
                        throw Problem.of(409, "She knows that already.");
                    }
                    return new JsonResponse(
                            201, MemoryViews.json(added.memories().get(0)), Map.of());
                });
    }

    private Future<JsonResponse> undo(RoutingContext context) {
        return guard.caller(context.request())
                .compose(caller -> bus.request(MemoryApi.UNDO, new MemoryApi.Undo(caller.userId(), clock.instant())))
                .map(undone -> JsonResponse.ok(
                        JsonViews.object().put("undone", undone.what()).put("memories", undone.memories())));
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
                    return JsonResponse.ok(MemoryViews.json(memory));
                });
    }

    private Change change(String userId, String memoryId, RequestFields fields) {
        Change change = new Change(
                userId,
                memoryId,
                fields.has("content") ? fields.required("content") : null,
                fields.flag("pinned"),
                fields.flag("confidential"),
                MemoryFields.kind(fields),
                MemoryFields.holds(fields),
                fields.flag("house"),
                fields.flag("ended"),
                clock.instant());
        if (MemoryFields.isEmpty(change)) {
            throw Problem.field("content", "or pinned, confidential, kind, holds, house or ended is required.");
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
}
