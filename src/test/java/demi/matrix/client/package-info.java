/** Tests of Matrix' client. */
@org.jspecify.annotations.NullMarked
package demi.matrix.client;
