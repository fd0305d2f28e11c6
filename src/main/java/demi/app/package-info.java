/**
 * The composition root: which verticles there are, how they open, close and come back, and the process around them.
 */
@org.jspecify.annotations.NullMarked
package demi.app;
