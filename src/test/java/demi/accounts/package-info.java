/** How the door behaves, against the bus it lives on. */
@org.jspecify.annotations.NullMarked
package demi.accounts;
