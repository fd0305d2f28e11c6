/** Which of the things that she knows of somebody's life is a reason to write to them now. Pure. */
@org.jspecify.annotations.NullMarked
package demi.autonomy.occasion;
