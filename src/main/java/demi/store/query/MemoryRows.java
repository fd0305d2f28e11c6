package demi.store.query;

import demi.api.value.MemoryFact;
import demi.store.sql.Sql;
import demi.store.sql.SqlRow;

/** Memories as rows. */
final class MemoryRows {

    /** What {@link #memory} reads, of a table called {@code m}. */
    static final String COLUMNS = Sql.texts(
            "m.memory_id",
            "m.user_id",
            "m.content",
            "m.message_id",
            "m.pinned",
            "m.confidential",
            "m.created_at",
            "m.updated_at",
            "m.used_at",
            "m.uses",
            "m.place");

    static final int WIDTH = 11;

    private MemoryRows() {}

    static MemoryFact memory(SqlRow row) {
        return new MemoryFact(
                row.textOr(0, ""),
                row.textOr(1, ""),
                row.textOr(2, ""),
                row.text(3),
                row.flag(4),
                row.flag(5),
                row.timeOrEpoch(6),
                row.timeOrEpoch(7),
                row.time(8),
                (int) row.number(9),
                row.number(10));
    }
}
