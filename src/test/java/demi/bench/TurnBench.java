package demi.bench;

import demi.bench.server.People;
import demi.bench.server.ServerProcess;
import demi.bench.server.StatusLoad;
import demi.rehearse.FakeOllama;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Whole turns, what they cost, memory, and what a light answer costs: Demi and whoever is beside her, all started at once and
 * measured one after the other in each step, with one scripted Ollama. The first is Demi, the second whom she is compared with.
 */
final class TurnBench {

    private static final int SOME = 10;
    private static final int LONG_TALK = 120;
    private static final int STATUS_ROUNDS = 5;
    private static final int STATUS_MS = 2_000;
    /** As long as a collector may take to notice that there is nothing to do. */
    private static final int REST_SECONDS = 3;

    private final Vertx vertx = Vertx.vertx();
    private final Talks talks = new Talks(vertx);
    private final Map<Contender, ServerProcess> servers = new LinkedHashMap<>();
    private final List<Contender> contenders;
    private final FakeOllama ollama;
    private final Table table;

    private TurnBench(List<Contender> contenders, Table table) throws Exception {
        this.contenders = contenders;
        this.table = table;
        this.ollama = People.await(FakeOllama.start(vertx, 0, Talks::reply));
    }

    /** @param peer whether the one that she is compared with is the earlier server, which has goals */
    static void run(List<Contender> contenders, boolean peer, Table table) throws Exception {
        TurnBench bench = new TurnBench(contenders, table);
        try {
            for (Contender contender : contenders) {
                ServerProcess server = contender.start(bench.ollama.baseUrl());
                bench.servers.put(contender, server);
                server.untilReady();
                server.settle(Contender.PEOPLE);
            }
            bench.measure(peer);
        } finally {
            bench.servers.values().forEach(ServerProcess::close);
            People.await(bench.vertx.close());
        }
    }

    private void measure(boolean peer) throws Exception {
        TimeUnit.SECONDS.sleep(REST_SECONDS);
        memory("at start", peer);
        turns("1 socket", peer ? "10 x Python" : "", "4 ms", 1, 30, false);
        turns(SOME + " sockets", peer ? "30 x Python" : "", "", SOME, 20, false);
        turns(Contender.PEOPLE + " sockets", peer ? "80 x Python" : "", "", Contender.PEOPLE, 6, false);
        TimeUnit.SECONDS.sleep(REST_SECONDS);
        memory("after 50 sockets have talked", peer);
        turns(Contender.PEOPLE + " sockets, warm", "", "1.5 ms", Contender.PEOPLE, 30, true);
        talk(LONG_TALK);
        turns(Contender.PEOPLE + " sockets, after long talks", "", "", Contender.PEOPLE, 30, true);
        status(peer ? "10 x Python" : "");
    }

    /** What is said by then fills the window of the prompt, and there is something to recall. */
    private void talk(int turns) throws Exception {
        for (Map.Entry<Contender, ServerProcess> each : servers.entrySet()) {
            if (each.getKey().quick()) {
                talks.measure(each.getValue(), ollama, Contender.PEOPLE, turns);
            }
        }
    }

    private void memory(String when, boolean peer) throws Exception {
        Map<Contender, Double> all = new LinkedHashMap<>();
        Map<Contender, Double> anonymous = new LinkedHashMap<>();
        for (Map.Entry<Contender, ServerProcess> each : servers.entrySet()) {
            all.put(each.getKey(), (double) each.getValue().residentBytes());
            anonymous.put(each.getKey(), (double) each.getValue().anonymousBytes());
        }
        row("resident memory " + when, peer ? "0.7 x Python" : "", all, TurnBench::megabytes);
        row("  what of it is of no file", "", anonymous, TurnBench::megabytes);
    }

    private static String megabytes(double bytes) {
        return String.format(Locale.ROOT, "%.0f MB", bytes / (1 << 20));
    }

    /** @param quick leaves out who would take minutes */
    private void turns(String who, String rateGoal, String costGoal, int people, int turns, boolean quick)
            throws Exception {
        Map<Contender, Talks.Load> loads = new LinkedHashMap<>();
        for (Map.Entry<Contender, ServerProcess> each : servers.entrySet()) {
            if (!quick || each.getKey().quick()) {
                loads.put(each.getKey(), talks.measure(each.getValue(), ollama, people, turns));
            }
        }
        row("whole turns a second, " + who, rateGoal, of(loads, Talks.Load::perSecond), TurnBench::rate);
        row(
                "processor time of a turn, " + who,
                costGoal,
                of(loads, Talks.Load::cpuMillis),
                each -> String.format(Locale.ROOT, "%.1f ms", each));
    }

    private void status(String goal) throws Exception {
        Map<Contender, List<StatusLoad.Rate>> rates = new LinkedHashMap<>();
        for (int i = 0; i <= STATUS_ROUNDS; i++) {
            for (Map.Entry<Contender, ServerProcess> each : servers.entrySet()) {
                StatusLoad.Rate rate = StatusLoad.measure(each.getValue(), STATUS_MS);
                // The first round warms up.
                if (i > 0) {
                    rates.computeIfAbsent(each.getKey(), none -> new ArrayList<>())
                            .add(rate);
                }
            }
        }
        row("status requests a second", goal, of(rates, all -> median(all, StatusLoad.Rate::answers)), TurnBench::rate);
        row(
                "processor time of a status request",
                "",
                of(rates, all -> median(all, StatusLoad.Rate::cpuMicros)),
                each -> String.format(Locale.ROOT, "%.0f µs", each));
    }

    private static double median(List<StatusLoad.Rate> all, ToDoubleFunction<StatusLoad.Rate> figure) {
        return all.stream().mapToDouble(figure).sorted().toArray()[all.size() / 2];
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 20 ? "%.1f" : "%,.0f", perSecond);
    }

    private static <T> Map<Contender, Double> of(Map<Contender, T> all, ToDoubleFunction<T> figure) {
        Map<Contender, Double> figures = new LinkedHashMap<>();
        all.forEach((contender, each) -> figures.put(contender, figure.applyAsDouble(each)));
        return figures;
    }

    private void row(String what, String goal, Map<Contender, Double> figures, Format format) {
        double hers = Objects.requireNonNull(figures.get(contenders.get(0)));
        Double others = figures.get(contenders.get(1));
        table.row(
                what,
                format.of(hers),
                goal,
                others == null ? "" : String.format(Locale.ROOT, "%.2f", hers / others),
                figures.entrySet().stream()
                        .skip(1)
                        .map(each -> each.getKey().name() + " " + format.of(each.getValue()))
                        .collect(Collectors.joining(", ")));
    }

    @FunctionalInterface
    private interface Format {
        String of(double figure);
    }
}
