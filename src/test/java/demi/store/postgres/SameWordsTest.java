package demi.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demi.store.Database;
import demi.store.StoreFixture;
import demi.store.StoreSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL makes the same words of a text as SQLite's index. */
class SameWordsTest {

    private static final List<String> LISTS = List.of(
            "/sentiment/valence.txt",
            "/sentiment/english.txt",
            "/sentiment/german.txt",
            "/sentiment/french.txt",
            "/sentiment/spanish.txt",
            "/sentiment/japanese.txt",
            "/passwords/common.txt",
            "/text/problems_de.txt",
            "/conf/persona.md",
            "/conf/demi.yaml");

    private String database = "";

    @BeforeEach
    void makeDatabase() {
        assumeTrue(TestPostgres.isAvailable());
        database = TestPostgres.shared().newDatabase();
        new StoreFixture(
                        StoreSettings.defaults(
                                new Database.Server(TestPostgres.shared().server(database))),
                        5_000)
                .close();
    }

    @Test
    void ofTextsInAllLanguagesThatAreAround() throws IOException, SQLException {
        List<String> texts = new ArrayList<>();
        for (String list : LISTS) {
            try (InputStream in = SameWordsTest.class.getResourceAsStream(list)) {
                String text = new String(Objects.requireNonNull(in, list).readAllBytes(), StandardCharsets.UTF_8);
                text.lines().filter(line -> !line.isBlank()).forEach(texts::add);
            }
        }
        assertTrue(texts.size() > 10_000);
        assertSame(texts);
    }

    /** Also what nobody writes: accents by themselves, signs of every kind, other planes, scripts in one word. */
    @Test
    void ofCharactersOfEveryKind() throws SQLException {
        Random random = new Random(7);
        List<String> texts =
                new ArrayList<>(List.of("", " ", "...", "e\u0301te\u0301", "\u0301", "ÄÖÜ äöü ß ẞ", "İstanbul ıI"));
        int[] ends = {0x80, 0x250, 0x600, 0x3000, 0x1_0000, 0x2_0000};
        for (int i = 0; i < 4_000; i++) {
            int end = ends[i % ends.length];
            texts.add(IntStream.range(0, 12)
                    .map(each -> 1 + random.nextInt(end - 1))
                    .filter(point -> point < 0xD800 || point > 0xDFFF)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining()));
        }
        assertSame(texts);
    }

    private void assertSame(List<String> texts) throws SQLException {
        SortedMap<String, SortedSet<String>> other = new TreeMap<>();
        SortedMap<String, SortedSet<String>> own = new TreeMap<>();
        List<SortedSet<String>> sqlite = sqlite(texts);
        List<SortedSet<String>> postgres = postgres(texts);
        for (int i = 0; i < texts.size(); i++) {
            if (!postgres.get(i).equals(sqlite.get(i))) {
                other.put(texts.get(i), sqlite.get(i));
                own.put(texts.get(i), postgres.get(i));
            }
        }
        assertEquals(other, own);
    }

    private List<SortedSet<String>> postgres(List<String> texts) throws SQLException {
        List<SortedSet<String>> words = new ArrayList<>();
        texts.forEach(text -> words.add(new TreeSet<>()));
        try (Connection connection = TestPostgres.shared().connect(database);
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT place, demi_words(text) FROM unnest(?) WITH ORDINALITY AS texts (text, place)")) {
            statement.setArray(1, connection.createArrayOf("text", texts.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    words.get(rows.getInt(1) - 1).add(rows.getString(2));
                }
            }
        }
        return words;
    }

    private static List<SortedSet<String>> sqlite(List<String> texts) throws SQLException {
        List<SortedSet<String>> words = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE VIRTUAL TABLE t USING fts5(content, tokenize = 'porter unicode61 remove_diacritics 2')");
            statement.execute("CREATE VIRTUAL TABLE v USING fts5vocab('t', 'instance')");
            connection.setAutoCommit(false);
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO t (rowid, content) VALUES (?, ?)")) {
                for (int i = 0; i < texts.size(); i++) {
                    words.add(new TreeSet<>());
                    insert.setInt(1, i);
                    insert.setString(2, texts.get(i));
                    insert.executeUpdate();
                }
            }
            try (ResultSet rows = statement.executeQuery("SELECT doc, term FROM v")) {
                while (rows.next()) {
                    words.get(rows.getInt(1)).add(rows.getString(2));
                }
            }
        }
        return words;
    }
}
