package demi.store.sqlite;

import demi.store.sql.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** SQLite's own words; words of memories are found by FTS5. */
final class SqliteDialect implements Dialect {

    static final SqliteDialect DIALECT = new SqliteDialect();

    private static final WordIndex WORDS = new WordIndex() {
        @Override
        public String match(String userId, String word) {
            String who = HexFormat.of().withUpperCase().formatHex(userId.getBytes(StandardCharsets.UTF_8));
            return "who : \"" + who + "\" AND content : \"" + word + '"';
        }

        @Override
        public String condition() {
            return "memory_words MATCH ?";
        }

        @Override
        public String table() {
            return "memory_words";
        }

        /** FTS5 knows its content by nothing else; memory.place is the alias of a rowid. */
        @Override
        public String place() {
            return "rowid";
        }
    };

    private SqliteDialect() {}

    @Override
    public String decimal(String column) {
        return "CASE WHEN typeof(" + column + ") IN ('real', 'integer') THEN printf('%!.17g', " + column + ") END";
    }

    @Override
    public String elementsOfArray() {
        return "SELECT value FROM json_each(?)";
    }

    @Override
    public String greatest(String one, String other) {
        return "max(" + one + ", " + other + ")";
    }

    @Override
    public String least(String one, String other) {
        return "min(" + one + ", " + other + ")";
    }

    @Override
    public String days(String time) {
        return "julianday(" + time + ")";
    }

    @Override
    public String withoutIndex(String column) {
        return "+" + column;
    }

    @Override
    public String typeOfColumn() {
        return "SELECT upper(type) FROM pragma_table_info(?) WHERE name = ?";
    }

    @Override
    public WordIndex wordIndex() {
        return WORDS;
    }
}
