package demi.rehearse;

import demi.rehearse.request.JsonFormat;
import demi.rehearse.request.Refusal;
import demi.rehearse.request.RequestFields;
import demi.rehearse.request.RunnerOptions;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api/chat} and {@code /api/generate}: looks at a request as Ollama does, in its order. */
final class TextHandler {
    private static final Logger LOG = LoggerFactory.getLogger(TextHandler.class);

    private final List<String> models;
    private final Generation.Shared shared;

    TextHandler(List<String> models, Generation.Shared shared) {
        this.models = models;
        this.shared = shared;
    }

    /** Throws what it refuses at once. */
    void handle(Context context, HttpServerRequest http, String body, RequestFields fields) {
        boolean chat = http.path().equals("/api/chat");
        TextRequest request = TextRequest.read(fields, chat, models);
        if (request.empty() && request.unloads()) {
            shared.log().received(http.path(), body);
            shared.loaded().unload(request.model());
            OllamaResponses.send(http.response(), 200, OllamaResponses.loaded(request.sent(), chat, true));
            return;
        }
        requireAbilities(request);
        RunnerOptions options = RunnerOptions.read(request.script().options());
        Future<Boolean> loaded = shared.loaded().load(context, request.model(), options.runner(), request.keepAlive());
        if (loaded.failed()) {
            throw (Refusal) loaded.cause();
        }
        if (loaded.isComplete()) {
            loaded(context, http, body, request, options, loaded.result(), RequestLog.NONE);
            return;
        }
        long number = shared.log().received(http.path(), body);
        loaded.onSuccess(cold -> {
            try {
                if (!http.response().closed()) {
                    loaded(context, http, body, request, options, cold, number);
                }
            } catch (Refusal refusal) {
                OllamaResponses.refuse(http.response(), false, refusal);
            }
        });
    }

    private static void requireAbilities(TextRequest request) {
        if (request.wantsThinking() && !ModelCard.thinks(request.model())) {
            throw new Refusal(400, "\"" + request.sent() + "\" does not support thinking");
        }
        if (ModelCard.embeds(request.model())) {
            throw new Refusal(
                    400, "\"" + request.sent() + "\" does not support " + (request.chat() ? "chat" : "generate"));
        }
    }

    /** @param number of the request, where it is recorded already */
    private void loaded(
            Context context,
            HttpServerRequest http,
            String body,
            TextRequest request,
            RunnerOptions options,
            boolean cold,
            long number) {
        if (!request.empty() && !(request.flags().renderOnly() && shared.behaviour().rendersOnly)) {
            checkStrictly(request);
            JsonFormat.of(request.script().body().getValue("format"));
            new Generation(shared, context, http, body, request, options, cold, number).enter();
            return;
        }
        if (number == RequestLog.NONE) {
            shared.log().received(http.path(), body);
        }
        JsonObject answer = request.empty()
                ? OllamaResponses.loaded(request.sent(), request.chat(), false)
                : OllamaResponses.rendered(
                        request.sent(), request.chat(), rendered(request, options), request.images());
        OllamaResponses.send(http.response(), 200, answer);
    }

    private String rendered(TextRequest request, RunnerOptions options) {
        ChatTemplate template = shared.behaviour().template(request.model());
        return request.flags().truncate()
                ? ContextWindow.render(template, request.prompt(), options.window())
                : template.render(request.prompt());
    }

    private void checkStrictly(TextRequest request) {
        Optional<String> broken = PromptRules.broken(request.script().messages());
        if (broken.isPresent() && shared.behaviour().strict) {
            LOG.error("Refused a prompt that some template would spoil: {}", broken.get());
            shared.log().refused(broken.get());
            throw new Refusal(400, "the stand-in refuses what some template would spoil: " + broken.get());
        }
    }
}
