/** The same for accounts, logins, sessions and second factors. */
@org.jspecify.annotations.NullMarked
package demi.store.query.account;
