package demi.model.server;

import demi.api.ModelCatalogApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which models would do, best first: the one that the owner chose, the one of the settings, and its fallbacks. */
public final class ModelChoice {

    private final String configured;
    private final List<String> fallbacks;
    private String wanted;
    private boolean sparing;

    public ModelChoice(String configured, List<String> fallbacks) {
        this.configured = configured;
        this.fallbacks = List.copyOf(fallbacks);
        this.wanted = configured;
    }

    /** The owner wants another one. */
    public void want(String model) {
        wanted = model;
    }

    /** While memory is short, the smallest of those that would do comes first. */
    public void spare(boolean now) {
        sparing = now;
    }

    public boolean isSparing() {
        return sparing;
    }

    public String wanted() {
        return wanted;
    }

    /** Best first. */
    public List<String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        Stream.concat(Stream.of(wanted, configured), fallbacks.stream())
                .forEach(model -> all.putIfAbsent(ModelCatalogApi.canonical(model), model));
        return List.copyOf(all.values());
    }
}
