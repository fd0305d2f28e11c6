package demi.store.contract;

import demi.store.Database;
import demi.store.StoreFixture;
import demi.store.StoreSettings;
import demi.store.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The engines that the kit runs against. Another one is another constant. */
enum StoreEngine {
    SQLITE {
        @Override
        StoreFixture open(Path folder) {
            return new StoreFixture(database(folder));
        }

        @Override
        long count(Path folder, String table) throws SQLException {
            try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database(folder));
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT count(*) FROM " + table)) {
                return row.getLong(1);
            }
        }

        @Override
        void update(Path folder, String sql) throws SQLException {
            try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database(folder));
                    var statement = connection.createStatement()) {
                statement.executeUpdate(sql);
            }
        }

        private Path database(Path folder) {
            return folder.resolve("demi.sqlite");
        }
    },
    POSTGRESQL {
        @Override
        StoreFixture open(Path folder) {
            return new StoreFixture(
                    StoreSettings.defaults(
                            new Database.Server(TestPostgres.shared().server(database(folder)))),
                    5_000);
        }

        @Override
        boolean isAvailable() {
            return TestPostgres.isAvailable();
        }

        @Override
        long count(Path folder, String table) {
            return TestPostgres.shared().number(database(folder), "SELECT count(*) FROM " + table);
        }

        @Override
        void update(Path folder, String sql) {
            TestPostgres.shared().sql(database(folder), sql);
        }

        /** One for each folder. */
        private String database(Path folder) {
            return DATABASES.computeIfAbsent(
                    folder, none -> TestPostgres.shared().newDatabase(template()));
        }
    };

    private static final Map<Path, String> DATABASES = new ConcurrentHashMap<>();

    private static @Nullable String template;

    private static synchronized String template() {
        String made = template;
        if (made == null) {
            made = TestPostgres.shared().newDatabase();
            new StoreFixture(
                            StoreSettings.defaults(
                                    new Database.Server(TestPostgres.shared().server(made))),
                            5_000)
                    .close();
            template = made;
        }
        return made;
    }

    /** Whether this machine has it. */
    boolean isAvailable() {
        return true;
    }

    /** Opens the store of a test, empty the first time. */
    abstract StoreFixture open(Path folder);

    /** The rows of a table, past the store: for what no question tells. */
    abstract long count(Path folder, String table) throws SQLException;

    /** A change past the store, as another program might make it. */
    abstract void update(Path folder, String sql) throws SQLException;
}
