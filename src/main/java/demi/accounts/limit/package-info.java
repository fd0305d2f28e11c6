/** Whose password is looked at, and when: limits by address and by device, the queue, and the lock-out of an account. */
@org.jspecify.annotations.NullMarked
package demi.accounts.limit;
