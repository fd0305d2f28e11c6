package demi.store.query.memory;

import demi.api.value.Holding;
import demi.api.value.MemoryFact;
import demi.api.value.MemoryKind;
import demi.store.sql.Dialect;
import demi.store.sql.Sql;
import demi.store.sql.SqlReader;
import demi.store.sql.SqlRow;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Memories as rows. */
final class MemoryRows {

    /** What {@link #memory} reads, of a table called {@code m}. */
    static final String COLUMNS = Sql.texts(
            "m.memory_id",
            "m.user_id",
            "m.content",
            "m.message_id",
            "m.kind",
            "m.holds_from",
            "m.holds_until",
            "m.holds_at",
            "m.yearly",
            "m.pinned",
            "m.confidential",
            "m.house",
            "m.created_at",
            "m.updated_at",
            "m.used_at",
            "m.uses",
            "m.ended_at",
            "m.place");

    static final int WIDTH = 18;

    private MemoryRows() {}

    static MemoryFact memory(SqlRow row) {
        String kind = row.text(4);
        return new MemoryFact(
                row.textOr(0, ""),
                row.textOr(1, ""),
                row.textOr(2, ""),
                row.text(3),
                kind == null ? null : MemoryKind.of(kind),
                new Holding(
                        parsed(row.text(5), LocalDate::parse),
                        parsed(row.text(6), LocalDate::parse),
                        parsed(row.text(7), LocalTime::parse),
                        row.flag(8)),
                row.flag(9),
                row.flag(10),
                row.flag(11),
                row.timeOrEpoch(12),
                row.timeOrEpoch(13),
                row.time(14),
                (int) row.number(15),
                row.time(16),
                row.number(17));
    }

    /**
     * One person's memories with these places, in no order.
     *
     * @param open only what is not confidential
     */
    static List<MemoryFact> at(
            Collection<Long> places, SqlReader.Queries db, Dialect dialect, String userId, boolean open)
            throws SQLException {
        if (places.isEmpty()) {
            return List.of();
        }
        // Without that index: the planner would read all of a person's memories by it.
        String sql = "SELECT " + COLUMNS + " FROM memory m WHERE " + dialect.withoutIndex("m.user_id")
                + " = ? AND m.confidential <= ? AND m.place IN (" + dialect.elementsOfNumbers() + ")";
        return db.rows(sql, MemoryRows::memory, userId, !open, Sql.numbers(places));
    }

    /** A day or a time as it is kept. */
    static @Nullable String text(@Nullable Object dayOrTime) {
        return dayOrTime == null ? null : dayOrTime.toString();
    }

    /** Null for what is no such value. */
    private static <T> @Nullable T parsed(@Nullable String text, Function<String, T> parse) {
        try {
            return text == null ? null : parse.apply(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
