package demi.store.query.memory;

import demi.api.store.MemoryStore;
import demi.api.store.MemoryStore.FindHouse;
import demi.api.store.MemoryStore.House;
import demi.api.store.MemoryStore.Resident;
import demi.store.sql.Endpoints;
import demi.store.sql.Sql;
import demi.store.sql.SqlReader;
import io.vertx.core.Future;
import java.util.List;

/** What is read of memories that are meant for everybody of the house. */
public final class HouseReads {

    private static final int MOST_RESIDENTS = 100;
    private static final int MOST_FACTS = 200;

    private static final String OF_THE_HOUSE = "u.origin = 'local' AND u.is_active = 1";

    private static final String RESIDENTS = "SELECT " + Sql.texts("u.user_id", "u.username") + " FROM users u WHERE "
            + OF_THE_HOUSE + " ORDER BY u.created_at, u.seq LIMIT ?";

    /** Asked by somebody who is of it. */
    private static final String FACTS = "SELECT " + MemoryRows.COLUMNS
            + " FROM memory m JOIN users u ON u.user_id = m.user_id WHERE m.house = 1"
            + " AND m.ended_at IS NULL AND m.user_id <> ? AND " + OF_THE_HOUSE
            + " AND EXISTS (SELECT 1 FROM users u WHERE u.user_id = ? AND " + OF_THE_HOUSE
            + ") ORDER BY m.place DESC LIMIT " + MOST_FACTS;

    private final SqlReader reader;

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        HouseReads reads = new HouseReads(endpoints.reader());
        endpoints.read(MemoryStore.HOUSE, reads::house);
    }

    private HouseReads(SqlReader reader) {
        this.reader = reader;
    }

    private Future<House> house(FindHouse asked) {
        return reader.read(db -> {
            List<Resident> residents =
                    db.rows(RESIDENTS, row -> new Resident(row.textOr(0, ""), row.textOr(1, "")), MOST_RESIDENTS);
            return new House(residents, db.rows(FACTS, MemoryRows::memory, asked.userId(), asked.userId()));
        });
    }
}
