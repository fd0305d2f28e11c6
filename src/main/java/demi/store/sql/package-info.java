/** What reading and writing statements share, whatever the database. */
@org.jspecify.annotations.NullMarked
package demi.store.sql;
