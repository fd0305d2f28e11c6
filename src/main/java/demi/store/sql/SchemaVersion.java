package demi.store.sql;

/** What databases say of themselves, whatever the engine. */
public final class SchemaVersion {

    /** The last one. A database that has it needs no look through the jar; a test holds the number. */
    public static final long NEWEST = 24;

    /** A table that is there while a copy into this database is not finished: it is not to be used then. */
    public static final String UNFINISHED_COPY = "demi_unfinished_copy";

    private SchemaVersion() {}
}
