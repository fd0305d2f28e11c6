/** The door: passwords, lock-out, tokens and sessions. It knows who may come in, and nothing of how they came. */
@org.jspecify.annotations.NullMarked
package demi.accounts;
