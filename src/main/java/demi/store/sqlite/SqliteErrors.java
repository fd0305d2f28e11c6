package demi.store.sqlite;

import demi.bus.Failure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;

/** What an error of SQLite means. */
public final class SqliteErrors {

    private SqliteErrors() {}

    /** Whether the error is about the statement and its data, so that others beside it may well succeed. */
    static boolean ofThisWriteOnly(SQLException e) {
        int primary = e.getErrorCode() & 0xff;
        return isOfAnIndex(e)
                || primary == SQLiteErrorCode.SQLITE_CONSTRAINT.code
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
    public static boolean isBusy(SQLException e) {
        return (e.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code;
    }

    /** Only an index of words is damaged: what it was made from is not. */
    private static boolean isOfAnIndex(SQLException e) {
        return e instanceof org.sqlite.SQLiteException sqlite
                && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CORRUPT_VTAB;
    }

    /** Whether what is in the file is not what was written. */
    static boolean isDamage(Throwable thrown) {
        return of(thrown)
                .filter(e -> !isOfAnIndex(e))
                .map(e -> e.getErrorCode() & 0xff)
                .filter(primary ->
                        primary == SQLiteErrorCode.SQLITE_CORRUPT.code || primary == SQLiteErrorCode.SQLITE_NOTADB.code)
                .isPresent();
    }

    /** Whether it is about the file or its disk, and not a defect. */
    static boolean isOfTheFile(Throwable thrown) {
        return thrown instanceof Failure
                || thrown instanceof IOException
                || of(thrown).isPresent();
    }

    private static Optional<SQLException> of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** For a person, and without a path: it is shown to everybody. */
    static String sentence(Throwable thrown) {
        return thrown instanceof Failure failure
                ? failure.sentence()
                : of(thrown).map(SqliteErrors::sentence).orElse("The database cannot be written.");
    }

    /** For a person; names what can be done about it. */
    public static String sentence(SQLException e) {
        SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff);
        return switch (code) {
            case SQLITE_OK -> "The database cannot be written.";
            case SQLITE_FULL -> "The disk with the database is full.";
            case SQLITE_BUSY, SQLITE_LOCKED -> "Another program keeps the database locked; close it.";
            case SQLITE_IOERR -> "The disk with the database fails, or is full.";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN -> "The database file may not be written.";
            case SQLITE_CORRUPT, SQLITE_NOTADB -> "The database file is damaged.";
            default -> "The database cannot be written (" + code.name() + ").";
        };
    }

    public static Failure unavailable(Throwable thrown) {
        return new Failure(Failure.Code.UNAVAILABLE, sentence(thrown));
    }

    /** The words of an error of the file system, without Java's names. */
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        return e instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : String.valueOf(e.getMessage());
    }
}
