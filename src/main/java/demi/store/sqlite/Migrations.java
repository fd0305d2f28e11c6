package demi.store.sqlite;

import demi.bus.Failure;
import demi.store.sql.SchemaVersion;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The schema's history. Blocking. */
public final class Migrations {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    static final String HISTORY = "flyway_schema_history";

    /** The last migration of this jar. */
    public static final long NEWEST = SchemaVersion.NEWEST;

    private Migrations() {}

    /** Brings the database to {@link #NEWEST}: all missing migrations or none. */
    public static void run(Path database) {
        try {
            int done = flyway(database).migrate().migrationsExecuted;
            LOG.info("The database is at version {} now ({} migrations)", NEWEST, done);
        } catch (FlywayException e) {
            LOG.error("Migrating {} failed", database, e);
            throw new Failure(
                    Failure.Code.INVALID,
                    database + " could not be brought to this version of Demi. It is as it was before.");
        }
    }

    public static Flyway flyway(Path database) {
        return Flyway.configure()
                .dataSource(DatabaseInspector.url(database), null, null)
                .table(HISTORY)
                .locations("classpath:db/migration/sqlite", "classpath:db/migration/common")
                .javaMigrations(new TimesMigration())
                .callbacks(new LegacyMemoryTableCallback(), new LegacyMoodsCallback(database))
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .validateMigrationNaming(true)
                .group(true)
                .loggers("slf4j")
                .load();
    }
}
