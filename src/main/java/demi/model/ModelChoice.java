package demi.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which model answers: the first that Ollama has of the one wanted and its fallbacks. */
final class ModelChoice {

    private final List<String> wanted = new ArrayList<>();
    private List<String> present = List.of();

    ModelChoice(String model, List<String> fallbacks) {
        wanted.add(model);
        wanted.addAll(fallbacks);
    }

    void present(List<String> models) {
        present = List.copyOf(models);
    }

    /** Ollama said that it has no such model after all. */
    void missing(String model) {
        present = present.stream().filter(name -> !same(name, model)).toList();
    }

    /** Empty when Ollama has none of them. */
    Optional<String> pick() {
        return wanted.stream()
                .filter(model -> present.stream().anyMatch(name -> same(name, model)))
                .findFirst();
    }

    /** The models that would do, best first. */
    List<String> wanted() {
        return List.copyOf(wanted);
    }

    private static boolean same(String present, String wanted) {
        return present.equals(wanted) || (!wanted.contains(":") && present.equals(wanted + ":latest"));
    }
}
