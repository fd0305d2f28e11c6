/**
 * Opening, checking, copying and restoring a database file; also for the commands, on a file that nobody has open.
 */
@org.jspecify.annotations.NullMarked
package demi.store.backup;
