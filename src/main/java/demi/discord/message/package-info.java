/** Messages, places and rules of Discord in the bridge's own terms; nothing of JDA. */
@org.jspecify.annotations.NullMarked
package demi.discord.message;
