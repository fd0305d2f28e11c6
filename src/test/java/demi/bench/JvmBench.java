package demi.bench;

import demi.bench.server.DemiProcess;
import demi.bench.server.People;
import demi.rehearse.FakeOllama;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What each option of the Java virtual machine costs and brings: start, memory, and processor time of a turn while everything
 * is new to the machine and when it has warmed up. Each is added to those before it; the last is what conf/jvm.options has.
 */
final class JvmBench {

    private static final int MANY = 50;
    private static final int ROUNDS = 3;
    /** As long as a collector may take to notice that there is nothing to do. */
    private static final int REST_SECONDS = 2;

    private final Vertx vertx = Vertx.vertx();
    private final Talks talks = new Talks(vertx);
    private final Path jar;
    private final Path directory;
    private final Table table;

    private JvmBench(Path jar, Path directory, Table table) {
        this.jar = jar;
        this.directory = directory;
        this.table = table;
    }

    static void run(Path jar, Path directory, Table table) throws Exception {
        JvmBench bench = new JvmBench(jar, directory, table);
        FakeOllama ollama = People.await(FakeOllama.start(bench.vertx, 0, Talks::reply));
        try {
            for (Map.Entry<String, List<String>> each : bench.variants().entrySet()) {
                bench.measure(each.getKey(), each.getValue(), ollama);
            }
        } finally {
            People.await(bench.vertx.close());
        }
    }

    private Map<String, List<String>> variants() throws IOException, InterruptedException {
        Map<String, List<String>> all = new LinkedHashMap<>();
        // One that changes nothing: without any the jar would add those of conf/jvm.options itself.
        List<String> options = List.of("-Xshare:auto");
        all.put("as Java is", options);
        options = with(options, "-XX:+UseSerialGC");
        all.put("+ Serial GC", options);
        options = with(options, "-Xms32m", "-XX:MinHeapFreeRatio=20", "-XX:MaxHeapFreeRatio=40");
        all.put("+ a heap that grows late", options);
        options = with(options, "-XX:TieredStopAtLevel=1");
        all.put("+ the first compiler only", options);
        String archive = directory.resolve("demi.jsa").toAbsolutePath().toString();
        DemiProcess.run(List.of("-XX:ArchiveClassesAtExit=" + archive, "-jar", jar.toString(), "archive"));
        options = with(options, "-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off");
        all.put("+ an archive of classes", options);
        options = with(options, "-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0");
        all.put("+ at the address that it was made for", options);
        all.put("conf/jvm.options, and an archive", List.of("@conf/jvm.options", "-XX:SharedArchiveFile=" + archive));
        return all;
    }

    private static List<String> with(List<String> options, String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return all;
    }

    private void measure(String what, List<String> options, FakeOllama ollama) throws Exception {
        Path own = Files.createDirectories(directory.resolve(what.replaceAll("\\W+", "-")));
        People.settle(DemiProcess.data(own), MANY);
        Samples starts = new Samples();
        for (int i = 0; i < ROUNDS; i++) {
            try (DemiProcess demi = start(own, options, ollama)) {
                starts.add(demi.untilReady());
            }
        }
        try (DemiProcess demi = start(own, options, ollama)) {
            demi.untilReady();
            TimeUnit.SECONDS.sleep(REST_SECONDS);
            String atStart = memory(demi);
            Talks.Load one = talks.measure(demi, ollama, 1, 20);
            Talks.Load cold = talks.measure(demi, ollama, MANY, 4);
            Talks.Load warm = talks.measure(demi, ollama, MANY, 16);
            TimeUnit.SECONDS.sleep(REST_SECONDS);
            table.row(
                    what,
                    String.format(Locale.ROOT, "%.2f s", Samples.median(starts.sorted()) / 1e9),
                    "",
                    String.format(
                            Locale.ROOT,
                            "%s MB at start, %s MB after %d sockets; turns/s %.0f, %.0f, %.0f; CPU ms a turn %.1f, %.1f, %.1f",
                            atStart,
                            memory(demi),
                            MANY,
                            one.perSecond(),
                            cold.perSecond(),
                            warm.perSecond(),
                            one.cpuMillis(),
                            cold.cpuMillis(),
                            warm.cpuMillis()));
        }
    }

    /** All that is resident, and what of it is of no file. */
    private static String memory(DemiProcess demi) throws IOException {
        return (demi.residentBytes() >> 20) + " (" + (demi.anonymousBytes() >> 20) + ")";
    }

    private DemiProcess start(Path own, List<String> options, FakeOllama ollama) throws IOException {
        return DemiProcess.start(jar, own, DemiProcess.freePort(), options, ollama.baseUrl(), DemiProcess.SETTINGS);
    }
}
