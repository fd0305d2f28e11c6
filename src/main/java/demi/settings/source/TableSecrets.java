package demi.settings.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts the secrets of tables in where they only say where these are. */
public final class TableSecrets {

    private final Map<String, String> variables;
    private final Path home;
    private final List<SettingsProblem> problems;

    /** @param variables of all sources, the strongest of each name */
    public TableSecrets(Map<String, String> variables, Path home, List<SettingsProblem> problems) {
        this.variables = variables;
        this.home = home;
        this.problems = problems;
    }

    /** The same layer with secrets in its tables. */
    public Layer into(Layer layer, List<Key<?>> keys) {
        Map<String, RawValue> values = new HashMap<>(layer.values());
        for (Key<?> key : keys) {
            Table table = key.kind().table();
            RawValue raw = values.get(key.path());
            if (table != null && raw != null && raw.list()) {
                values.put(key.path(), new RawValue(resolved(table, raw), true, raw.name(), raw.where()));
            }
        }
        return new Layer(values);
    }

    private String resolved(Table table, RawValue raw) {
        List<TableRow> rows = new ArrayList<>();
        for (TableRow row : TableRow.read(raw.text())) {
            Map<String, String> cells = new TreeMap<>(row.cells());
            for (Key<?> column : table.columns()) {
                if (column.secret()) {
                    resolve(column, raw.name() + "[" + rows.size() + "]." + column.path(), raw.where(), cells);
                }
            }
            rows.add(new TableRow(cells));
        }
        return TableRow.write(rows);
    }

    private void resolve(Key<?> column, String name, String where, Map<String, String> cells) {
        String variable = cells.remove(column.path() + Table.VARIABLE);
        String file = cells.remove(column.path() + Table.FILE);
        String found = null;
        String from = name;
        if (variable != null) {
            from = name + Table.VARIABLE;
            found = variables.getOrDefault(variable, "");
            if (found.isEmpty()) {
                problems.add(new SettingsProblem(from, variable, "names a variable that is not set", where));
                return;
            }
        } else if (file != null) {
            from = name + Table.FILE;
            found = SecretFile.read(from, file, where, home, problems);
        }
        if (found != null) {
            try {
                column.kind().parse().apply(found);
                cells.put(column.path(), found);
            } catch (RuntimeException e) {
                problems.add(new SettingsProblem(
                        from, null, "must lead to " + column.kind().rule(), where));
            }
        }
    }
}
