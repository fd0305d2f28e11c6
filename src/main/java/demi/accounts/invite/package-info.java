/** Codes by which others may make an account of their own. */
@org.jspecify.annotations.NullMarked
package demi.accounts.invite;
