/** Matrix, against a server that speaks its protocol. */
@org.jspecify.annotations.NullMarked
package demi.matrix;
