/** Between Telegram and what all chat networks share: messages, where they stand, files, and what of a call's failure can be helped. */
@org.jspecify.annotations.NullMarked
package demi.telegram.chat;
