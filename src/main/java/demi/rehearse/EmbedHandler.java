package demi.rehearse;

import demi.rehearse.request.KeepAlive;
import demi.rehearse.request.Refusal;
import demi.rehearse.request.RequestFields;
import demi.rehearse.request.RunnerOptions;
import demi.rehearse.request.TokenEstimate;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /api/embed}, as Ollama's own engine has it: only an embedding model has vectors. */
final class EmbedHandler {
    private final List<String> models;
    private final Behaviour behaviour;
    private final LoadedModels loaded;

    EmbedHandler(List<String> models, Behaviour behaviour, LoadedModels loaded) {
        this.models = models;
        this.behaviour = behaviour;
        this.loaded = loaded;
    }

    /** Throws what it refuses. */
    void handle(Context context, HttpServerRequest http, RequestFields fields) {
        String sent = fields.text("model");
        List<String> inputs = inputs(fields.json().getValue("input"));
        boolean truncate = fields.flag("truncate", true);
        String model = ModelCard.named(sent, models);
        if (model == null) {
            throw new Refusal(
                    404,
                    ModelCard.isName(sent)
                            ? "model \"" + sent + "\" not found, try pulling it first"
                            : "model '" + sent + "' not found");
        }
        RunnerOptions options = RunnerOptions.read(fields.map("options"));
        loaded.load(
                        context,
                        model,
                        options.runner(),
                        KeepAlive.read(fields.json().getValue("keep_alive")))
                .onSuccess(cold -> answer(http, sent, model, fitting(inputs, options.window(), truncate)))
                .onFailure(failure -> OllamaResponses.refuse(http.response(), false, (Refusal) failure));
    }

    private void answer(HttpServerRequest http, String sent, String model, @Nullable List<String> inputs) {
        if (inputs != null && inputs.isEmpty()) {
            OllamaResponses.send(http.response(), 200, OllamaResponses.noEmbeddings(sent));
        } else if (!ModelCard.embeds(model)) {
            OllamaResponses.refuse(http.response(), false, new Refusal(501, "this model does not support embeddings"));
        } else if (inputs == null) {
            OllamaResponses.refuse(
                    http.response(), false, new Refusal(400, "the input length exceeds the context length"));
        } else {
            OllamaResponses.send(
                    http.response(), 200, OllamaResponses.embeddings(sent, inputs, behaviour.embeddingSize));
        }
    }

    /** What is left of each in a window; null where one of them is too long and must not be cut. */
    private @Nullable List<String> fitting(List<String> inputs, int window, boolean truncate) {
        int most = Math.min(window, behaviour.contextLength);
        List<String> fitting = new ArrayList<>();
        for (String input : inputs) {
            List<String> tokens = TokenEstimate.of(input);
            if (tokens.size() > most && !truncate) {
                return null;
            }
            fitting.add(String.join("", tokens.subList(0, Math.min(most, tokens.size()))));
        }
        return fitting;
    }

    private static List<String> inputs(@Nullable Object input) {
        if (input == null || input.equals("")) {
            return List.of();
        }
        List<String> texts = input instanceof JsonArray many
                ? RequestFields.strings(many)
                : input instanceof String one ? List.of(one) : null;
        if (texts == null) {
            throw new Refusal(400, "invalid input type");
        }
        return texts;
    }
}
