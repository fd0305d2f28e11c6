/** Log files and what may stand in them: rotation, redaction, levels. */
@org.jspecify.annotations.NullMarked
package demi.logging;
