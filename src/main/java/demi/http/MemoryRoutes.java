package demi.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.contract.Bus;
import demi.contract.Memories;
import demi.contract.Memories.Change;
import demi.contract.Memory;
import demi.http.server.Turns;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;

/** What she knows of the one who asks: to read, correct, pin and delete. */
final class MemoryRoutes {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 500;

    private final Bus bus;
    private final Guard guard;
    private final Bodies bodies;
    private final Turns turns;
    private final InstantSource clock;

    MemoryRoutes(Bus bus, Guard guard, Bodies bodies, Turns turns, InstantSource clock) {
        this.turns = turns;
        this.bus = bus;
        this.guard = guard;
        this.bodies = bodies;
        this.clock = clock;
    }

    void install(Routes routes) {
        routes.get("/api/v1/memories", this::list);
        routes.patch("/api/v1/memories/:id", this::change);
        routes.delete("/api/v1/memories/:id", this::forget);
    }

    private Future<Answer> list(RoutingContext context) {
        return guard.caller(context.request())
                .map(caller -> new Memories.ListOf(
                        caller.userId(),
                        Paging.number(context, "limit", DEFAULT_LIMIT, MAX_LIMIT),
                        Paging.before(context)))
                .compose(asked -> Paging.inTurn(
                        context,
                        turns,
                        asked.userId(),
                        () -> bus.ask(Memories.LIST, asked).map(MemoryRoutes::page)));
    }

    private static Answer page(Memories.Page page) {
        ArrayNode list = Json.array();
        List<Memory> memories = page.memories();
        memories.forEach(memory -> list.add(json(memory)));
        return Paging.answer(
                list, page.more() ? memories.get(memories.size() - 1).place() : 0);
    }

    private Future<Answer> change(RoutingContext context) {
        Future<Fields> body = bodies.read(context);
        return guard.caller(context.request())
                .compose(caller -> body.map(fields -> change(caller.userId(), context.pathParam("id"), fields)))
                .compose(change -> bus.ask(Memories.CHANGE, change))
                .map(changed -> {
                    Memory memory = changed.memory();
                    if (memory == null) {
                        throw unknown();
                    }
                    return Answer.ok(json(memory));
                });
    }

    private Change change(String userId, String memoryId, Fields fields) {
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

    private Future<Answer> forget(RoutingContext context) {
        return guard.caller(context.request())
                .compose(caller ->
                        bus.ask(Memories.FORGET, new Memories.Forget(caller.userId(), context.pathParam("id"))))
                .map(forgotten -> {
                    if (!forgotten.found()) {
                        throw unknown();
                    }
                    return Answer.ok(Json.object().put("message", "Forgotten."));
                });
    }

    private static Problem unknown() {
        return Problem.of(404, "There is no such memory.");
    }

    private static ObjectNode json(Memory memory) {
        return Json.object()
                .put("memory_id", memory.memoryId())
                .put("content", memory.content())
                .put("message_id", memory.messageId())
                .put("pinned", memory.pinned())
                .put("confidential", memory.confidential())
                .put("created_at", Json.time(memory.createdAt()))
                .put("updated_at", Json.time(memory.updatedAt()))
                .put("used_at", Json.timeOrNull(memory.usedAt()))
                .put("uses", memory.uses());
    }
}
