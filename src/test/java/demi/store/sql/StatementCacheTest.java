package demi.store.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementCacheTest {

    /** What SQLite keeps, of whatever kind. */
    private static final String KINDS =
            "SELECT 'plain', '', NULL, 0, -9223372036854775808, 1, 0.1, 1e300, -0.0, 'ä€😀',"
                    + " 'with' || char(0) || 'zero', char(55357), x'41c3a4', x'', CAST('7' AS INTEGER), CAST(3 AS TEXT)";

    @TempDir
    Path folder;

    private static List<@Nullable String> row(StatementCache statements, String sql, int width) throws Exception {
        return statements
                .rows(sql, cells -> {
                    @Nullable String[] all = new @Nullable String[width];
                    Arrays.setAll(all, cells::text);
                    return Arrays.asList(all);
                })
                .get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16le", "UTF-16be"})
    void aCellIsReadAsTheDriverSaysItAsText(String encoding) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("kinds.sqlite"))) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA encoding = '" + encoding + "'");
                statement.execute("CREATE TABLE kept (content TEXT)");
            }
            List<@Nullable String> texts = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(KINDS);
                    ResultSet rows = statement.executeQuery()) {
                rows.next();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    texts.add(rows.getString(i));
                }
            }
            try (StatementCache statements = new StatementCache(connection)) {
                assertEquals(texts, row(statements, KINDS, texts.size()));
            }
        }
    }

    @Test
    void aTextOfAnyLengthIsReadWhole() throws Exception {
        try (StatementCache statements =
                new StatementCache(DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("long.sqlite")))) {
            String text = "ä€😀x".repeat(100_000);
            statements.run("CREATE TABLE texts (content TEXT)");
            statements.update("INSERT INTO texts (content) VALUES (?)", text);
            assertEquals(text, row(statements, "SELECT content FROM texts", 1).get(0));
        }
    }
}
