package demi.model;

import java.util.ArrayList;
import java.util.List;

/** Which models would do, best first: the one that the owner chose, the one of the settings, and its fallbacks. */
final class ModelChoice {

    private final String configured;
    private final List<String> fallbacks;
    private String wanted;
    private boolean sparing;

    ModelChoice(String configured, List<String> fallbacks) {
        this.configured = configured;
        this.fallbacks = List.copyOf(fallbacks);
        this.wanted = configured;
    }

    /** The owner wants another one. */
    void want(String model) {
        wanted = model;
    }

    /** While memory is short, the smallest of those that would do comes first. */
    void spare(boolean now) {
        sparing = now;
    }

    boolean isSparing() {
        return sparing;
    }

    String wanted() {
        return wanted;
    }

    /** Best first. */
    List<String> all() {
        List<String> all = new ArrayList<>(List.of(wanted, configured));
        all.addAll(fallbacks);
        return all.stream().distinct().toList();
    }
}
