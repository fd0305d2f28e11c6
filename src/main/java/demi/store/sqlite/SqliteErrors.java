package demi.store.sqlite;

import demi.store.sql.SqlErrors;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What an error of SQLite means. */
public final class SqliteErrors extends SqlErrors {

    public static final SqliteErrors ERRORS = new SqliteErrors();

    private SqliteErrors() {}

    @Override
    protected Kind kind(SQLException e) {
        if (e instanceof SQLiteException sqlite) {
            if (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CORRUPT_VTAB) {
                return Kind.CORRUPT_INDEX;
            }
            if (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_FOREIGNKEY) {
                return Kind.MISSING_PARENT;
            }
        }
        return switch (primary(e)) {
            case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG, SQLITE_RANGE, SQLITE_ERROR -> Kind.STATEMENT;
            case SQLITE_CORRUPT, SQLITE_NOTADB -> Kind.CORRUPT;
            case SQLITE_BUSY, SQLITE_LOCKED -> Kind.BUSY;
            case SQLITE_FULL -> Kind.DISK_FULL;
            case SQLITE_IOERR -> Kind.DISK_FAILS;
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN -> Kind.NOT_WRITABLE;
            default -> Kind.OTHER;
        };
    }

    @Override
    protected String sentence(SQLException e) {
        return switch (kind(e)) {
            case DISK_FULL -> "The disk with the database is full.";
            case BUSY -> "Another program keeps the database locked; close it.";
            case DISK_FAILS -> "The disk with the database fails, or is full.";
            case NOT_WRITABLE -> "The database file may not be written.";
            case CORRUPT, CORRUPT_INDEX -> "The database file is damaged.";
            case STATEMENT, MISSING_PARENT, UNREACHABLE, OTHER -> "The database cannot be written" + named(primary(e));
        };
    }

    private static String named(SQLiteErrorCode code) {
        return code == SQLiteErrorCode.SQLITE_OK ? "." : " (" + code.name() + ").";
    }

    @Override
    public String hangs() {
        return "The disk with the database does not answer.";
    }

    @Override
    public String damaged() {
        return "The database file is damaged. Stop her and restore a backup; the log says how.";
    }

    /** An error of the driver's own has none, and comes as SQLITE_OK. */
    private static SQLiteErrorCode primary(SQLException e) {
        return SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff);
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
