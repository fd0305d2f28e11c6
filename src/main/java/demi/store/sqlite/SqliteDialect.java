package demi.store.sqlite;

import demi.store.sql.Dialect;
import demi.util.WordParts;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** SQLite's own words; words are found by FTS5. */
final class SqliteDialect implements Dialect {

    static final SqliteDialect DIALECT = new SqliteDialect();

    private static final WordIndex MEMORY_WORDS = new FtsIndex("memory_words", "memory", "place");
    private static final WordIndex MESSAGE_WORDS = new FtsIndex("message_words", "android_messages", "seq");

    /**
     * An index by FTS5, which knows its content by nothing but {@code rowid}.
     *
     * @param content the table that it is about
     * @param number the column of that which is the {@code rowid}
     */
    private record FtsIndex(String table, String content, String number) implements WordIndex {

        @Override
        public String match(String userId, List<String> forms) {
            return matchOfAll(userId, List.of(forms));
        }

        @Override
        public String matchOfAll(String userId, List<List<String>> words) {
            String who = HexFormat.of().withUpperCase().formatHex(userId.getBytes(StandardCharsets.UTF_8));
            return "who : \"" + who + "\" AND " + matchOfAnybody(words);
        }

        @Override
        public String matchOfAnybody(List<List<String>> words) {
            return words.stream().map(FtsIndex::anyOf).collect(Collectors.joining(" AND "));
        }

        private static String anyOf(List<String> forms) {
            return forms.stream().map(FtsIndex::form).collect(Collectors.joining(" OR ", "(", ")"));
        }

        private static String form(String form) {
            boolean inside = form.startsWith("+");
            boolean open = form.endsWith("*");
            String word = form.substring(inside ? 1 : 0, form.length() - (open ? 1 : 0));
            boolean parts = inside || WordParts.isUnspaced(word);
            return (parts ? "parts" : "content") + " : \"" + word.replace("\"", "") + "\"" + (open ? " *" : "");
        }

        @Override
        public String condition(String parameter) {
            return table + " MATCH " + parameter;
        }

        @Override
        public String place() {
            return "rowid";
        }
    }

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
    public String elementsOfNumbers() {
        return "SELECT value FROM json_each('[' || ? || ']')";
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
    public boolean isEmbedded() {
        return true;
    }

    @Override
    public String typeOfColumn() {
        return "SELECT upper(type) FROM pragma_table_info(?) WHERE name = ?";
    }

    @Override
    public String lower(String text) {
        return "lower(" + text + ")";
    }

    /** Nobody else writes. */
    @Override
    public String untilWritten() {
        return "";
    }

    /** Its 'secure-delete' would make the file unreadable to versions before 3.42; this merges all into one segment. */
    @Override
    public String forgetDeletedWords() {
        return "INSERT INTO memory_words (memory_words) VALUES ('optimize')";
    }

    @Override
    public String forgetDeletedMessageWords() {
        return "INSERT INTO message_words (message_words) VALUES ('optimize')";
    }

    @Override
    public WordIndex memoryWords() {
        return MEMORY_WORDS;
    }

    @Override
    public WordIndex messageWords() {
        return MESSAGE_WORDS;
    }

    @Override
    public String numbers(String column) {
        return "group_concat(" + column + ", ',')";
    }
}
