/** Accounts, beside {@link demi.api.AccountsApi} and {@link demi.api.OwnAccountsApi}: how others are invited. */
@org.jspecify.annotations.NullMarked
package demi.api.account;
