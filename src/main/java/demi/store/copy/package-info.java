/** Moves a house from one database to another, whatever their engines. Blocking, on databases that nobody has open. */
@org.jspecify.annotations.NullMarked
package demi.store.copy;
