/** The persona as the owner edits it: its file, the versions before, and trying another one. */
@org.jspecify.annotations.NullMarked
package demi.conductor.persona;
