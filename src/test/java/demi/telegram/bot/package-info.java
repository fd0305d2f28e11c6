/** The client of the Bot API, driven against a server that speaks its protocol. */
@org.jspecify.annotations.NullMarked
package demi.telegram.bot;
