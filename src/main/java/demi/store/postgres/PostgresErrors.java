package demi.store.postgres;

import demi.store.sql.SqlErrors;
import java.sql.SQLException;
import java.util.Set;
import javax.net.ssl.SSLException;

/** What an error of PostgreSQL means, by its SQLSTATE. */
final class PostgresErrors extends SqlErrors {

    static final PostgresErrors ERRORS = new PostgresErrors();

    static final String READ_ONLY = "25006";
    private static final String REFUSED = "The database server does not accept this user and password.";
    private static final String MISSING_PARENT = "23503";
    private static final String UNIQUE = "23505";
    private static final String LOCKED = "55P03";

    /**
     * What goes well when it is tried again: a deadlock, a race, a lock that another has held too long, a statement that was
     * prepared for a table that has changed since.
     */
    private static final Set<String> RACES = Set.of("40001", "40P01", LOCKED, "0A000", "26000");

    private PostgresErrors() {}

    /** Whether a transaction that failed this way, and was rolled back, may go well when it is done again. */
    boolean isRace(SQLException e) {
        return RACES.contains(state(e));
    }

    /** Whether another connection was quicker to add a row, which is found the next time. */
    boolean isTaken(SQLException e) {
        return UNIQUE.equals(state(e));
    }

    /** Whether there is no connection any more, or there could be none. */
    boolean isUnreachable(SQLException e) {
        return kind(e) == Kind.UNREACHABLE;
    }

    private static String state(SQLException e) {
        String state = e.getSQLState();
        return state == null ? "" : state;
    }

    @Override
    protected Kind kind(SQLException e) {
        String state = state(e);
        return switch (state) {
            case MISSING_PARENT -> Kind.MISSING_PARENT;
            case READ_ONLY -> Kind.NOT_WRITABLE;
            case "53100" -> Kind.DISK_FULL;
            case "58030" -> Kind.DISK_FAILS;
            case LOCKED, "40001", "40P01" -> Kind.BUSY;
            // Somebody has cancelled it, or it took too long.
            case "57014" -> Kind.STATEMENT;
            case "XX001", "XX002" -> Kind.CORRUPT;
            case "57P01", "57P02", "57P03", "57P05", "25P03" -> Kind.UNREACHABLE;
            default -> kindOfClass(e, state);
        };
    }

    private static Kind kindOfClass(SQLException e, String state) {
        // The driver has one state for all that keeps it from a connection.
        if (state.startsWith("08") && String.valueOf(e.getMessage()).contains("targetServerType")) {
            return Kind.NOT_WRITABLE;
        }
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "08" -> Kind.UNREACHABLE;
            case "22", "23", "42", "54", "0A" -> Kind.STATEMENT;
            default -> Kind.OTHER;
        };
    }

    @Override
    protected String sentence(SQLException e) {
        String state = state(e);
        return switch (kind(e)) {
            case UNREACHABLE -> unreachable(e, state);
            case NOT_WRITABLE -> "The database server is a standby that only reads.";
            case DISK_FULL -> "The disk of the database server is full.";
            case DISK_FAILS -> "The disk of the database server fails.";
            case BUSY -> "Others keep the database locked.";
            case CORRUPT, CORRUPT_INDEX -> "The database server has found damage.";
            case STATEMENT, MISSING_PARENT, OTHER -> other(state);
        };
    }

    private static String unreachable(SQLException e, String state) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return "The encrypted connection to the database server fails; look at sslmode and sslrootcert.";
            }
        }
        // The driver says so where a certificate is for another host.
        if (String.valueOf(e.getMessage()).contains("could not be verified by hostnameverifier")) {
            return "The certificate of the database server is another host's; look at sslmode and sslrootcert.";
        }
        // The driver's own, such as for a password that is asked for and not there.
        if (state.equals("08004")) {
            return REFUSED;
        }
        return state.equals("57P03")
                ? "The database server is starting or stopping."
                : "The database server cannot be reached.";
    }

    private static String other(String state) {
        if (state.startsWith("28")) {
            return REFUSED;
        }
        return switch (state) {
            case "3D000" -> "There is no such database on the server.";
            case "53300" -> "The database server has no connection left: raise its max_connections.";
            case "42501" -> "The database user lacks the rights it needs.";
            default -> "The database cannot be written" + (state.isEmpty() ? "." : " (SQLSTATE " + state + ").");
        };
    }

    @Override
    public String hangs() {
        return "The database server does not answer.";
    }

    @Override
    public String damaged() {
        return "The database server has found damage in what it keeps. Stop her and restore a backup of the server.";
    }
}
