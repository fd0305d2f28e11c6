package demi.store.sql;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What reading and writing statements share. */
public final class Sql {

    private Sql() {}

    /** A list of columns that come as text, whatever type they are declared as. */
    public static String texts(String... columns) {
        return Stream.of(columns).map(column -> "CAST(" + column + " AS TEXT)").collect(Collectors.joining(", "));
    }

    /** Question marks for so many values. */
    public static String marks(int values) {
        return String.join(", ", Collections.nCopies(values, "?"));
    }

    /** Whole numbers as the parameter of {@link Dialect#elementsOfNumbers}. */
    public static String numbers(Collection<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** A Java value as it is kept: times as text, flags as 0 and 1. */
    public static @Nullable Object kept(@Nullable Object value) {
        if (value instanceof Instant time) {
            return SqlTimes.text(time);
        }
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        return value;
    }
}
