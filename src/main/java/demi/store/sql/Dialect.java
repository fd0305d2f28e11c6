package demi.store.sql;

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

    /** The greater of two values that are not null. */
    String greatest(String one, String other);

    /** The lesser of two values that are not null. */
    String least(String one, String other);

    /** A time as a number of days; only differences between two mean anything. */
    String days(String time);

    /** A column, such that the planner looks for its value in no index. */
    String withoutIndex(String column);

    /** A query for the declared type of a table's column, in upper case; parameters are the table and the column. */
    String typeOfColumn();

    /** The index of the words of memories. */
    WordIndex wordIndex();

    /** The index of words, one row a memory, each known by the memory's {@code place}. */
    interface WordIndex {

        /** The parameter that stands for a word, or another form of it, in one person's memories. */
        String match(String userId, String word);

        /** A condition of a query on {@link #table}; its parameter is a {@link #match}. */
        String condition();

        String table();

        /** The column of {@link #table} that has the memory's place. */
        String place();
    }
}
