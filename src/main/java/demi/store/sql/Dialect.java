package demi.store.sql;

import java.util.List;

/**
 * What databases say differently, as pieces of SQL. All else in {@code store.query} is written in what they share: flags are
 * integers 0 and 1, times are text (see {@link SqlTimes}), upserts are {@code ON CONFLICT}, comparisons with null {@code IS
 * NOT DISTINCT FROM}, and what has an order has a column for it.
 */
public interface Dialect {

    /** A column of decimals as text that loses nothing; what is no number comes as null. */
    String decimal(String column);

    /** A subquery over the elements of its one parameter, a JSON array of texts. */
    String elementsOfArray();

    /** A subquery over whole numbers, of which its one parameter is the list: text with commas between. */
    String elementsOfNumbers();

    /** The greater of two values that are not null. */
    String greatest(String one, String other);

    /** The lesser of two values that are not null. */
    String least(String one, String other);

    /** A time as a number of days; only differences between two mean anything. */
    String days(String time);

    /** A column, such that the planner looks for its value in no index. */
    String withoutIndex(String column);

    /**
     * Whether a query is answered in this process: many cost no more than one, and the newest of many rows with a word are found
     * without looking at all of them.
     */
    boolean isEmbedded();

    /** A query for the declared type of a table's column, in upper case; parameters are the table and the column. */
    String typeOfColumn();

    /** A text in lower case, as far as it is ASCII. */
    String lower(String text);

    /** Behind a query for rows that no other connection is to change until this write is over. */
    String untilWritten();

    /**
     * A statement after which the index of the words of memories holds nothing of those that were deleted; empty where the
     * database sees to that itself.
     */
    String forgetDeletedWords();

    /** The same for the index of the words of messages. */
    String forgetDeletedMessageWords();

    /** The index of the words of memories, one row a memory, known by its {@code place}. */
    WordIndex memoryWords();

    /** The index of the words of messages, one row a message, known by its {@code seq}. */
    WordIndex messageWords();

    /** An aggregate: all values of a column of whole numbers, as text with commas between; null where there is none. */
    String numbers(String column);

    /** An index of words. */
    interface WordIndex {

        /**
         * The parameter that stands for a word, or another form of it, in what is one person's.
         *
         * @param forms of the word, of which any counts: letters and digits only; a {@code *} at the end stands for any ending,
         *     a {@code +} in front for the inside of words ({@link demi.util.WordParts})
         */
        String match(String userId, List<String> forms);

        /** Of several words, all of which have to be there. */
        String matchOfAll(String userId, List<List<String>> words);

        /** The same as {@link #matchOfAll}, whosever it is. */
        String matchOfAnybody(List<List<String>> words);

        /** The table that it is about, with a {@code user_id}. */
        String content();

        /** The column of {@link #content} that has the number of the row. */
        String number();

        /**
         * A condition of a query on {@link #table}.
         *
         * @param parameter which stands for a {@link #match}
         */
        String condition(String parameter);

        String table();

        /** The column of {@link #table} that has the number of the row. */
        String place();
    }
}
