/** Demi on Telegram: the Bot API by long polling on one side, the bus on the other. */
@org.jspecify.annotations.NullMarked
package demi.telegram;
