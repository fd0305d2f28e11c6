package demi.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.sql.SQLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresErrorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "08001; The database server cannot be reached.",
                "08006; The database server cannot be reached.",
                "57P01; The database server cannot be reached.",
                "57P03; The database server is starting or stopping.",
                "25006; The database server is a standby that only reads.",
                "53100; The disk of the database server is full.",
                "58030; The disk of the database server fails.",
                "55P03; Others keep the database locked.",
                "XX001; The database server has found damage.",
                "28P01; The database server does not accept this user and password.",
                "28000; The database server does not accept this user and password.",
                "3D000; There is no such database on the server.",
                "53300; The database server has no connection left: raise its max_connections.",
                "42501; The database user lacks the rights it needs.",
                "99999; The database cannot be written (SQLSTATE 99999)."
            })
    void everyErrorHasASentenceWithoutPlaceOrUser(String state, String sentence) {
        SQLException error = new SQLException("connection to 10.0.0.7 as \"demi\" failed", state);
        assertEquals(sentence, PostgresErrors.ERRORS.sentence((Throwable) error));
    }

    @Test
    void anErrorOfTheEncryptionSaysWhereToLook() {
        SQLException error =
                new SQLException("SSL error", "08006", new SSLHandshakeException("no trusted certificate"));
        assertEquals(
                "The encrypted connection to the database server fails; look at sslmode and sslrootcert.",
                PostgresErrors.ERRORS.sentence((Throwable) error));
    }

    @ParameterizedTest
    @CsvSource({
        "22021,true",
        "23505,true",
        "23503,true",
        "57014,true",
        "54000,true",
        "53100,false",
        "08006,false",
        "25006,false"
    })
    void whatIsOfOneWriteOnlyStopsNobodyElse(String state, boolean ofThisOnly) {
        assertEquals(ofThisOnly, PostgresErrors.ERRORS.isOfThisWriteOnly(new SQLException("x", state)));
    }

    @Test
    void anErrorWithoutAStateIsNoRace() {
        assertFalse(PostgresErrors.ERRORS.isRace(new SQLException("x")));
    }
}
