package demi.soak;

import demi.bench.Samples;
import demi.bench.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What was found, and whether it is as it has to be. */
final class Findings {

    private static final double TIMES_QUIET = 5;
    private static final long STOP_SECONDS = 10;

    private final Table table = new Table();
    private final List<String> failures = new ArrayList<>();

    void row(String what, String figure, String beside) {
        table.row(what, figure, "", beside);
    }

    void fail(String sentence) {
        failures.add(sentence);
    }

    void zero(String what, long count) {
        table.row(what, Long.toString(count), "0", "");
        if (count != 0) {
            fail(what + ": " + count);
        }
    }

    void check(String what, long count, long wanted) {
        table.row(what, Long.toString(count), Long.toString(wanted), "");
        if (count != wanted) {
            fail(what + ": " + count + " of " + wanted);
        }
    }

    void turns(long[] before, long[] first, long[] second) {
        long[] during = LongStream.concat(LongStream.of(first), LongStream.of(second))
                .sorted()
                .toArray();
        double times = (double) Samples.at(during, .99) / Samples.at(before, .99);
        table.row("a turn before, median", Samples.millis(Samples.median(before)), "", before.length + " turns");
        table.row("a turn before, 99 %", Samples.millis(Samples.at(before, .99)), "", "");
        table.row(
                "a turn during, median",
                Samples.millis(Samples.median(during)),
                "",
                during.length + " turns whose own connection was not cut");
        table.row("a turn during, 99 %", Samples.millis(Samples.at(during, .99)), "", "");
        table.row(
                "99 %, times the quiet one",
                String.format(Locale.ROOT, "%.1f", times), String.format(Locale.ROOT, "at most %.0f", TIMES_QUIET), "");
        if (times > TIMES_QUIET) {
            fail(String.format(Locale.ROOT, "99 %% of turns take %.1f times as long as before", times));
        }
    }

    void stopped(long nanos) {
        table.row("a stop takes", Samples.millis(nanos), "", "");
        if (nanos > TimeUnit.SECONDS.toNanos(STOP_SECONDS)) {
            fail("she did not stop by herself");
        }
    }

    void messages(Ledger ledger, Audit audit) {
        row("messages tried", Integer.toString(ledger.begun), ledger.resent + " were said again after a cut");
        row("acknowledged", Integer.toString(ledger.acknowledged.size()), audit.kept() + " on the disk");
        zero("lost", audit.lost());
        zero("kept, and never answered", audit.unanswered());
        zero("doubled", audit.doubled());
        zero("told twice on one socket", ledger.toldTwice);
        row("errors told to those who chat", ledger.errors.toString(), "");
        zero("faults of the database file", audit.sound() ? 0 : 1);
    }

    void log(Path output) throws IOException {
        try (Stream<String> lines = Files.lines(output)) {
            List<String> errors = lines.filter(
                            line -> line.matches("\\S+ \\S+ +ERROR .*") || line.contains("OutOfMemory"))
                    .toList();
            zero("errors in her log", errors.size());
            errors.stream().limit(5).forEach(this::fail);
        }
    }

    boolean areFine() {
        return failures.isEmpty();
    }

    void print(PrintStream out) {
        table.print(out);
        failures.forEach(failure -> out.println("NOT AS IT HAS TO BE: " + failure));
    }
}
