package demi.http.rest.house;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.EmotionApi;
import demi.api.EmotionApi.Cause;
import demi.api.EmotionApi.History;
import demi.api.value.Emotion;
import demi.bus.Bus;
import demi.http.rest.Paging;
import demi.http.server.FairQueue;
import demi.http.web.ApiRouter;
import demi.http.web.BearerAuth;
import demi.http.web.JsonResponse;
import demi.http.web.JsonViews;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** How she feels, has felt, and why; for everybody who lives with her. */
final class MoodRoutes {

    private static final int DAY = 24;
    private static final int MONTH = 31 * DAY;

    private final Bus bus;
    private final BearerAuth guard;
    private final FairQueue turns;

    MoodRoutes(Bus bus, BearerAuth guard, FairQueue turns) {
        this.bus = bus;
        this.guard = guard;
        this.turns = turns;
    }

    void install(ApiRouter routes) {
        routes.get("/api/v1/mood", this::mood);
    }

    private Future<JsonResponse> mood(RoutingContext context) {
        return guard.caller(context.request())
                .map(caller -> new EmotionApi.GetHistory(caller.userId(), Paging.number(context, "hours", DAY, MONTH)))
                .compose(asked -> Paging.inTurn(
                        context,
                        turns,
                        asked.userId(),
                        () -> bus.request(EmotionApi.HISTORY, asked).map(MoodRoutes::answer)));
    }

    private static JsonResponse answer(History found) {
        ObjectNode now = JsonViews.object();
        now.set("emotions", JsonViews.feelings(found.now()));
        now.put("dominant", found.now().dominant().map(Emotion::key).orElse("neutral"));
        now.put("idle_since", JsonViews.timeOrNull(found.idleSince()));
        ArrayNode history = JsonViews.array();
        found.points()
                .forEach(point -> history.addObject()
                        .put("at", JsonViews.time(point.at()))
                        .set("emotions", JsonViews.feelings(point.feelings())));
        ArrayNode causes = JsonViews.array();
        found.causes().forEach(cause -> causes.add(json(cause)));
        ObjectNode json = JsonViews.object();
        json.set("now", now);
        json.set("history", history);
        json.set("causes", causes);
        return JsonResponse.ok(json);
    }

    private static ObjectNode json(Cause cause) {
        ObjectNode changes = JsonViews.object();
        for (Emotion emotion : Emotion.values()) {
            Double delta = cause.changes().get(emotion);
            if (delta != null) {
                changes.put(emotion.key(), Math.round(delta * 1_000) / 1_000.0);
            }
        }
        ObjectNode json = JsonViews.object()
                .put("since", JsonViews.time(cause.since()))
                .put("at", JsonViews.time(cause.at()))
                .put("kind", cause.kind())
                .put("by", cause.by().name().toLowerCase(Locale.ROOT));
        json.set("changes", changes);
        return json;
    }
}
