package demi.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The figures, as people read them. */
public final class Table {

    private record Row(String what, String figure, String aim, String beside) {}

    private final List<Row> rows = new ArrayList<>();

    /** @param beside what the figure is to be seen against, measured in the same run */
    public void row(String what, String figure, String aim, String beside) {
        rows.add(new Row(what, figure, aim, beside));
        System.err.printf("  %s: %s (%s)%n", what, figure, beside);
    }

    public void print(PrintStream out) {
        int what = width(rows.stream().map(Row::what).toList());
        int figure = width(rows.stream().map(Row::figure).toList());
        int aim = width(rows.stream().map(Row::aim).toList());
        String format = "%-" + what + "s  %" + figure + "s  %-" + aim + "s  %s%n";
        out.printf(format, "what", "figure", "aim", "beside");
        out.println("-".repeat(what + figure + aim + 40));
        rows.forEach(row -> out.printf(format, row.what, row.figure, row.aim, row.beside));
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(text -> Math.max(1, text.length())).max().orElse(1);
    }
}
