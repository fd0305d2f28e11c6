package demi.store.query.memory;

import demi.api.store.MemoryStore;
import demi.api.store.MemoryStore.FindHouse;
import demi.api.store.MemoryStore.FindHousePlaces;
import demi.api.store.MemoryStore.House;
import demi.api.store.MemoryStore.HousePlaces;
import demi.api.store.MemoryStore.Resident;
import demi.api.value.MemoryFact;
import demi.store.sql.Endpoints;
import demi.store.sql.Sql;
import demi.store.sql.SqlReader;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Collectors;

/** What is read of memories that are meant for everybody of the house. */
public final class HouseReads {

    private static final int MOST_RESIDENTS = 100;

    private static final String OF_THE_HOUSE = "u.origin = 'local' AND u.is_active = 1";

    private static final String RESIDENTS = "SELECT " + Sql.texts("u.user_id", "u.username") + " FROM users u WHERE "
            + OF_THE_HOUSE + " ORDER BY u.created_at, u.seq LIMIT ?";

    private static final String PLACES = "SELECT " + Sql.texts("m.place") + " FROM memory m WHERE m.house = 1"
            + " AND m.ended_at IS NULL ORDER BY m.place DESC LIMIT ?";

    /** Asked by somebody who is of it. */
    private static final String FACTS = "SELECT " + MemoryRows.COLUMNS
            + " FROM memory m JOIN users u ON u.user_id = m.user_id WHERE m.place IN (%s) AND m.house = 1"
            + " AND m.ended_at IS NULL AND m.user_id <> ? AND " + OF_THE_HOUSE
            + " AND EXISTS (SELECT 1 FROM users u WHERE u.user_id = ? AND " + OF_THE_HOUSE
            + ") ORDER BY m.place DESC";

    private final SqlReader reader;

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        HouseReads reads = new HouseReads(endpoints.reader());
        endpoints.read(MemoryStore.HOUSE_PLACES, reads::places).read(MemoryStore.HOUSE, reads::house);
    }

    private HouseReads(SqlReader reader) {
        this.reader = reader;
    }

    private Future<HousePlaces> places(FindHousePlaces asked) {
        return reader.rows(PLACES, row -> row.number(0), asked.limit()).map(HousePlaces::new);
    }

    private Future<House> house(FindHouse asked) {
        Future<List<Resident>> residents =
                reader.rows(RESIDENTS, row -> new Resident(row.textOr(0, ""), row.textOr(1, "")), MOST_RESIDENTS);
        Future<List<MemoryFact>> facts = asked.places().isEmpty()
                ? Future.succeededFuture(List.of())
                : reader.rows(
                        FACTS.formatted(
                                asked.places().stream().map(String::valueOf).collect(Collectors.joining(", "))),
                        MemoryRows::memory,
                        asked.userId(),
                        asked.userId());
        return Future.all(residents, facts).map(both -> new House(residents.result(), facts.result()));
    }
}
