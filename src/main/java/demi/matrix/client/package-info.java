/** Matrix' client-server API (1.11), as far as a companion needs it: no end-to-end encryption. Knows nothing of Demi. */
@org.jspecify.annotations.NullMarked
package demi.matrix.client;
