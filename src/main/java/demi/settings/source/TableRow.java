package demi.settings.source;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** One item of a list of tables: its cells as they were written, by the names of their columns. */
public final class TableRow {

    private static final int MOST_ROWS = 64;

    private final Map<String, String> cells;

    TableRow(Map<String, String> cells) {
        this.cells = Map.copyOf(cells);
    }

    /** Null where it is not there and has no default; throws where it does not fit. */
    public <T> @Nullable T find(Key<T> column) {
        String text = cells.get(column.path());
        return text == null || text.isEmpty()
                ? column.defaultValue()
                : column.kind().parse().apply(text);
    }

    /** @throws IllegalArgumentException where it is neither there nor has a default, or does not fit */
    public <T> T get(Key<T> column) {
        T value = find(column);
        if (value == null) {
            throw new IllegalArgumentException();
        }
        return value;
    }

    Map<String, String> cells() {
        return cells;
    }

    /**
     * The items of a list as YAML writes it; none of an empty text.
     *
     * @throws IllegalArgumentException where it is no such list
     */
    public static List<TableRow> read(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(4);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root instanceof SequenceNode list && list.getValue().size() <= MOST_ROWS) {
                return list.getValue().stream().map(TableRow::row).toList();
            }
        } catch (YAMLException e) {
            // What it says quotes the text, and with it perhaps a secret.
        }
        throw new IllegalArgumentException();
    }

    private static TableRow row(Node node) {
        Map<String, String> cells = new TreeMap<>();
        if (!(node instanceof MappingNode mapping)) {
            throw new IllegalArgumentException();
        }
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode name)
                    || !(entry.getValueNode() instanceof ScalarNode value)) {
                throw new IllegalArgumentException();
            }
            if (!value.getTag().equals(Tag.NULL)) {
                cells.put(name.getValue(), value.getValue());
            }
        }
        return new TableRow(cells);
    }

    /** The text of which {@link #read} makes the same. */
    static String write(List<TableRow> rows) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.FLOW);
        options.setDefaultScalarStyle(DumperOptions.ScalarStyle.DOUBLE_QUOTED);
        options.setWidth(Integer.MAX_VALUE);
        return new Yaml(new SafeConstructor(new LoaderOptions()), new Representer(options), options)
                .dump(rows.stream().map(TableRow::cells).toList());
    }
}
