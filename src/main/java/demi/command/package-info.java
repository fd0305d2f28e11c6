/** The command line, and the composition: which rooms there are, in which order they open and close. */
@org.jspecify.annotations.NullMarked
package demi.command;
