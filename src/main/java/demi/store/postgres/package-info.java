/** Everything in a PostgreSQL server: connections, errors, migrations. */
@org.jspecify.annotations.NullMarked
package demi.store.postgres;
