package demi.settings.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads the YAML file as it is written: its tree of nodes, not its values, so that {@code on}, {@code 0123} and
 * {@code ${X}} stay what they are and every problem has a line.
 */
public final class YamlFile {
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final Set<Tag> PLAIN = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP, Tag.MERGE);

    private final String name;
    private final Map<String, Key<?>> keys;
    private final List<SettingsProblem> problems;
    private final Map<String, RawValue> values = new HashMap<>();
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private YamlFile(Path file, List<Key<?>> keys, List<SettingsProblem> problems) {
        this.name = file.toString();
        this.keys = keys.stream().collect(Collectors.toMap(Key::path, key -> key));
        this.problems = problems;
    }

    /** The file's values; what is wrong with it is added to the problems. */
    public static Layer read(Path file, List<Key<?>> keys, List<SettingsProblem> problems) {
        YamlFile yaml = new YamlFile(file, keys, problems);
        try {
            yaml.read(Files.readString(file, UTF_8));
        } catch (CharacterCodingException e) {
            yaml.problem(yaml.name, "is not a text file in UTF-8", null);
        } catch (IOException e) {
            yaml.problem(yaml.name, "cannot be read; --conf must name a readable file", null);
        }
        return new Layer(yaml.values);
    }

    private void read(String text) {
        if (text.length() > MOST_CHARACTERS) {
            problem(name, "is too large to be settings", null);
            return;
        }
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(20);
        try {
            Node root = new Yaml(options).compose(new StringReader(text.replaceFirst("^\uFEFF", "")));
            if (root instanceof MappingNode mapping) {
                group("", mapping);
            } else if (root != null && !root.getTag().equals(Tag.NULL)) {
                problem(name, "must hold settings, written as \"group:\" and \"  name: value\"", root);
            }
        } catch (MarkedYAMLException e) {
            // Its message quotes the file, and with it perhaps a secret.
            String where = e.getProblemMark() == null ? name : place(e.getProblemMark());
            problems.add(new SettingsProblem(name, null, "is not valid YAML: " + e.getProblem(), where));
        } catch (YAMLException e) {
            problem(name, "is not valid YAML, is too deep or uses aliases", null);
        }
    }

    private void group(String prefix, MappingNode mapping) {
        if (!seen.add(mapping)) {
            problem(prefix, "must be written out; aliases are not supported", mapping);
            return;
        }
        Set<String> here = new HashSet<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                problem(prefix.isEmpty() ? name : prefix, "has a key that is no plain word", entry.getKeyNode());
            } else if (!here.add(key.getValue())) {
                problem(prefix + key.getValue(), "is there twice; keep one", key);
            } else {
                entry(prefix + key.getValue(), key, entry.getValueNode());
            }
        }
    }

    private void entry(String path, Node keyNode, Node value) {
        Key<?> key = keys.get(path);
        if (key != null) {
            value(key, value);
        } else if (keys.keySet().stream().noneMatch(known -> known.startsWith(path + "."))) {
            problem(path, "is not a setting; did you mean " + DidYouMean.to(path, keys.values()) + "?", keyNode);
        } else if (value instanceof MappingNode mapping) {
            group(path + ".", mapping);
        } else if (!value.getTag().equals(Tag.NULL)) {
            problem(path, "is a group: its settings follow on indented lines, written \"name: value\"", value);
        }
    }

    private void value(Key<?> key, Node node) {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL)) {
            return;
        }
        Table table = key.kind().table();
        if (table != null && node instanceof SequenceNode list) {
            String text = new YamlTable(key, table, at -> place(at.getStartMark()), problems).read(list);
            if (text != null) {
                put(key, new RawValue(text, true, key.path(), place(list.getStartMark())));
            }
            return;
        }
        if (node instanceof ScalarNode scalar && PLAIN.contains(scalar.getTag())) {
            put(key, new RawValue(scalar.getValue(), false, key.path(), place(scalar.getStartMark())));
        } else if (node instanceof SequenceNode list && key.kind().list() && isPlain(list)) {
            String text = list.getValue().stream()
                    .map(item -> ((ScalarNode) item).getValue())
                    .collect(Collectors.joining(","));
            put(key, new RawValue(text, true, key.path(), place(list.getStartMark())));
        } else {
            problem(key.path(), "must be " + key.kind().rule(), node);
        }
    }

    private void put(Key<?> key, RawValue raw) {
        if (values.put(key.path(), raw) != null) {
            problems.add(new SettingsProblem(key.path(), null, "is there twice; keep one", raw.where()));
        }
    }

    private static boolean isPlain(SequenceNode list) {
        return list.getValue().stream()
                .allMatch(item -> item instanceof ScalarNode scalar
                        && PLAIN.contains(scalar.getTag())
                        && !scalar.getValue().contains(","));
    }

    private void problem(String key, String rule, @Nullable Node at) {
        problems.add(new SettingsProblem(key, null, rule, at == null ? "--conf" : place(at.getStartMark())));
    }

    private String place(org.yaml.snakeyaml.error.Mark mark) {
        return name + ", line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
    }
}
