package demi.store;

import demi.store.backup.DatabaseOpener;
import demi.store.commit.GroupCommitWriter;
import demi.store.sql.ReadPool;
import demi.store.sql.StorageEngine;
import demi.store.sql.StoreWriter;
import demi.store.sql.WriterSetup;
import demi.store.sqlite.NativeLibrary;
import demi.store.sqlite.RestoreAdvice;
import demi.store.sqlite.SqliteReadPool;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Everything in one SQLite file. */
final class SqliteEngine implements StorageEngine {

    private final Path database;
    private final StoreSettings settings;
    private final @Nullable Path backups;
    private final Duration busy;

    /**
     * @param settings with the same file
     * @param backups where scheduled ones are, if not beside the database
     * @param busy how long another process may keep the database locked before that is an error
     */
    SqliteEngine(Path database, StoreSettings settings, @Nullable Path backups, Duration busy) {
        this.database = database;
        this.settings = settings;
        this.backups = backups;
        this.busy = busy;
    }

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public Future<StoreWriter> open(WriterSetup setup, Instant now) {
        // Looking through a large file, or migrating it, may take its time.
        WorkerExecutor thread = setup.vertx().createSharedWorkerExecutor(setup.name(), 1, 10, TimeUnit.MINUTES);
        return thread.executeBlocking(() -> {
                    NativeLibrary.load();
                    return DatabaseOpener.open(
                            database, RestoreAdvice.of(database, backups), now, (int) busy.toMillis());
                })
                .<StoreWriter>map(connection -> new GroupCommitWriter(setup, thread, connection))
                .onFailure(thrown -> thread.close());
    }

    @Override
    public ReadPool read(Vertx vertx, Runnable onCorrupt) {
        return new SqliteReadPool(vertx, database, settings.readers(), settings.queueLimit(), onCorrupt);
    }
}
