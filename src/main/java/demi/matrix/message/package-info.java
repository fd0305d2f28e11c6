/** Between Matrix and what chat networks share. */
@org.jspecify.annotations.NullMarked
package demi.matrix.message;
