package demi.model;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.ArrayList;
import java.util.List;

/** Asks Ollama which models it has. */
final class OllamaProbe {

    private static final long TIMEOUT_MS = 5_000;

    private final WebClient client;
    private final String url;

    OllamaProbe(WebClient client, ModelSettings settings) {
        this.client = client;
        this.url = settings.baseUrl() + "/api/tags";
    }

    /** The models' names; fails when Ollama does not answer within 5 seconds as it should. */
    Future<List<String>> models() {
        // A client that is being closed throws.
        return Future.succeededFuture(url)
                .compose(asked -> client.getAbs(asked).timeout(TIMEOUT_MS).send())
                .compose(OllamaProbe::read);
    }

    private static Future<List<String>> read(HttpResponse<?> response) {
        if (response.statusCode() != 200) {
            return Future.failedFuture("status " + response.statusCode());
        }
        JsonArray models = response.bodyAsJsonObject().getJsonArray("models", new JsonArray());
        List<String> names = new ArrayList<>();
        for (Object model : models) {
            if (model instanceof JsonObject json && json.getValue("name") instanceof String name) {
                names.add(name);
            }
        }
        return Future.succeededFuture(names);
    }
}
