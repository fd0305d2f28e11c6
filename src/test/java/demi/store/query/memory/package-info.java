/** What the queries about memories find, against a list of the same rows. */
@org.jspecify.annotations.NullMarked
package demi.store.query.memory;
