package demi.http.rest.house;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.house.PersonaApi;
import demi.api.house.PersonaApi.Card;
import demi.api.house.PersonaApi.WrittenCard;
import demi.bus.Bus;
import demi.http.web.ApiRouter;
import demi.http.web.BearerAuth;
import demi.http.web.BodyReader;
import demi.http.web.JsonResponse;
import demi.http.web.JsonViews;
import demi.http.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/** Character cards, as JSON and as pictures: what one would make of her, and her persona as one; for the owner. */
final class CardRoutes {

    private static final String CARD = "/api/v1/persona/card";

    private final Bus bus;
    private final BearerAuth guard;
    private final BodyReader bodies;

    CardRoutes(Bus bus, BearerAuth guard, BodyReader bodies) {
        this.bus = bus;
        this.guard = guard;
        this.bodies = bodies;
    }

    void install(ApiRouter routes) {
        routes.post(CARD, this::read);
        routes.add(HttpMethod.GET, CARD, this::write);
    }

    private Future<JsonResponse> read(RoutingContext context) {
        return guard.owner(context.request())
                .compose(owner -> json(context))
                .compose(json -> bus.request(PersonaApi.READ_CARD, new PersonaApi.ReadCard(json)))
                .map(CardRoutes::answer);
    }

    /** By what it is, whatever it is said to be. */
    private Future<String> json(RoutingContext context) {
        byte[] file = bodies.bytes(context);
        return PngText.isPng(file)
                ? context.vertx().executeBlocking(() -> CardPicture.read(file), false)
                : Future.succeededFuture(context).map(bodies::text);
    }

    private static JsonResponse answer(Card card) {
        ArrayNode dropped = JsonViews.array();
        card.dropped().forEach(dropped::add);
        ObjectNode json = JsonViews.object()
                .put("name", card.name())
                .put("text", card.text())
                .put("system_prompt", card.systemPrompt());
        json.set("dropped", dropped);
        return JsonResponse.ok(json);
    }

    private void write(RoutingContext context) {
        guard.owner(context.request())
                .map(owner -> isPicture(context))
                .compose(picture -> bus.request(PersonaApi.WRITE_CARD, new PersonaApi.WriteCard())
                        .compose(card -> picture
                                ? picture(context.vertx(), card)
                                : Future.succeededFuture(Buffer.buffer(card.v3())))
                        .onSuccess(file -> send(context, picture, file)))
                .onFailure(context::fail);
    }

    private static boolean isPicture(RoutingContext context) {
        String format = context.queryParams().get("format");
        if (format != null && !format.equals("json") && !format.equals("png")) {
            throw Problem.field("format", "has to be json or png.");
        }
        return "png".equals(format);
    }

    private static Future<Buffer> picture(Vertx vertx, WrittenCard card) {
        return vertx.executeBlocking(() -> Buffer.buffer(CardPicture.write(card.v2(), card.v3())), false);
    }

    /** Whoever has left since is told nothing. */
    private static void send(RoutingContext context, boolean picture, Buffer file) {
        String name = picture ? "demi.png" : "demi.json";
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, picture ? "image/png" : "application/json")
                .putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .end(file);
    }
}
