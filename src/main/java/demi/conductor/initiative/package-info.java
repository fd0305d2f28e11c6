/** The words when she writes first. */
@org.jspecify.annotations.NullMarked
package demi.conductor.initiative;
