/** Updates as they come, whole and broken. */
@org.jspecify.annotations.NullMarked
package demi.telegram.update;
