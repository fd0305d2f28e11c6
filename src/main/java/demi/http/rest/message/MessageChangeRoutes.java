package demi.http.rest.message;

import demi.api.ChatApi;
import demi.api.ChatApi.MessageChange;
import demi.api.value.Message;
import demi.bus.Bus;
import demi.http.web.ApiRouter;
import demi.http.web.BearerAuth;
import demi.http.web.BodyReader;
import demi.http.web.JsonResponse;
import demi.http.web.JsonViews;
import demi.http.web.MessageText;
import demi.http.web.Problem;
import demi.http.web.RequestFields;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** What a person changes in their conversation: has her answer again, corrects what they said last, takes something out. */
public final class MessageChangeRoutes {

    private final Bus bus;
    private final BearerAuth guard;
    private final BodyReader bodies;

    public MessageChangeRoutes(Bus bus, BearerAuth guard, BodyReader bodies) {
        this.bus = bus;
        this.guard = guard;
        this.bodies = bodies;
    }

    public void install(ApiRouter routes) {
        routes.post("/api/v1/messages/:id/again", this::answerAgain);
        routes.patch("/api/v1/messages/:id", this::edit);
        routes.delete("/api/v1/messages/:id", this::remove);
    }

    private Future<JsonResponse> answerAgain(RoutingContext context) {
        return guard.caller(context.request())
                .compose(caller -> bus.request(
                        ChatApi.ANSWER_AGAIN, new ChatApi.AnswerAgain(caller.userId(), context.pathParam("id"))))
                .map(change -> new JsonResponse(
                        202, JsonViews.object().put("message_id", done(change).messageId()), Map.of()));
    }

    private Future<JsonResponse> edit(RoutingContext context) {
        Future<RequestFields> body = bodies.read(context);
        return guard.caller(context.request())
                .compose(caller -> body.map(
                        fields -> new ChatApi.EditMessage(caller.userId(), context.pathParam("id"), content(fields))))
                .compose(edit -> bus.request(ChatApi.EDIT_MESSAGE, edit))
                .map(change -> JsonResponse.ok(JsonViews.message(done(change))));
    }

    private static String content(RequestFields fields) {
        String content = MessageText.of(fields.requiredText("content"));
        if (content.isEmpty() || MessageText.isTooLong(content)) {
            throw Problem.field("content", "has to have from 1 to 4,000 characters.");
        }
        return content;
    }

    private Future<JsonResponse> remove(RoutingContext context) {
        return guard.caller(context.request())
                .compose(caller -> bus.request(
                        ChatApi.REMOVE_MESSAGE, new ChatApi.RemoveMessage(caller.userId(), context.pathParam("id"))))
                .map(change -> {
                    done(change);
                    String sentence = change.sentence();
                    return JsonResponse.ok(
                            JsonViews.object().put("message", sentence.isEmpty() ? "Deleted." : sentence));
                });
    }

    private static Message done(MessageChange change) {
        Message message = change.message();
        if (message != null) {
            return message;
        }
        if (change.waitSeconds() > 0) {
            throw Problem.of(429, "Too many messages in a minute; please wait a moment.")
                    .with("Retry-After", Long.toString(change.waitSeconds()));
        }
        throw Problem.of(change.found() ? 409 : 404, change.sentence());
    }
}
