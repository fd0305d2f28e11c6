package demi.store.sql;

import demi.bus.Failure;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/** What an error of the database means. An engine tells which kind each is; what follows from that is the same for all. */
public abstract class SqlErrors {

    /** The kinds that make a difference. */
    public enum Kind {
        /** Of the statement or its data, so that others beside it may well succeed. */
        STATEMENT,
        /** A row refers to one that does not exist. */
        MISSING_PARENT,
        /** What was made from other rows is damaged, and can be made from them again. */
        CORRUPT_INDEX,
        /** What is in the file is not what was written. */
        CORRUPT,
        /** Somebody else holds a lock. */
        BUSY,
        /** There is no connection to the database, or it was cut. */
        UNREACHABLE,
        DISK_FULL,
        DISK_FAILS,
        NOT_WRITABLE,
        OTHER
    }

    protected abstract Kind kind(SQLException e);

    /** For a person; names what can be done about it, but no place and no user. */
    protected abstract String sentence(SQLException e);

    /** For a person: a commit takes longer than it should. */
    public abstract String hangs();

    /** For a person: nothing is written any more. */
    public abstract String damaged();

    /** Whether the error is about the statement and its data, so that others beside it may well succeed. */
    public final boolean isOfThisWriteOnly(SQLException e) {
        return switch (kind(e)) {
            case STATEMENT, MISSING_PARENT, CORRUPT_INDEX -> true;
            default -> false;
        };
    }

    public final boolean isMissingParent(SQLException e) {
        return kind(e) == Kind.MISSING_PARENT;
    }

    public final boolean isBusy(SQLException e) {
        return kind(e) == Kind.BUSY;
    }

    /** Whether what is in the file is not what was written. */
    public final boolean isCorrupt(Throwable thrown) {
        return of(thrown).filter(e -> kind(e) == Kind.CORRUPT).isPresent();
    }

    /** Whether it is about the database or its disk, and not a defect. */
    public final boolean isOfTheDatabase(Throwable thrown) {
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
    public final String sentence(Throwable thrown) {
        return thrown instanceof Failure failure
                ? failure.sentence()
                : of(thrown).map(this::sentence).orElse("The database cannot be written.");
    }

    public final Failure unavailable(Throwable thrown) {
        return new Failure(Failure.Code.UNAVAILABLE, sentence(thrown));
    }
}
