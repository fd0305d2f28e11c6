package demi.store;

import demi.store.backup.DatabaseOpener;
import demi.store.sql.ReadPool;
import demi.store.sql.StorageEngine;
import demi.store.sql.WriteConnection;
import demi.store.sqlite.Migrations;
import demi.store.sqlite.RestoreAdvice;
import demi.store.sqlite.SqliteReadPool;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Everything in one SQLite file. */
final class SqliteEngine implements StorageEngine {

    private final StoreSettings settings;
    private final @Nullable Path backups;
    private final Duration busy;

    /**
     * @param backups where scheduled ones are, if not beside the database
     * @param busy how long another process may keep the database locked before that is an error
     */
    SqliteEngine(StoreSettings settings, @Nullable Path backups, Duration busy) {
        this.settings = settings;
        this.backups = backups;
        this.busy = busy;
    }

    @Override
    public WriteConnection open(Instant now) {
        Path database = settings.database();
        return DatabaseOpener.open(database, RestoreAdvice.of(database, backups), now, (int) busy.toMillis());
    }

    @Override
    public ReadPool read(Vertx vertx, Runnable onCorrupt) {
        return new SqliteReadPool(vertx, settings.database(), settings.readers(), settings.queueLimit(), onCorrupt);
    }

    @Override
    public long schema() {
        return Migrations.NEWEST;
    }
}
