/** The real jar, as a process, from the outside. */
@org.jspecify.annotations.NullMarked
package demi.e2e;
