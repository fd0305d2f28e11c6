/** The only room with SQL: migrations, one writer, readers beside it. */
@org.jspecify.annotations.NullMarked
package demi.store;
