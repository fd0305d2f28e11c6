package demi.rehearse;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
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
    void handle(Context context, HttpServerRequest http, String body, Fields fields) {
        boolean chat = http.path().equals("/api/chat");
        TextRequest request = TextRequest.read(fields, chat, models);
        if (request.empty() && request.unloads()) {
            shared.log().received(http.path(), body);
            shared.loaded().unload(request.model());
            Answers.send(http.response(), 200, Answers.loaded(request.sent(), chat, true));
            return;
        }
        checkAbilities(request);
        RunnerOptions options = RunnerOptions.read(request.script().options());
        Future<Boolean> loaded = shared.loaded().load(context, request.model(), options.runner(), request.keepAlive());
        if (loaded.succeeded()) {
            loaded(context, http, body, request, options, loaded.result());
            return;
        }
        loaded.onSuccess(cold -> answering(http, body, () -> loaded(context, http, body, request, options, cold)))
                .onFailure(failure -> answering(http, body, () -> {
                    throw (Refusal) failure;
                }));
    }

    /** Where nobody else catches what is refused. */
    private void answering(HttpServerRequest http, String body, Runnable work) {
        try {
            if (!http.response().closed()) {
                work.run();
            }
        } catch (Refusal refusal) {
            shared.log().received(http.path(), body);
            Answers.refuse(http.response(), false, refusal);
        }
    }

    private static void checkAbilities(TextRequest request) {
        if (request.wantsThinking() && !ModelCard.thinks(request.model())) {
            throw new Refusal(400, "\"" + request.sent() + "\" does not support thinking");
        }
        if (ModelCard.embeds(request.model())) {
            throw new Refusal(
                    400, "\"" + request.sent() + "\" does not support " + (request.chat() ? "chat" : "generate"));
        }
    }

    private void loaded(
            Context context,
            HttpServerRequest http,
            String body,
            TextRequest request,
            RunnerOptions options,
            boolean cold) {
        HttpServerResponse response = http.response();
        if (request.empty()) {
            shared.log().received(http.path(), body);
            Answers.send(response, 200, Answers.loaded(request.sent(), request.chat(), false));
        } else if (request.flags().renderOnly() && shared.behaviour().rendersOnly) {
            shared.log().received(http.path(), body);
            ChatTemplate template = shared.behaviour().template(request.model());
            String rendered = request.flags().truncate()
                    ? ContextWindow.render(template, request.prompt(), options.window())
                    : template.render(request.prompt());
            Answers.send(response, 200, Answers.rendered(request.sent(), request.chat(), rendered, request.images()));
        } else {
            checkStrictly(request);
            checkFormat(request);
            new Generation(shared, context, http, body, request, options, cold).enter();
        }
    }

    private void checkStrictly(TextRequest request) {
        Optional<String> broken = PromptRules.broken(request.script().messages());
        if (broken.isPresent() && shared.behaviour().strict) {
            LOG.error("Refused a prompt that some template would spoil: {}", broken.get());
            shared.log().refused(broken.get());
            throw new Refusal(400, "the stand-in refuses what some template would spoil: " + broken.get());
        }
    }

    private static void checkFormat(TextRequest request) {
        JsonFormat.of(request.script().body().getValue("format"));
    }
}
