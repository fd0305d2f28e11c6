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
    protected String name(SQLException e) {
        SQLiteErrorCode code = primary(e);
        return code == SQLiteErrorCode.SQLITE_OK ? "" : code.name();
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
