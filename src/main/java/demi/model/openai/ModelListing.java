package demi.model.openai;

import com.fasterxml.jackson.databind.JsonNode;
import demi.model.profile.PresentModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads {@code /v1/models}: beside the names, what vLLM and llama.cpp's server tell of each. */
final class ModelListing {

    private static final int MOST = 500;
    private static final int LONGEST_NAME = 200;

    private ModelListing() {}

    /** @throws IllegalArgumentException when it is no such list */
    static List<PresentModel> read(JsonNode listed) {
        if (!listed.path("data").isArray()) {
            throw new IllegalArgumentException("no list of models");
        }
        List<PresentModel> present = new ArrayList<>();
        for (JsonNode each : listed.path("data")) {
            String name = each.path("id").asText("");
            if (!name.isBlank() && name.length() <= LONGEST_NAME && present.size() < MOST) {
                present.add(model(name, each));
            }
        }
        return present;
    }

    private static PresentModel model(String name, JsonNode each) {
        JsonNode meta = each.path("meta");
        int window =
                Math.max(0, each.path("max_model_len").asInt(meta.path("n_ctx").asInt(0)));
        double billions = meta.path("n_params").asDouble(0) / 1e9;
        return new PresentModel(
                name,
                Math.max(0, meta.path("size").asLong(0)),
                billions > 0 ? String.format(Locale.ROOT, "%.1fB", billions) : "",
                "",
                // When it was made is the time of the request with some servers.
                name + "|" + window,
                window);
    }
}
