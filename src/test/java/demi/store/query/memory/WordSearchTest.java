package demi.store.query.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import demi.api.store.RecallStore.Word;
import demi.bus.Bus;
import demi.store.StoreFixture;
import demi.store.StoreSettings;
import demi.store.StoreVerticle;
import demi.store.sqlite.SqliteReadPool;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whichever way is the quicker one for a person and a word, it finds the same: the newest of theirs. */
class WordSearchTest {

    private static final int ROWS = 4_000;

    /** Between two rows, as if so many were gone: it counts how many there have been. */
    private static final int APART = 100;

    private static final Map<String, Predicate<Integer>> WORDS = Map.of(
            "tea", row -> true,
            "milk", row -> row % 2 == 0,
            "jam", row -> row % 4 == 1,
            "cake", row -> row % 20 == 3,
            "snow", row -> row == ROWS - 5 || row == 10,
            "rains", row -> row % 9 == 0,
            "raining", row -> row % 5 == 0);

    private static final List<Word> SOUGHT = List.of(
            word("tea"),
            word("milk"),
            word("jam"),
            word("cake"),
            word("snow"),
            word("nothing"),
            word("rains", "rain*"),
            word("snow", "rain*", "cake"),
            word("tea", "milk"),
            word("+nothing", "nothing*"));

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<String> texts = new ArrayList<>();

    private static Word word(String... forms) {
        return new Word(List.of(forms));
    }

    /** Whose a row is: the old ones ann's, then many of bob's, then those of both by turns; cy has one. */
    private static String owner(int row) {
        if (row == 2_000) {
            return "cy";
        }
        return row < 2_000 || (row > 3_500 && row % 2 == 1) ? "ann" : "bob";
    }

    @BeforeEach
    void fill() throws Exception {
        Path file = folder.resolve("demi.sqlite");
        Bus bus = new Bus(vertx);
        String deployment = StoreFixture.get(
                vertx.deployVerticle(new StoreVerticle(bus, InstantSource.system(), StoreSettings.defaults(file))));
        StoreFixture.get(vertx.undeploy(deployment));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                PreparedStatement memory = connection.prepareStatement(
                        "INSERT INTO memory (place, memory_id, user_id, content, created_at, updated_at)"
                                + " VALUES (?, ?, ?, ?, '2026', '2026')")) {
            connection.setAutoCommit(false);
            for (String person : List.of("ann", "bob", "cy")) {
                statement.execute("INSERT INTO users (user_id, email, username, password_hash, created_at) VALUES ('"
                        + person + "', '" + person + "@x.org', 'name', 'hash', '2026')");
            }
            for (int row = 0; row < ROWS; row++) {
                int each = row;
                texts.add(WORDS.entrySet().stream()
                        .filter(word -> word.getValue().test(each))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.joining(" ")));
                memory.setInt(1, (row + 1) * APART);
                memory.setString(2, "memory-" + row);
                memory.setString(3, owner(row));
                memory.setString(4, texts.get(row));
                memory.executeUpdate();
            }
            connection.commit();
        }
    }

    @AfterEach
    void stop() throws Exception {
        StoreFixture.get(vertx.close());
    }

    @Test
    void theNewestOfEachPersonAreFoundWhicheverWayIsQuicker() throws Exception {
        SqliteReadPool reader = new SqliteReadPool(vertx, folder.resolve("demi.sqlite"), 1, 100, () -> {});
        WordSearch search = new WordSearch(reader.dialect(), reader.dialect().memoryWords());
        for (String person : List.of("ann", "bob", "cy", "nobody")) {
            for (Word word : SOUGHT) {
                for (long before : new long[] {Long.MAX_VALUE, ROWS * APART / 2, 1_500, 0}) {
                    List<Long> found = StoreFixture.get(
                                    reader.read(db -> search.find(db, person, List.of(word), before)))
                            .best(ROWS);
                    assertEquals(newest(person, word, before), found, person + " " + word.forms() + " " + before);
                }
            }
        }
        WordHits all = StoreFixture.get(reader.read(db -> search.find(db, "ann", SOUGHT, Long.MAX_VALUE)));
        for (int i = 0; i < SOUGHT.size(); i++) {
            for (long place : newest("ann", SOUGHT.get(i), Long.MAX_VALUE)) {
                assertFalse((all.wordsOf(place) & 1L << i) == 0, SOUGHT.get(i).forms() + " at " + place);
            }
        }
        StoreFixture.get(reader.close());
    }

    private List<Long> newest(String person, Word word, long before) {
        String exactly = word.forms().get(0);
        boolean isRare = texts.stream().filter(text -> has(text, exactly)).count() < 500;
        List<String> forms = isRare ? word.forms() : List.of(exactly);
        List<Long> places = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            String text = texts.get(row);
            long place = (long) (row + 1) * APART;
            if (place < before && owner(row).equals(person) && forms.stream().anyMatch(form -> has(text, form))) {
                places.add(place);
            }
        }
        return places.stream()
                .sorted(Comparator.reverseOrder())
                .limit(WordHits.MOST_OF_A_WORD)
                .toList();
    }

    /** The index takes the endings off: "raining" and "rains" are "rain" to it. */
    private static boolean has(String text, String form) {
        String stem = form.replace("*", "").replaceAll("(ing|s)$", "");
        return List.of(text.split(" ")).stream()
                .anyMatch(word -> word.replaceAll("(ing|s)$", "").equals(stem));
    }
}
