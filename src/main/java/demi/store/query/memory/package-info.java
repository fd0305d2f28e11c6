/** The same for memories. */
@org.jspecify.annotations.NullMarked
package demi.store.query.memory;
