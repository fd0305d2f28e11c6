/** Values that messages of several verticles share. */
@org.jspecify.annotations.NullMarked
package demi.api.value;
