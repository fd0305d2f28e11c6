/**
 * The database: keeps what the other rooms ask it to keep, durably, and is the only room with SQL. One writer whose
 * concurrent writes share a commit; readers beside it.
 */
@org.jspecify.annotations.NullMarked
package demi.store;
