/**
 * When she speaks first, and why not: a pure decision about each person and about the channel, its round, its ledger,
 * and the notification that tells a phone of it.
 */
@org.jspecify.annotations.NullMarked
package demi.autonomy;
