package demi.store.sql;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One row of a result, every column as text (see {@link Sql#texts}), counted from 0. Text, because old databases hold
 * all sorts of things in their columns, and because drivers cut decimals. Nothing here throws for an odd value.
 */
public interface SqlRow {

    @Nullable
    String text(int column);

    default String textOr(int column, String instead) {
        String text = text(column);
        return text == null ? instead : text;
    }

    /** 0 for anything that is no number. */
    default long number(int column) {
        try {
            return Long.parseLong(textOr(column, "0"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** NaN for anything that is no number. */
    default double decimal(int column) {
        try {
            return Double.parseDouble(textOr(column, "NaN"));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    default boolean flag(int column) {
        String text = textOr(column, "0");
        return !text.equals("0") && !text.equals("f") && !text.equalsIgnoreCase("false");
    }

    default @Nullable Instant time(int column) {
        return SqlTimes.parse(text(column));
    }

    default Instant timeOrEpoch(int column) {
        Instant time = time(column);
        return time == null ? Instant.EPOCH : time;
    }

    default @Nullable Instant second(int column) {
        Instant time = time(column);
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS);
    }

    default Instant secondOrEpoch(int column) {
        return timeOrEpoch(column).truncatedTo(ChronoUnit.SECONDS);
    }
}
