package demi.store.contract;

import demi.store.StoreFixture;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

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
    };

    /** Opens the store of a test, empty the first time. */
    abstract StoreFixture open(Path folder);

    /** The rows of a table, past the store: for what no question tells. */
    abstract long count(Path folder, String table) throws SQLException;

    /** A change past the store, as another program might make it. */
    abstract void update(Path folder, String sql) throws SQLException;
}
