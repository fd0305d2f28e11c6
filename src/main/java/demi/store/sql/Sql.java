package demi.store.sql;

import java.time.Instant;
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

    /** A column of decimals as text that loses nothing; what is no number comes as null. */
    public static String decimal(String column) {
        return "CASE WHEN typeof(" + column + ") IN ('real', 'integer') THEN printf('%!.17g', " + column + ") END";
    }

    /** A Java value as SQLite keeps it. */
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
