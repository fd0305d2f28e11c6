@org.jspecify.annotations.NullMarked
package demi.places;
