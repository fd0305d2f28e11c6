/** Messages, places and rules of any chat network. */
@org.jspecify.annotations.NullMarked
package demi.network.message;
