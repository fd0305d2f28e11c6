package demi.store;

import demi.api.house.BackupsApi;
import demi.bus.BaseVerticle;
import demi.bus.Bus;
import demi.bus.Failure;
import io.vertx.core.Future;

/** In the place of backups where the database is a server's: says what to use instead. */
public final class ServerBackupsVerticle extends BaseVerticle {

    /** For the owner, and for commands. */
    public static final String INSTEAD = "The database is a PostgreSQL server's, of which Demi makes no copies: use"
            + " pg_dump, and pg_restore to put it back, or the backups of whoever runs the server.";

    private final Bus bus;

    public ServerBackupsVerticle(Bus bus) {
        this.bus = bus;
    }

    @Override
    public Future<?> start() {
        return Future.all(
                bus.handle(BackupsApi.LIST, asked -> refused()),
                bus.handle(BackupsApi.FIND, asked -> refused()),
                bus.handle(BackupsApi.MAKE, asked -> refused()));
    }

    private static <T> Future<T> refused() {
        return Future.failedFuture(new Failure(Failure.Code.UNAVAILABLE, INSTEAD));
    }
}
