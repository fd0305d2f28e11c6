package demi.cli;

import demi.app.Application;
import demi.conductor.ConductorRoom;
import demi.model.ModelRoom;
import demi.modeltest.ModelReport;
import demi.modeltest.ModelTest;
import demi.settings.Settings;
import demi.store.Database;
import demi.store.StoreRoom;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * {@code check --talk}: tries the model in a talk of its own, in a temporary folder, and prints what came of it. Nothing
 * that anybody has said to Demi is read or changed.
 */
final class TalkCheck {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration PAUSE = Duration.ofMinutes(5);
    /** Nobody really waits between two messages of a test. */
    private static final Duration FOLLOW_UP_AFTER = Duration.ofSeconds(1);

    private final Settings settings;
    private final String persona;
    private final PrintWriter out;

    TalkCheck(Settings settings, String persona, PrintWriter out) {
        this.settings = settings;
        this.persona = persona;
        this.out = out;
    }

    /** @return whether the model is fit to be talked with */
    boolean run(String model, int turns) throws IOException {
        Path folder = Files.createTempDirectory("demi-talk-");
        Application house = new Application();
        try {
            Application.await(house.openForTalk(trying(folder, model)));
            out.println("Talking with " + model + ": " + turns + " messages. On a small machine that takes minutes.");
            out.flush();
            ModelTest.Options options = new ModelTest.Options(turns, PATIENCE, PAUSE, persona);
            ModelReport report =
                    Application.await(new ModelTest(house.vertx(), house.bus(), options, this::progress).run());
            print(report);
            return report.fit();
        } finally {
            Application.await(house.close());
            delete(folder);
        }
    }

    /** With that model and none in its place, and a database in that folder, for a talk of nobody's. */
    private Settings trying(Path folder, String model) {
        return settings.with(ConductorRoom.PERSONA_FILE, settings.path(ConductorRoom.PERSONA_FILE))
                .in(folder)
                .with(StoreRoom.DATABASE_URL, new Database.File(folder.resolve("demi.sqlite")))
                .with(ModelRoom.MODEL, model)
                .with(ModelRoom.FALLBACKS, List.of())
                .with(ConductorRoom.FOLLOW_UP_AFTER, FOLLOW_UP_AFTER)
                .with(ConductorRoom.FOLLOW_UP_AFTER_SLIDING, FOLLOW_UP_AFTER);
    }

    private void progress(String line) {
        out.println("  " + line);
        out.flush();
    }

    private void print(ModelReport report) {
        List<ModelReport.Row> rows = report.rows();
        int what = rows.stream().mapToInt(row -> row.what().length()).max().orElse(0);
        int figure = rows.stream().mapToInt(row -> row.figure().length()).max().orElse(0);
        String format = "  %-" + what + "s  %" + figure + "s  %s";
        rows.forEach(row -> out.println(String.format(Locale.ROOT, format, row.what(), row.figure(), row.remark())
                .stripTrailing()));
        out.println(report.verdict());
        out.flush();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
