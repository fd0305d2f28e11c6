package demi.store.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demi.api.store.AccountStore;
import demi.api.value.Secret;
import demi.bus.RequestAddress;
import demi.store.StoreFixture;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A store of one engine, empty before each test. */
@ParameterizedClass(name = "{0}")
@EnumSource(StoreEngine.class)
abstract class StoreContract {

    @TempDir
    Path folder;

    @Parameter
    StoreEngine engine;

    StoreFixture store;

    @BeforeEach
    @SuppressWarnings("NullAway.Init") // JUnit has set the engine
    void openStore() {
        assumeTrue(engine.isAvailable());
        store = engine.open(folder);
    }

    @AfterEach
    void closeStore() {
        if (store != null) {
            store.close();
        }
    }

    final void reopen() {
        store.close();
        store = engine.open(folder);
    }

    final <Q extends Record, R> R ask(RequestAddress<Q, R> address, Q question) {
        return store.ask(address, question);
    }

    final long count(String table) throws SQLException {
        return engine.count(folder, table);
    }

    /** An account; its e-mail is that of its id. */
    final void addUser(String id, Instant at) {
        assertTrue(ask(
                        AccountStore.ADD_USER,
                        new AccountStore.AddUser(
                                id, id + "@x.org", "name of " + id, new Secret("hash of " + id), at, false))
                .done());
    }
}
