package demi.model.server;

import demi.api.ModelCatalogApi;
import demi.model.config.ServerKind;
import demi.model.config.ServerSettings;
import demi.model.profile.PresentModel;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which models a server has, and which of them it answers with. */
final class ServerModels {

    private final ServerSettings server;
    private final ServerProtocol protocol;
    private final ModelChoice choice;
    private final Predicate<String> mayChat;
    private List<PresentModel> present = List.of();

    /** @param mayChat whether a model is one to talk with, as far as it is known */
    ServerModels(ServerSettings server, ServerProtocol protocol, ModelChoice choice, Predicate<String> mayChat) {
        this.server = server;
        this.protocol = protocol;
        this.choice = choice;
        this.mayChat = mayChat;
    }

    List<PresentModel> present() {
        return present;
    }

    void present(List<PresentModel> now) {
        present = List.copyOf(now);
    }

    Optional<PresentModel> find(String model) {
        return present.stream().filter(there -> there.is(model)).findFirst();
    }

    /** It has turned out not to be there any more. */
    void remove(String model) {
        present = present.stream().filter(there -> !there.is(model)).toList();
    }

    /** The best, or while memory is short the smallest, by the name that it is asked for; empty when none would do. */
    Optional<String> best() {
        return chosen().or(() -> protocol.ownModel(present).filter(mayChat));
    }

    private Optional<String> chosen() {
        if (server.model() != null) {
            return Optional.empty();
        }
        Stream<String> fitting =
                choice.all().stream().filter(model -> find(model).isPresent()).filter(mayChat);
        Optional<String> best =
                choice.isSparing() ? fitting.min(Comparator.comparingLong(this::bytes)) : fitting.findFirst();
        // Others than Ollama take only the very name that they list.
        return server.kind() == ServerKind.OLLAMA
                ? best
                : best.flatMap(this::find).map(PresentModel::name);
    }

    /** Whether the best is the one that is wanted, or one of another name that stands for it. */
    boolean isBestWanted() {
        return best().filter(
                        model -> chosen().isEmpty() || ModelCatalogApi.same(PresentModel.shown(model), choice.wanted()))
                .isPresent();
    }

    /** How many models are better than the best one here; one that stands for whichever is wanted is as good as that. */
    long rank() {
        Optional<String> best = chosen();
        if (best.isEmpty()) {
            return best().isPresent() ? 0 : Long.MAX_VALUE;
        }
        String name = PresentModel.shown(best.get());
        return choice.isSparing()
                ? bytes(name)
                : choice.all().stream()
                        .takeWhile(better -> !ModelCatalogApi.same(better, name))
                        .count();
    }

    private long bytes(String model) {
        return find(model).map(PresentModel::bytes).orElse(0L);
    }
}
