package demi.bench;

import demi.bench.server.DemiProcess;
import demi.store.postgres.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What processes have used so far, and what was written to their database; or what that comes to a turn.
 *
 * @param cpuMillis of all of them
 * @param rows inserted and updated, and commits: the server's own count, which is some seconds behind; 0 where there is none
 * @param storedBytes that the database is large
 * @param busBytes sent between them, where the tool {@code ss} can tell
 */
record NodeCosts(double cpuMillis, double rows, double commits, double storedBytes, double busBytes) {

    private static final Pattern ADDRESSES = Pattern.compile(":(\\d+)\\s+\\S+:(\\S+)\\s+users:.*?pid=(\\d+)");
    private static final Pattern SENT = Pattern.compile("bytes_sent:(\\d+)");

    static NodeCosts of(List<DemiProcess> nodes, @Nullable TestPostgres server, String database)
            throws IOException, InterruptedException {
        return new NodeCosts(
                nodes.stream().mapToLong(DemiProcess::cpuNanos).sum() / 1e6,
                number(server, database, "tup_inserted + tup_updated"),
                number(server, database, "xact_commit"),
                number(server, database, "pg_database_size(datid)"),
                nodes.size() > 1 ? sent(nodes) : 0);
    }

    private static double number(@Nullable TestPostgres server, String database, String what) {
        return server == null
                ? 0
                : server.number(
                        database, "SELECT " + what + " FROM pg_stat_database WHERE datname = current_database()");
    }

    private static double sent(List<DemiProcess> nodes) throws IOException, InterruptedException {
        Set<String> processes =
                nodes.stream().map(node -> Long.toString(node.pid())).collect(Collectors.toSet());
        Set<String> http =
                nodes.stream().map(node -> Integer.toString(node.port)).collect(Collectors.toSet());
        Set<String> listening = ADDRESSES
                .matcher(run("-tlnpH"))
                .results()
                .filter(line -> processes.contains(line.group(3)))
                .map(line -> line.group(1))
                .filter(port -> !http.contains(port))
                .collect(Collectors.toSet());
        double all = 0;
        boolean between = false;
        for (String line : run("-tinpH").lines().toList()) {
            Matcher addresses = ADDRESSES.matcher(line);
            if (addresses.find()) {
                between = processes.contains(addresses.group(3))
                        && (listening.contains(addresses.group(1)) || listening.contains(addresses.group(2)));
            }
            Matcher sent = SENT.matcher(line);
            if (between && sent.find()) {
                all += Double.parseDouble(sent.group(1));
            }
        }
        return all;
    }

    private static String run(String options) throws IOException, InterruptedException {
        Process tool =
                new ProcessBuilder("ss", options).redirectErrorStream(true).start();
        String text = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        tool.waitFor();
        return text;
    }

    NodeCosts since(NodeCosts before, int turns) {
        return new NodeCosts(
                (cpuMillis - before.cpuMillis) / turns,
                (rows - before.rows) / turns,
                (commits - before.commits) / turns,
                (storedBytes - before.storedBytes) / turns,
                (busBytes - before.busBytes) / turns);
    }

    String told() {
        return String.format(Locale.ROOT, "%.1f ms of CPU a turn", cpuMillis)
                + (rows == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", %.1f rows, %.1f commits, %.1f kB stored",
                                rows,
                                commits,
                                storedBytes / 1e3))
                + (busBytes == 0 ? "" : String.format(Locale.ROOT, ", %.1f kB between nodes", busBytes / 1e3));
    }
}
