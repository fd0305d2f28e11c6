package demi.store.postgres;

import demi.store.sql.Dialect;
import demi.util.WordParts;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** PostgreSQL's own words; words are found by lists of them, which {@code demi_words} makes as SQLite's index does. */
final class PostgresDialect implements Dialect {

    static final PostgresDialect DIALECT = new PostgresDialect();

    private static final WordIndex MEMORY_WORDS = new Words("memory_words", "memory", "place");
    private static final WordIndex MESSAGE_WORDS = new Words("message_words", "android_messages", "seq");

    /**
     * An index of words. What is looked for is a line for whose it is, empty for anybody's, and one for each word with its
     * forms; the letter before a form says where it has to be: c in what was said, p in its parts.
     *
     * @param number the column that both tables have
     */
    private record Words(String table, String content, String number) implements WordIndex {

        @Override
        public String match(String userId, List<String> forms) {
            return matchOfAll(userId, List.of(forms));
        }

        @Override
        public String matchOfAll(String userId, List<List<String>> words) {
            return HexFormat.of().formatHex(userId.getBytes(StandardCharsets.UTF_8)) + matchOfAnybody(words);
        }

        @Override
        public String matchOfAnybody(List<List<String>> words) {
            return words.stream()
                    .map(forms -> forms.stream().map(Words::form).collect(Collectors.joining(" ", "\n", "")))
                    .collect(Collectors.joining());
        }

        private static String form(String form) {
            boolean inside = form.startsWith("+");
            String word = inside ? form.substring(1) : form;
            return (inside || WordParts.isUnspaced(word) ? "p" : "c") + word;
        }

        @Override
        public String condition(String parameter) {
            return table + ".words @@ demi_sought(" + parameter + ")";
        }

        @Override
        public String place() {
            return number;
        }
    }

    private PostgresDialect() {}

    @Override
    public String decimal(String column) {
        return "CAST(" + column + " AS TEXT)";
    }

    @Override
    public String elementsOfArray() {
        return "SELECT json_array_elements_text(CAST(? AS JSON))";
    }

    @Override
    public String elementsOfNumbers() {
        return "SELECT CAST(unnest(string_to_array(?, ',')) AS BIGINT)";
    }

    @Override
    public String greatest(String one, String other) {
        return "GREATEST(" + one + ", " + other + ")";
    }

    @Override
    public String least(String one, String other) {
        return "LEAST(" + one + ", " + other + ")";
    }

    @Override
    public String days(String time) {
        return "(EXTRACT(EPOCH FROM CAST(" + time + " AS TIMESTAMPTZ)) / 86400)";
    }

    /** It knows itself which index is worth it. */
    @Override
    public String withoutIndex(String column) {
        return column;
    }

    @Override
    public boolean isEmbedded() {
        return false;
    }

    /** All ids that the database numbers are whole numbers. */
    @Override
    public String typeOfColumn() {
        return "SELECT 'INTEGER' WHERE ? <> ?";
    }

    @Override
    public String lower(String text) {
        return "lower(" + text + " COLLATE \"C\")";
    }

    @Override
    public String untilWritten() {
        return " FOR UPDATE";
    }

    /** What is deleted goes with the next vacuum, which nobody can ask for while writing. */
    @Override
    public String forgetDeletedWords() {
        return "";
    }

    @Override
    public String forgetDeletedMessageWords() {
        return "";
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
        return "string_agg(CAST(" + column + " AS TEXT), ',')";
    }
}
