package demi.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The address tables of verticles.md are those of the code. */
class VerticlesPageTest {

    private static final Pattern ROW = Pattern.compile("\\| `([a-zA-Z.]+)` \\| (\\w+) \\| ([\\w ]+) \\|.*");

    @Test
    void everyAddressStandsInTheTablesWithItsTypes() throws IOException, IllegalAccessException {
        Map<String, String> page = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("verticles.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                page.put(row.group(1), row.group(2) + " -> " + row.group(3));
            }
        }
        assertEquals(addresses(), page);
    }

    private static Map<String, String> addresses() throws IOException, IllegalAccessException {
        Map<String, String> addresses = new TreeMap<>();
        for (Class<?> type : ContractClasses.all()) {
            collect(type, addresses);
        }
        return addresses;
    }

    private static void collect(Class<?> type, Map<String, String> addresses) throws IllegalAccessException {
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) || !Modifier.isPublic(field.getModifiers())) {
                continue;
            }
            Object value = field.get(null);
            if (value instanceof RequestAddress<?, ?> ask) {
                addresses.put(
                        ask.address(),
                        ask.question().getSimpleName() + " -> " + ask.reply().getSimpleName());
            } else if (value instanceof EventAddress<?> news) {
                addresses.put(news.address(), news.type().getSimpleName() + " -> news");
            } else if (value instanceof StreamAddress<?, ?> streaming) {
                String item = streaming.item().getSimpleName();
                addresses.put(streaming.address(), streaming.question().getSimpleName() + " -> stream of " + item);
            }
        }
    }

    @Test
    void whatIsSaidToBeSomewhereIsThere() throws IOException {
        String page = Files.readString(Path.of("verticles.md"));
        int begin = page.indexOf("## Where to look");
        String table = page.substring(begin, page.indexOf("\n## ", begin));
        List<String> places = Pattern.compile("`([a-z]+(?:/\\w+)+)`")
                .matcher(table)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertTrue(places.size() >= 20, places.toString());
        assertEquals(
                List.of(),
                places.stream()
                        .filter(place -> !Files.exists(Path.of("src/main/java/demi", place))
                                && !Files.exists(Path.of("src/main/java/demi", place + ".java")))
                        .toList());
    }
}
