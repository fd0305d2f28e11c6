/** What memories are of, and what is made of those that nobody has looked at yet. */
@org.jspecify.annotations.NullMarked
package demi.memory.kind;
