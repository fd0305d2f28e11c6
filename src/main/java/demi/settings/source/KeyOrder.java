package demi.settings.source;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order in which an annotated file has settings: groups are indented by two spaces, and a table is on one line. */
public final class KeyOrder {
    private static final Pattern ENTRY = Pattern.compile("( *)([a-z_]+):.*");

    private final Map<String, Integer> lines = new HashMap<>();

    public KeyOrder(String file) {
        Deque<String> groups = new ArrayDeque<>();
        int number = 0;
        for (String line : file.lines().toList()) {
            number++;
            Matcher entry = ENTRY.matcher(line);
            if (entry.matches()) {
                while (groups.size() > entry.group(1).length() / 2) {
                    groups.removeLast();
                }
                groups.addLast(entry.group(2));
                lines.put(String.join(".", groups), number);
            }
        }
    }

    /** What the file does not have comes where its group begins; those of one table stay in their order. */
    public List<Key<?>> sorted(List<Key<?>> keys) {
        return keys.stream()
                .sorted(Comparator.comparingInt(key -> line(key.path())))
                .toList();
    }

    private int line(String path) {
        Integer line = lines.get(path);
        int dot = path.lastIndexOf('.');
        return line != null ? line : dot < 0 ? Integer.MAX_VALUE : line(path.substring(0, dot));
    }
}
