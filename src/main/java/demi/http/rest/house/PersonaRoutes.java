package demi.http.rest.house;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.house.PersonaApi;
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
import java.util.function.Function;

/** Who she is: to read, change, try, and take back; for the owner. */
final class PersonaRoutes {

    private static final int MOST_LINES = 3;

    private final Bus bus;
    private final BearerAuth guard;
    private final BodyReader bodies;

    PersonaRoutes(Bus bus, BearerAuth guard, BodyReader bodies) {
        this.bus = bus;
        this.guard = guard;
        this.bodies = bodies;
    }

    void install(ApiRouter routes) {
        routes.get("/api/v1/persona", this::get);
        routes.put("/api/v1/persona", this::set);
        routes.post("/api/v1/persona/preview", this::preview);
        routes.post("/api/v1/persona/try", this::attempt);
        routes.post("/api/v1/persona/restore", this::restore);
    }

    private Future<JsonResponse> get(RoutingContext context) {
        return guard.owner(context.request())
                .compose(owner -> bus.request(PersonaApi.GET, new PersonaApi.GetPersona()))
                .recover(Reasons::told)
                .map(PersonaRoutes::json);
    }

    private Future<JsonResponse> owners(RoutingContext context, Function<RequestFields, Future<JsonResponse>> answer) {
        Future<RequestFields> body = bodies.read(context);
        return guard.owner(context.request())
                .compose(owner -> body)
                .compose(answer)
                .recover(Reasons::told);
    }

    private static String text(RequestFields fields) {
        String text = fields.text("text");
        if (text == null) {
            throw Problem.field("text", "is required.");
        }
        return text;
    }

    private Future<JsonResponse> set(RoutingContext context) {
        return owners(
                context,
                fields -> bus.request(PersonaApi.SET, new PersonaApi.SetPersona(text(fields)))
                        .map(PersonaRoutes::json));
    }

    private Future<JsonResponse> restore(RoutingContext context) {
        return owners(
                context,
                fields -> bus.request(PersonaApi.RESTORE, new PersonaApi.RestorePersona(fields.required("id")))
                        .map(PersonaRoutes::json));
    }

    private Future<JsonResponse> preview(RoutingContext context) {
        return owners(
                context,
                fields -> bus.request(PersonaApi.PREVIEW, new PersonaApi.PreviewPersona(text(fields)))
                        .map(preview -> {
                            ArrayNode problems = JsonViews.array();
                            preview.problems().forEach(problems::add);
                            ObjectNode json = JsonViews.object().put("tokens", preview.tokens());
                            json.set("problems", problems);
                            return JsonResponse.ok(json);
                        }));
    }

    private Future<JsonResponse> attempt(RoutingContext context) {
        return owners(
                context,
                fields -> bus.request(
                                PersonaApi.TRY,
                                new PersonaApi.TryPersona(text(fields), fields.lines("lines", MOST_LINES)))
                        .map(tried -> {
                            ArrayNode answers = JsonViews.array();
                            tried.answers().forEach(answers::add);
                            ObjectNode json = JsonViews.object();
                            json.set("answers", answers);
                            return JsonResponse.ok(json);
                        }));
    }

    private static JsonResponse json(PersonaApi.Persona persona) {
        ArrayNode versions = JsonViews.array();
        persona.versions()
                .forEach(version -> versions.addObject()
                        .put("id", version.id())
                        .put("at", JsonViews.time(version.at()))
                        .put("tokens", version.tokens()));
        ObjectNode json = JsonViews.object()
                .put("text", persona.text())
                .put("source", persona.own() ? "own" : "default")
                .put("tokens", persona.tokens())
                .put("max_tokens", persona.maxTokens());
        json.set("versions", versions);
        return JsonResponse.ok(json);
    }
}
