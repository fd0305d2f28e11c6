/** The same for pictures that people send. */
@org.jspecify.annotations.NullMarked
package demi.store.query.picture;
