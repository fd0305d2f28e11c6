package demi.http.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.AutonomyApi;
import demi.api.AutonomyApi.Decision;
import demi.api.AutonomyApi.Quiet;
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
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whether she would write first now, what she decided before and why, and when she is to be quiet. */
@WallTime("timestamps of frames, ends of sessions, what a request's days and hours mean")
public final class AutonomyRoutes {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 500;
    private static final int HOURS_A_YEAR = 8_760;

    private final Bus bus;
    private final BearerAuth guard;
    private final BodyReader bodies;
    private final FairQueue turns;
    private final InstantSource clock;

    public AutonomyRoutes(Bus bus, BearerAuth guard, BodyReader bodies, FairQueue turns, InstantSource clock) {
        this.turns = turns;
        this.bus = bus;
        this.guard = guard;
        this.bodies = bodies;
        this.clock = clock;
    }

    public void install(ApiRouter routes) {
        routes.get("/api/v1/autonomy", this::status);
        routes.patch("/api/v1/autonomy", this::pause);
        routes.patch("/api/v1/autonomy/quiet", this::setQuiet);
        routes.get("/api/v1/autonomy/decisions", this::decisions);
        routes.get("/api/v1/autonomy/rambles", this::rambles);
    }

    private Future<JsonResponse> status(RoutingContext context) {
        return guard.caller(context.request()).compose(caller -> standing(caller.userId()));
    }

    private Future<JsonResponse> standing(String userId) {
        Future<AutonomyApi.Pause> paused = bus.request(AutonomyApi.PAUSED, new AutonomyApi.GetPause());
        Future<Decision> would = bus.request(AutonomyApi.PREVIEW, new AutonomyApi.PreviewDecision(userId));
        Future<Quiet> quiet = bus.request(AutonomyApi.QUIET, new AutonomyApi.GetQuiet(userId));
        return Future.all(paused, would, quiet).map(all -> {
            ObjectNode json = JsonViews.object().put("paused", paused.result().paused());
            json.set("would", json(would.result()));
            json.set("quiet", json(quiet.result()));
            return JsonResponse.ok(json);
        });
    }

    private Future<JsonResponse> pause(RoutingContext context) {
        Future<RequestFields> body = bodies.read(context);
        return guard.owner(context.request())
                .compose(owner -> body.compose(fields -> {
                            Boolean paused = fields.flag("paused");
                            return paused == null
                                    ? Future.failedFuture(Problem.field("paused", "is required."))
                                    : bus.request(AutonomyApi.PAUSE, new AutonomyApi.Pause(paused));
                        })
                        .compose(done -> standing(owner.userId())));
    }

    private Future<JsonResponse> setQuiet(RoutingContext context) {
        Future<RequestFields> body = bodies.read(context);
        return guard.caller(context.request())
                .compose(caller -> body.map(this::change)
                        .compose(quiet ->
                                bus.request(AutonomyApi.SET_QUIET, new AutonomyApi.SetQuiet(caller.userId(), quiet)))
                        .compose(done -> bus.request(AutonomyApi.QUIET, new AutonomyApi.GetQuiet(caller.userId())))
                        .map(quiet -> JsonResponse.ok(json(quiet))));
    }

    private Quiet change(RequestFields fields) {
        Double hours = fields.number("hours", 0, HOURS_A_YEAR);
        LocalTime from = parsed(fields, "from", AutonomyRoutes::time, "has to be a time of day such as 22:00.");
        LocalTime to = parsed(fields, "to", AutonomyRoutes::time, "has to be a time of day such as 08:00.");
        ZoneId zone = parsed(fields, "timezone", ZoneId::of, "has to be a time zone such as Europe/Berlin.");
        Boolean hurtTones = fields.flag("hurt_tones");
        if (hours == null && from == null && to == null && zone == null && hurtTones == null) {
            throw Problem.field("hours", "or from, to, timezone or hurt_tones is required.");
        }
        return new Quiet(hours == null ? null : until(hours), from, to, zone, hurtTones);
    }

    /** To the minute. */
    private static LocalTime time(String text) {
        return LocalTime.parse(text).truncatedTo(ChronoUnit.MINUTES);
    }

    private Instant until(double hours) {
        return clock.instant()
                .plusSeconds(Math.round(hours * Duration.ofHours(1).toSeconds()));
    }

    private static <T> @Nullable T parsed(RequestFields fields, String name, Function<String, T> how, String rule) {
        String text = fields.optional(name);
        try {
            return text == null ? null : how.apply(text);
        } catch (DateTimeException e) {
            throw Problem.field(name, rule);
        }
    }

    private Future<JsonResponse> decisions(RoutingContext context) {
        return guard.caller(context.request()).compose(caller -> page(context, caller.userId(), caller.userId()));
    }

    private Future<JsonResponse> rambles(RoutingContext context) {
        return guard.owner(context.request()).compose(owner -> page(context, owner.userId(), null));
    }

    private Future<JsonResponse> page(RoutingContext context, String asker, @Nullable String userId) {
        AutonomyApi.ListDecisions asked = new AutonomyApi.ListDecisions(
                userId, Paging.number(context, "limit", DEFAULT_LIMIT, MAX_LIMIT), Paging.before(context));
        return Paging.inTurn(
                context,
                turns,
                asker,
                () -> bus.request(AutonomyApi.DECISIONS, asked).map(AutonomyRoutes::page));
    }

    private static JsonResponse page(AutonomyApi.DecisionPage page) {
        ArrayNode list = JsonViews.array();
        List<Decision> decisions = page.decisions();
        decisions.forEach(decision -> list.add(json(decision)));
        return Paging.answer(
                list, page.more() ? decisions.get(decisions.size() - 1).place() : 0);
    }

    public static ObjectNode json(Decision decision) {
        ObjectNode json = JsonViews.object()
                .put("kind", decision.kind().key())
                .put("trigger", decision.trigger().isEmpty() ? null : decision.trigger())
                .put("code", decision.code())
                .put("reason", decision.reason())
                .put("at", JsonViews.time(decision.at()))
                .put("until", JsonViews.time(decision.until()))
                .put("times", decision.times())
                .put("message_id", decision.messageId())
                .put("memory_id", decision.memoryId());
        json.set("emotion_state", JsonViews.feelings(decision.feelings()));
        return json;
    }

    private static ObjectNode json(Quiet quiet) {
        return JsonViews.object()
                .put("until", JsonViews.timeOrNull(quiet.until()))
                .put("from", String.valueOf(quiet.from()))
                .put("to", String.valueOf(quiet.to()))
                .put("timezone", String.valueOf(quiet.zone()))
                .put("hurt_tones", !Boolean.FALSE.equals(quiet.hurtTones()));
    }
}
