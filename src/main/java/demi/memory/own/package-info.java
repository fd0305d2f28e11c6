/** A person's own hand on what she knows of them: to read, add, correct, undo, bring along and take away. */
@org.jspecify.annotations.NullMarked
package demi.memory.own;
