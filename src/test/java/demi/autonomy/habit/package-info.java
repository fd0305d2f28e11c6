@org.jspecify.annotations.NullMarked
package demi.autonomy.habit;
