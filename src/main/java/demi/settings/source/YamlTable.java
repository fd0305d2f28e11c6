package demi.settings.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads a list of tables where it stands in the YAML file, so that what is wrong in it has its name and its line. */
final class YamlTable {

    private final Table table;
    private final String path;
    private final Function<Node, String> place;
    private final List<SettingsProblem> problems;

    YamlTable(Key<?> key, Table table, Function<Node, String> place, List<SettingsProblem> problems) {
        this.table = table;
        this.path = key.path();
        this.place = place;
        this.problems = problems;
    }

    /** As text for the kind of the setting; null where something is wrong with it, which is among the problems then. */
    @Nullable
    String read(SequenceNode list) {
        int before = problems.size();
        List<TableRow> rows = new ArrayList<>();
        for (Node item : list.getValue()) {
            String name = path + "[" + rows.size() + "]";
            if (item instanceof MappingNode mapping) {
                rows.add(new TableRow(row(name, mapping)));
            } else {
                problem(name, "must be a table, written {name: value, name: value}", item);
                rows.add(new TableRow(Map.of()));
            }
        }
        return problems.size() == before ? TableRow.write(rows) : null;
    }

    private Map<String, String> row(String name, MappingNode mapping) {
        Map<String, String> cells = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        for (NodeTuple entry : mapping.getValue()) {
            String column = entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
            String whole = name + "." + column;
            Key<?> known = find(column);
            if (known == null && !isSource(column)) {
                problem(whole, "is not a setting; there are " + String.join(", ", names()), entry.getKeyNode());
            } else if (!seen.add(column)) {
                problem(whole, "is there twice; keep one", entry.getKeyNode());
            } else if (!(entry.getValueNode() instanceof ScalarNode value)) {
                problem(whole, "must be one value", entry.getValueNode());
            } else if (!value.getTag().equals(Tag.NULL)) {
                cell(whole, column, known, value, cells);
            }
        }
        table.required().stream()
                .filter(column -> !seen.contains(column))
                .sorted()
                .forEach(missing -> problem(name + "." + missing, "is missing", mapping));
        for (Key<?> column : table.columns()) {
            if (column.secret() && sources(column).filter(cells::containsKey).count() > 1) {
                problem(
                        name + "." + column.path(),
                        "is there more than once; keep one of "
                                + String.join(", ", sources(column).toList()),
                        mapping);
            }
        }
        return cells;
    }

    private void cell(
            String whole, String column, @Nullable Key<?> known, ScalarNode value, Map<String, String> cells) {
        try {
            if (known != null) {
                known.kind().parse().apply(value.getValue());
            }
            cells.put(column, value.getValue());
        } catch (RuntimeException e) {
            String shown = known == null || known.secret() ? null : value.getValue();
            String rule = known == null ? "" : known.kind().rule();
            problems.add(new SettingsProblem(whole, shown, "must be " + rule, place.apply(value)));
        }
    }

    private @Nullable Key<?> find(String column) {
        return table.columns().stream()
                .filter(each -> each.path().equals(column))
                .findFirst()
                .orElse(null);
    }

    /** Whether it says where a secret is. */
    private boolean isSource(String column) {
        return table.columns().stream()
                .filter(Key::secret)
                .flatMap(YamlTable::sources)
                .anyMatch(column::equals);
    }

    private static Stream<String> sources(Key<?> secret) {
        return Stream.of(secret.path(), secret.path() + Table.VARIABLE, secret.path() + Table.FILE);
    }

    private List<String> names() {
        return table.columns().stream()
                .flatMap(column -> column.secret() ? sources(column) : Stream.of(column.path()))
                .toList();
    }

    private void problem(String name, String rule, Node at) {
        problems.add(new SettingsProblem(name, null, rule, place.apply(at)));
    }
}
