/** Demi on Matrix: an account of a homeserver, as a person would use it. */
@org.jspecify.annotations.NullMarked
package demi.matrix;
