@org.jspecify.annotations.NullMarked
package demi.autonomy.occasion;
