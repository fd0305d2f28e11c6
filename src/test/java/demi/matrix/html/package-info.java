/** Tests of Matrix' html. */
@org.jspecify.annotations.NullMarked
package demi.matrix.html;
