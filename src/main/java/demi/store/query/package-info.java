/** What is read and written, by subject: the only files that a feature of the store touches. */
@org.jspecify.annotations.NullMarked
package demi.store.query;
