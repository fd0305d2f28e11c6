package demi.bench;

import demi.bench.server.DemiProcess;
import demi.bench.server.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * From the start of the process to being ready: Demi, with her archive of classes and with accounts in her database, and whoever
 * is beside her, one after the other in each round; no Ollama about.
 */
final class StartBench {

    private static final int ROUNDS = 5;
    /** Given like this, no archive of classes comes with them. */
    private static final List<String> OPTIONS = List.of("@conf/jvm.options");

    private static final String NOBODY = "http://127.0.0.1:9";

    private final Map<Contender, Samples> starts = new LinkedHashMap<>();

    private StartBench(List<Contender> contenders) {
        contenders.forEach(contender -> starts.put(contender, new Samples()));
    }

    /**
     * Writes the archive of classes.
     *
     * @param contenders Demi and the one that she is to be compared with first
     */
    static void run(Path jar, Path directory, List<Contender> contenders, String goal, Table table) throws Exception {
        Path unprepared = fresh(directory, "unprepared");
        long withoutArchive = ready(
                DemiProcess.start(jar, unprepared, DemiProcess.freePort(), OPTIONS, NOBODY, DemiProcess.SETTINGS));
        DemiProcess.archive(jar);
        StartBench bench = new StartBench(contenders);
        Samples first = new Samples();
        Samples java = new Samples();
        for (Contender contender : contenders) {
            // What is made at its first start is there for all others.
            ready(contender.start(NOBODY));
        }
        for (int i = 0; i < ROUNDS; i++) {
            for (Map.Entry<Contender, Samples> each : bench.starts.entrySet()) {
                each.getValue().add(ready(each.getKey().start(NOBODY)));
            }
            first.add(ready(DemiProcess.start(jar, fresh(directory, "round" + i), NOBODY)));
            java.add(plainJava());
        }
        Map<String, Long> medians = new LinkedHashMap<>();
        bench.starts.forEach((contender, samples) -> medians.put(contender.name(), Samples.median(samples.sorted())));
        List<Long> order = List.copyOf(medians.values());
        long demi = order.get(0);
        table.row(
                "start to ready, median of " + ROUNDS,
                seconds(demi),
                goal,
                String.format(Locale.ROOT, "%.2f", (double) demi / order.get(1)),
                medians.entrySet().stream()
                                .skip(1)
                                .map(each -> each.getKey() + " " + seconds(each.getValue()))
                                .collect(Collectors.joining(", "))
                        + "; with an empty data directory " + seconds(Samples.median(first.sorted()))
                        + ", without an archive of classes as well " + seconds(withoutArchive) + "; java -version "
                        + seconds(Samples.median(java.sorted())));
    }

    private static Path fresh(Path directory, String name) throws Exception {
        return Files.createDirectory(directory.resolve(name));
    }

    private static long ready(ServerProcess server) throws Exception {
        try (server) {
            return server.untilReady();
        }
    }

    private static long plainJava() throws Exception {
        long start = System.nanoTime();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        new ProcessBuilder(java.toString(), "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor(10, TimeUnit.SECONDS);
        return System.nanoTime() - start;
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }
}
