/** Passwords, tokens, codes and keys: how they are made, hashed, signed and compared. */
@org.jspecify.annotations.NullMarked
package demi.accounts.secret;
