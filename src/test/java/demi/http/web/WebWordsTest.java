package demi.http.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The web app's sentences: each that a module names is there, in both languages. */
class WebWordsTest {

    private static final Path WEB = Path.of("src/main/web");
    private static final Pattern ENTRY = Pattern.compile("(?m)^  (\\w+): \\[");
    private static final Pattern IMPORT = Pattern.compile("import (\\w+) from \"(\\S+/words\\.js)\"");
    private static final Pattern FUNCTION = Pattern.compile("const (\\w+) = texts\\((\\w+)\\)");
    private static final Pattern VALUE = Pattern.compile("\\{(\\w+)}");

    @Test
    void everySentenceThatAModuleNamesIsThere() throws IOException {
        List<String> missing = new ArrayList<>();
        int found = 0;
        for (Path module : modules()) {
            String code = Files.readString(module);
            Map<String, Path> catalogues = new HashMap<>();
            Matcher imports = IMPORT.matcher(code);
            while (imports.find()) {
                catalogues.put(
                        imports.group(1),
                        module.resolveSibling(imports.group(2)).normalize());
            }
            Matcher functions = FUNCTION.matcher(code);
            while (functions.find()) {
                Path catalogue = catalogues.get(functions.group(2));
                if (catalogue == null) {
                    continue;
                }
                Set<String> names = names(catalogue);
                Matcher uses = Pattern.compile("\\b" + functions.group(1) + "\\(\"(\\w+)\"")
                        .matcher(code);
                while (uses.find()) {
                    found++;
                    if (!names.contains(uses.group(1))) {
                        missing.add(WEB.relativize(module) + ": " + uses.group(1));
                    }
                }
            }
        }
        assertEquals(List.of(), missing);
        assertTrue(found > 200, "found only " + found);
    }

    /** What goes into one language goes into the other. */
    @Test
    void bothLanguagesSayTheSame() throws IOException {
        List<String> differing = new ArrayList<>();
        for (Path catalogue :
                modules().stream().filter(path -> path.endsWith("words.js")).toList()) {
            String code = Files.readString(catalogue);
            Matcher entries = ENTRY.matcher(code);
            while (entries.find()) {
                List<String> parts = strings(code, entries.end());
                boolean plain = parts.size() == 2;
                // With plurals there are two or more for each.
                if (parts.size() % 2 != 0
                        || parts.stream().anyMatch(String::isBlank)
                        || (plain && !values(parts.get(0)).equals(values(parts.get(1))))) {
                    differing.add(WEB.relativize(catalogue) + ": " + entries.group(1) + " " + parts);
                }
            }
        }
        assertEquals(List.of(), differing);
    }

    /** The strings of an entry, up to its end. */
    private static List<String> strings(String code, int from) {
        List<String> strings = new ArrayList<>();
        int depth = 1;
        for (int i = from; depth > 0; i++) {
            char c = code.charAt(i);
            if (c == '"') {
                int end = i + 1;
                while (code.charAt(end) != '"') {
                    end += code.charAt(end) == '\\' ? 2 : 1;
                }
                strings.add(code.substring(i + 1, end));
                i = end;
            } else if (c == '[') {
                depth++;
            } else if (c == ']') {
                depth--;
            }
        }
        return strings;
    }

    private static Set<String> values(String sentence) {
        Set<String> values = new TreeSet<>();
        Matcher matcher = VALUE.matcher(sentence);
        while (matcher.find()) {
            values.add(matcher.group(1));
        }
        return values;
    }

    private static Set<String> names(Path catalogue) throws IOException {
        Set<String> names = new TreeSet<>();
        Matcher entries = ENTRY.matcher(Files.readString(catalogue));
        while (entries.find()) {
            assertTrue(names.add(entries.group(1)), catalogue + ": twice " + entries.group(1));
        }
        return names;
    }

    private static List<Path> modules() throws IOException {
        try (Stream<Path> all = Files.walk(WEB)) {
            return all.filter(path -> path.toString().endsWith(".js")).sorted().toList();
        }
    }
}
