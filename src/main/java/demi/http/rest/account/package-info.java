/** Accounts: coming in and going, one's own account, the people of the house and how they are invited. */
@org.jspecify.annotations.NullMarked
package demi.http.rest.account;
