/** A client of Telegram's Bot API: long polling, sending in order, files. Nothing outside of it holds the token. */
@org.jspecify.annotations.NullMarked
package demi.telegram.bot;
