package demi.store.query.memory;

import demi.api.store.MemoryStore;
import demi.api.store.MemoryStore.FindDated;
import demi.api.store.MemoryStore.Found;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlReader;
import io.vertx.core.Future;

/** What is read of memories that have a date. */
public final class DatedMemoryReads {

    private static final int MOST = 500;

    private static final String SELECT = "SELECT " + MemoryRows.COLUMNS + " FROM memory m WHERE m.user_id = ? ";
    private static final String TRUE_STILL = "AND m.ended_at IS NULL ";

    private final SqlReader reader;

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        DatedMemoryReads reads = new DatedMemoryReads(endpoints.reader());
        endpoints.read(MemoryStore.DATED, reads::dated);
    }

    private DatedMemoryReads(SqlReader reader) {
        this.reader = reader;
    }

    /** Days are texts that sort as they follow. */
    private Future<Found> dated(FindDated asked) {
        String sql = SELECT + "AND (m.holds_from IS NOT NULL OR m.holds_until IS NOT NULL) " + TRUE_STILL + """
                AND (m.yearly = 1 OR (COALESCE(m.holds_from, m.holds_until) <= ?
                    AND COALESCE(m.holds_until, m.holds_from) >= ?))
                ORDER BY COALESCE(m.holds_from, m.holds_until), m.place LIMIT ?""";
        return reader.rows(
                        sql,
                        MemoryRows::memory,
                        asked.userId(),
                        asked.until().toString(),
                        asked.from().toString(),
                        MOST)
                .map(Found::new);
    }
}
