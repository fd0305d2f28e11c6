package demi.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Prints how fast Demi is, as a table; see scripts/bench. Arguments: the jar, an empty directory on the disk that is to be
 * measured, and perhaps {@code history}, for what only a long history takes, or {@code --cluster}, for several nodes. It asserts nothing: what a figure means depends on the machine, so that each stands beside one that was
 * taken in the same run.
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
        StartBench.run(jar, fresh(directory, "start"), table);
        FirstDeltaBench.run(jar, fresh(directory, "delta"), table);
        PrefixBench.run(jar, fresh(directory, "prefix"), table);
        CommitBench.run(fresh(directory, "commit"), table);
        RecallBench.run(fresh(directory, "recall"), table);
        SocketBench.run(jar, fresh(directory, "sockets"), table);
        BusBench.run(table);
    }

    private static Path fresh(Path directory, String name) throws IOException {
        return Files.createDirectories(directory.resolve(name));
    }
}
