package demi.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The figures, as people read them. */
public final class Table {

    private record Row(String what, String goal, String figure, String ratio, String beside) {}

    private final List<Row> rows = new ArrayList<>();

    /** @param beside what the figure is to be seen against, measured in the same run */
    public void row(String what, String figure, String goal, String beside) {
        row(what, figure, goal, "", beside);
    }

    /** @param ratio of the figure to that of what it stands beside, if there is one */
    public void row(String what, String figure, String goal, String ratio, String beside) {
        rows.add(new Row(what, goal, figure, ratio, beside));
        System.err.printf("  %s: %s %s (%s)%n", what, figure, ratio, beside);
    }

    public void print(PrintStream out) {
        Row head = new Row("what", "goal", "figure", "ratio", "beside");
        List<Row> all = new ArrayList<>(List.of(head));
        all.addAll(rows);
        int what = width(all, Row::what);
        int goal = width(all, Row::goal);
        int figure = width(all, Row::figure);
        int ratio = width(all, Row::ratio);
        String format = "%-" + what + "s  %-" + goal + "s  %" + figure + "s  %" + ratio + "s  %s%n";
        print(out, format, head);
        out.println("-".repeat(what + goal + figure + ratio + 40));
        rows.forEach(row -> print(out, format, row));
    }

    private static void print(PrintStream out, String format, Row row) {
        out.printf(format, row.what, row.goal, row.figure, row.ratio, row.beside);
    }

    private static int width(List<Row> rows, Function<Row, String> column) {
        return rows.stream()
                .map(column)
                .mapToInt(text -> Math.max(1, text.length()))
                .max()
                .orElse(1);
    }
}
