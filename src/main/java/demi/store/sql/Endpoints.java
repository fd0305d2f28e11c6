package demi.store.sql;

import demi.bus.Bus;
import demi.bus.RequestAddress;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Registers the addresses of the store: each class of queries its own. */
public final class Endpoints {

    private final Bus bus;
    private final SqlReader reader;
    private final StoreWriter writer;
    private final List<Future<Void>> registered = new ArrayList<>();

    /** A class of queries. */
    @FunctionalInterface
    public interface Queries {
        void register(Endpoints endpoints);
    }

    /** What a write does, given its question; see {@link WriteOperation}. */
    @FunctionalInterface
    public interface Change<Q, R> {
        R on(SqlSession db, Q question) throws SQLException;
    }

    /** Registers all of these on the calling context; done once each address answers. */
    public static Future<?> register(Bus bus, SqlReader reader, StoreWriter writer, List<Queries> all) {
        Endpoints endpoints = new Endpoints(bus, reader, writer);
        all.forEach(queries -> queries.register(endpoints));
        return Future.all(endpoints.registered);
    }

    private Endpoints(Bus bus, SqlReader reader, StoreWriter writer) {
        this.bus = bus;
        this.reader = reader;
        this.writer = writer;
    }

    /** What reads are answered from. */
    public SqlReader reader() {
        return reader;
    }

    /** Answers from what is committed. */
    public <Q extends Record, R> Endpoints read(RequestAddress<Q, R> address, Function<Q, Future<R>> query) {
        registered.add(bus.handle(address, query));
        return this;
    }

    /** Answers once the change is durable. */
    public <Q extends Record, R> Endpoints write(RequestAddress<Q, R> address, Change<Q, R> change) {
        registered.add(bus.handle(
                address, question -> writer.write(PersonOf.question(question), db -> change.on(db, question))));
        return this;
    }
}
