package demi.bench;

import demi.bench.server.PeerCheckout;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Prints how fast Demi is, as a table; see scripts/bench. Arguments: the jar, an empty directory on the disk that is to be
 * measured, and perhaps what scripts/bench says. It asserts nothing: what a figure means depends on the machine, so that each
 * stands beside one that was taken in the same run.
 */
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[0]);
        Path directory = Path.of(arguments[1]);
        Table table = new Table();
        if (arguments.length > 2 && arguments[2].equals("history")) {
            RecallBench.run(fresh(directory, "recall"), table);
            HistoryBench.run(fresh(directory, "history"), table);
        } else if (arguments.length > 2 && arguments[2].equals("--jvm")) {
            JvmBench.run(jar, fresh(directory, "jvm"), table);
        } else if (arguments.length > 2 && arguments[2].equals("--cluster")) {
            ClusterBench.run(jar, fresh(directory, "cluster"), table);
        } else if (arguments.length > 3 && arguments[2].equals("--peer")) {
            peer(jar, directory, Path.of(arguments[3]), table);
        } else {
            all(jar, directory, table);
        }
        PrintStream out = System.out;
        table.print(out);
        out.flush();
        // Threads of an HTTP client may linger.
        System.exit(0);
    }

    private static void all(Path jar, Path directory, Table table) throws Exception {
        StartBench.run(
                jar, fresh(directory, "start"), besideBare(jar, directory.resolve("start")), "1.15 x bare", table);
        TurnBench.run(besideBare(jar, fresh(directory, "turns")), false, table);
        DeviceBench.run(jar, fresh(directory, "devices"), table);
        FirstDeltaBench.run(jar, fresh(directory, "delta"), table);
        PrefixBench.run(jar, fresh(directory, "prefix"), table);
        CommitBench.run(fresh(directory, "commit"), table);
        RecallBench.run(fresh(directory, "recall"), table);
        SocketBench.run(jar, fresh(directory, "sockets"), table);
        BusBench.run(table);
    }

    private static void peer(Path jar, Path directory, Path checkout, Table table) throws Exception {
        Path own = fresh(directory, "checkout");
        PeerCheckout mended = PeerCheckout.copy(checkout, own.resolve("copy"));
        Path start = fresh(directory, "start");
        StartBench.run(jar, start, besidePeer(jar, start, mended), "0.7 x Python", table);
        TurnBench.run(besidePeer(jar, fresh(directory, "turns"), mended), true, table);
    }

    private static List<Contender> besideBare(Path jar, Path directory) {
        return List.of(Contender.demi(jar, directory), Contender.bare(directory));
    }

    private static List<Contender> besidePeer(Path jar, Path directory, PeerCheckout checkout) {
        return List.of(Contender.demi(jar, directory), Contender.peer(checkout, directory), Contender.bare(directory));
    }

    private static Path fresh(Path directory, String name) throws IOException {
        return Files.createDirectories(directory.resolve(name));
    }
}
