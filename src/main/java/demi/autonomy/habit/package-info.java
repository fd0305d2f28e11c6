/** When somebody usually is there, and for how long they usually are not. Pure. */
@org.jspecify.annotations.NullMarked
package demi.autonomy.habit;
