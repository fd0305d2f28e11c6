package demi.store;

import demi.contract.Failure;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** What an error of SQLite means. */
final class Trouble {

    private Trouble() {}

    /** Whether the error is about the statement and its data, so that others beside it may well succeed. */
    static boolean ofThisWriteOnly(SQLException e) {
        int primary = e.getErrorCode() & 0xff;
        return primary == SQLiteErrorCode.SQLITE_CONSTRAINT.code
                || primary == SQLiteErrorCode.SQLITE_MISMATCH.code
                || primary == SQLiteErrorCode.SQLITE_TOOBIG.code
                || primary == SQLiteErrorCode.SQLITE_RANGE.code
                || primary == SQLiteErrorCode.SQLITE_ERROR.code;
    }

    /** Whether the row refers to one that does not exist. */
    static boolean isMissingParent(SQLException e) {
        return e instanceof org.sqlite.SQLiteException sqlite
                && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_FOREIGNKEY;
    }

    /** Whether somebody else holds a lock. */
    static boolean isBusy(SQLException e) {
        return (e.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code;
    }

    /** Whether what is in the file is not what was written. */
    static boolean isDamage(SQLException e) {
        int primary = e.getErrorCode() & 0xff;
        return primary == SQLiteErrorCode.SQLITE_CORRUPT.code || primary == SQLiteErrorCode.SQLITE_NOTADB.code;
    }

    /** For a person; names what can be done about it. */
    static String sentence(SQLException e) {
        SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff);
        return switch (code) {
            case SQLITE_FULL -> "The disk with the database is full.";
            case SQLITE_BUSY, SQLITE_LOCKED -> "Another program keeps the database locked.";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN -> "The database file may not be written.";
            case SQLITE_CORRUPT, SQLITE_NOTADB -> "The database file is damaged.";
            default -> "The database cannot be written (" + code + ").";
        };
    }

    static Failure unavailable(SQLException e) {
        return new Failure(Failure.Code.UNAVAILABLE, sentence(e));
    }
}
