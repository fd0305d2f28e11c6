package demi.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** From the start of the process to being ready, with an empty data directory and with one in use; no Ollama about. */
final class StartBench {

    private static final int ROUNDS = 5;
    private static final String NOBODY = "http://127.0.0.1:9";

    private StartBench() {}

    static void run(Path jar, Path directory, Table table) throws Exception {
        Samples first = new Samples();
        Samples later = new Samples();
        Samples java = new Samples();
        for (int i = 0; i < ROUNDS; i++) {
            Path round = Files.createDirectory(directory.resolve("round" + i));
            first.add(ready(jar, round));
            later.add(ready(jar, round));
            java.add(plainJava());
        }
        long[] starts = later.sorted();
        String beside = "first start " + seconds(Samples.median(first.sorted())) + "; java -version "
                + seconds(Samples.median(java.sorted()));
        table.row("start to ready, median of " + ROUNDS, seconds(Samples.median(starts)), "2 s", beside);
    }

    private static long ready(Path jar, Path directory) throws Exception {
        try (DemiProcess demi = DemiProcess.start(jar, directory, NOBODY)) {
            return demi.untilReady();
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
        return String.format(java.util.Locale.ROOT, "%.2f s", nanos / 1e9);
    }
}
