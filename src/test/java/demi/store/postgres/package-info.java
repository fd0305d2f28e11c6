/** What is PostgreSQL's own, on servers that the tests start. */
@org.jspecify.annotations.NullMarked
package demi.store.postgres;
