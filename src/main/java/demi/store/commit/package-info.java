/** Writes on their way to the disk: queued, committed, settled, and refused while the database cannot take them. */
@org.jspecify.annotations.NullMarked
package demi.store.commit;
