/** The commands of the jar, {@code check} among them. */
@org.jspecify.annotations.NullMarked
package demi.cli;
