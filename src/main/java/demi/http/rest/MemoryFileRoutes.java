package demi.http.rest;

import demi.api.MemoryApi;
import demi.api.value.MemoryFact;
import demi.bus.Bus;
import demi.http.server.FairQueue;
import demi.http.web.ApiRouter;
import demi.http.web.BearerAuth;
import demi.http.web.BodyReader;
import demi.http.web.JsonResponse;
import demi.http.web.JsonViews;
import demi.http.web.Problem;
import demi.util.WallTime;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What she knows of the one who asks, as a file: to take away and to bring along. */
@WallTime("when a file was made")
public final class MemoryFileRoutes {

    private static final String IMPORT = "/api/v1/memories/import";
    private static final String EXPORT = "/api/v1/memories/export";

    private static final int PAGE = 500;
    /** Of an export; nobody has so many. */
    private static final int MOST = 20_000;

    private final Bus bus;
    private final BearerAuth guard;
    private final BodyReader bodies;
    private final FairQueue turns;
    private final InstantSource clock;

    public MemoryFileRoutes(Bus bus, BearerAuth guard, BodyReader bodies, FairQueue turns, InstantSource clock) {
        this.bus = bus;
        this.guard = guard;
        this.bodies = bodies;
        this.turns = turns;
        this.clock = clock;
    }

    public void install(ApiRouter routes) {
        routes.add(HttpMethod.GET, EXPORT, this::export);
        routes.add(HttpMethod.HEAD, EXPORT, this::export);
        routes.post(IMPORT, this::importAll);
    }

    private void export(RoutingContext context) {
        guard.caller(context.request())
                .compose(caller -> {
                    String format = format(context);
                    return Paging.inTurn(
                                    context,
                                    turns,
                                    caller.userId(),
                                    () -> all(caller.userId(), 0, new ArrayList<>())
                                            .compose(memories -> send(context, format, memories))
                                            .map(sent -> new JsonResponse(200, JsonViews.object(), Map.of())))
                            .onSuccess(sent -> sent.sent().run());
                })
                .onFailure(context::fail);
    }

    private static String format(RoutingContext context) {
        String format = context.queryParams().get("format");
        if (format != null && !format.equals("json") && !format.equals("markdown")) {
            throw Problem.field("format", "has to be json or markdown.");
        }
        return format == null ? "json" : format;
    }

    private Future<List<MemoryFact>> all(String userId, long before, List<MemoryFact> all) {
        return bus.request(MemoryApi.LIST, new MemoryApi.ListMemories(userId, PAGE, before))
                .compose(page -> {
                    all.addAll(page.memories());
                    return page.more() && all.size() < MOST
                            ? all(userId, all.get(all.size() - 1).place(), all)
                            : Future.succeededFuture(all);
                });
    }

    /** Whoever has left since is told nothing. */
    private Future<?> send(RoutingContext context, String format, List<MemoryFact> memories) {
        boolean json = format.equals("json");
        String name = json ? "demi-memories.json" : "demi-memories.md";
        String text = json
                ? JsonViews.write(MemoryViews.export(memories, clock.instant()))
                : MemoryViews.markdown(memories, clock.instant());
        return context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, json ? "application/json" : "text/markdown; charset=utf-8")
                .putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .end(text)
                .otherwiseEmpty();
    }

    private Future<JsonResponse> importAll(RoutingContext context) {
        return guard.caller(context.request()).compose(caller -> {
            MemoryApi.ImportMemories file = new MemoryApi.ImportMemories(
                    caller.userId(), bodies.text(context), isConfidential(context), clock.instant());
            return Paging.inTurn(
                    context,
                    turns,
                    caller.userId(),
                    () -> bus.request(MemoryApi.IMPORT, file)
                            .map(done -> JsonResponse.ok(JsonViews.object()
                                    .put("added", done.added())
                                    .put("known", done.known())
                                    .put("unusable", done.unusable()))));
        });
    }

    private static boolean isConfidential(RoutingContext context) {
        String text = context.queryParams().get("confidential");
        if (text != null && !text.equals("true") && !text.equals("false")) {
            throw Problem.field("confidential", "has to be true or false.");
        }
        return text == null || text.equals("true");
    }
}
