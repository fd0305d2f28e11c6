package demi.store.query.memory;

import demi.api.store.RecallStore.Word;
import demi.store.sql.Dialect;
import demi.store.sql.Dialect.WordIndex;
import demi.store.sql.Sql;
import demi.store.sql.SqlReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the newest rows of one person that have each of some words. Which of a word's rows are theirs can be told in two ways: by
 * each row, which is quick where many are theirs or the word is rare; and by an index of whose they are, which is quick where the
 * word is common or they have little, and else goes through much of what they have.
 */
final class WordSearch {

    /** A word that fewer rows of all people have is rare. */
    private static final int FEW = 500;

    /** So many of the newest rows with a word are looked at one by one. */
    private static final int LOOKED_AT = 1_000;

    /** So many of the newest rows tell how many of all are theirs. */
    private static final int SAMPLE = 100;

    /** By each row it takes 1.2 us a row, by the index 0.03 us for each of theirs: this is where they meet. */
    private static final double WORTH_LOOKING = 20_000;

    private final Dialect dialect;
    private final WordIndex index;

    WordSearch(Dialect dialect, WordIndex index) {
        this.dialect = dialect;
        this.index = index;
    }

    /** @param before only rows before that are looked for */
    WordHits find(SqlReader.Queries db, String userId, List<Word> words, long before) throws SQLException {
        if (words.isEmpty()) {
            return new WordHits(List.of(), before);
        }
        List<@Nullable String> lists =
                dialect.isEmbedded() ? oneByOne(db, userId, words, before) : atOnce(db, userId, words, before);
        return WordHits.of(lists, before);
    }

    /** Of a few forms, so that each is kept prepared. */
    private List<@Nullable String> oneByOne(SqlReader.Queries db, String userId, List<Word> words, long before)
            throws SQLException {
        boolean byRow = areManyTheirs(db, userId);
        List<@Nullable String> lists = new ArrayList<>();
        for (Word word : words) {
            Object[] arguments = arguments(userId, word, before).toArray();
            lists.addAll(db.rows("SELECT " + new Column(word, byRow, 0).sql(), row -> row.text(0), arguments));
        }
        return lists;
    }

    private List<@Nullable String> atOnce(SqlReader.Queries db, String userId, List<Word> words, long before)
            throws SQLException {
        List<String> columns = new ArrayList<>();
        List<Object> arguments = new ArrayList<>();
        for (Word word : words) {
            columns.add(new Column(word, false, arguments.size()).sql());
            arguments.addAll(arguments(userId, word, before));
        }
        return Objects.requireNonNull(db.row(
                "SELECT " + String.join(", ", columns),
                row -> IntStream.range(0, words.size())
                        .<@Nullable String>mapToObj(row::text)
                        .toList(),
                arguments.toArray()));
    }

    private boolean areManyTheirs(SqlReader.Queries db, String userId) throws SQLException {
        // By the index of owners, and the order of numbers.
        String number = index.number();
        String oldest = "SELECT " + number + " FROM " + index.content() + " WHERE " + number + " IS NOT NULL ORDER BY "
                + number + " DESC LIMIT 1 OFFSET " + (SAMPLE - 1);
        String theirs =
                "SELECT count(*) FROM " + index.content() + " WHERE user_id = ? AND " + number + " >= (" + oldest + ")";
        Boolean many = db.row(
                "SELECT " + Sql.texts("(" + theirs + ")", "(SELECT max(" + number + ") FROM " + index.content() + ")"),
                row -> isWorthLooking((double) row.number(0) / SAMPLE, row.number(1)),
                userId);
        return Boolean.TRUE.equals(many);
    }

    private static boolean isWorthLooking(double share, long rows) {
        return share * LOOKED_AT > WordHits.MOST_OF_A_WORD && share * share * rows > WORTH_LOOKING;
    }

    /** The last one is in every statement, which some drivers want. */
    private List<Object> arguments(String userId, Word word, long before) {
        List<String> exactly = exactly(word);
        return Arrays.asList(
                index.matchOfAnybody(List.of(exactly)),
                index.match(userId, exactly),
                index.matchOfAnybody(List.of(word.forms())),
                index.match(userId, word.forms()),
                userId,
                before);
    }

    private static List<String> exactly(Word word) {
        return word.forms().subList(0, 1);
    }

    /** What finds one word. */
    private final class Column {

        private final boolean single;
        private final boolean byRow;
        private final int from;

        /** @param from how many parameters others have before its own */
        Column(Word word, boolean byRow, int from) {
            this.single = word.forms().size() == 1;
            this.byRow = byRow;
            this.from = from;
        }

        String sql() {
            String exactly = newest(1);
            if (single && byRow) {
                return "(" + exactly + ")";
            }
            // Of a common word other forms are not looked for: they would be as common, and take long to find.
            return "CASE WHEN " + hasFewer(FEW, 1) + " THEN (" + (single ? list(byRow(1)) : newest(3)) + ") ELSE ("
                    + exactly + ") END";
        }

        /** @param anybodys which parameter finds it among everybody's; the next one does among the person's own */
        private String newest(int anybodys) {
            String byOwner = list(rows(anybodys + 1, WordHits.MOST_OF_A_WORD));
            return byRow
                    ? "SELECT CASE WHEN count(*) = " + WordHits.MOST_OF_A_WORD + " OR " + hasFewer(LOOKED_AT, anybodys)
                            + " THEN " + places() + " ELSE (" + byOwner + ") END FROM (" + byRow(anybodys) + ") AS own"
                    : byOwner;
        }

        private String hasFewer(int rows, int sought) {
            return "(SELECT count(*) FROM (SELECT 1 FROM " + index.table() + " WHERE " + condition(sought) + " LIMIT "
                    + rows + ") AS few) < " + rows;
        }

        /** The tables are read in the order of the text. */
        private String byRow(int sought) {
            return "SELECT looked.place FROM (" + rows(sought, LOOKED_AT) + ") AS looked CROSS JOIN " + index.content()
                    + " AS owner WHERE owner." + index.number() + " = looked.place AND "
                    + dialect.withoutIndex("owner.user_id") + " = " + parameter(5) + " LIMIT "
                    + WordHits.MOST_OF_A_WORD;
        }

        private String rows(int sought, int limit) {
            return "SELECT " + index.place() + " AS place FROM " + index.table() + " WHERE " + condition(sought)
                    + " AND " + index.place() + " < " + parameter(6) + " ORDER BY " + index.place() + " DESC LIMIT "
                    + limit;
        }

        private String list(String rows) {
            return "SELECT " + places() + " FROM (" + rows + ") AS newest";
        }

        private String places() {
            return Sql.texts(dialect.numbers("place"));
        }

        private String condition(int sought) {
            return index.condition(parameter(sought));
        }

        private String parameter(int number) {
            return "?" + (from + number);
        }
    }
}
