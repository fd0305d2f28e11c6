/** SQLite: one writer whose writes share a commit, readers beside it, migrations, and what its errors mean. */
@org.jspecify.annotations.NullMarked
package demi.store.sqlite;
