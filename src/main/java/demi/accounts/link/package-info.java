/** Codes that show, on a chat network, whose account somebody is. */
@org.jspecify.annotations.NullMarked
package demi.accounts.link;
