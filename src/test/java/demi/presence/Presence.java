package demi.presence;

import demi.model.ModelVerticle;
import demi.model.TestSettings;
import demi.store.StoreFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How well she remembers, in figures: run by {@code scripts/presence}. */
public final class Presence {

    private Presence() {}

    /** @param arguments a folder of talks, a folder to work in, and perhaps the address of an Ollama and an embedding model */
    public static void main(String[] arguments) throws Exception {
        List<Talk> talks = Talk.all(Path.of(arguments[0]));
        Path work = Files.createDirectories(Path.of(arguments[1]));
        String model = arguments.length > 3 ? arguments[3] : "";
        RecallFigures figures = new RecallFigures();
        PromptFigures prompts = new PromptFigures();
        for (Talk talk : talks) {
            try (RememberingHouse house = new RememberingHouse(
                    work.resolve("talk-" + talk.id() + "-" + System.nanoTime() + ".sqlite"),
                    talk,
                    model,
                    store -> open(store, arguments))) {
                figures.measure(house, talk, !model.isEmpty());
                if (model.isEmpty()) {
                    prompts.measure(house, talk, work);
                }
            }
        }
        figures.print();
        if (model.isEmpty()) {
            prompts.print();
            LastingFigures.print(work);
            Figures.line("among 100,000 memories", "see scripts/bench history");
        }
        System.exit(0);
    }

    private static void open(StoreFixture store, String[] arguments) {
        if (arguments.length > 3) {
            StoreFixture.get(
                    store.vertx.deployVerticle(new ModelVerticle(store.bus, TestSettings.of(2_048, arguments[2]))));
        }
    }
}
