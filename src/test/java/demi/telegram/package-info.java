/** Telegram's Bot API as a server of the tests. */
@org.jspecify.annotations.NullMarked
package demi.telegram;
