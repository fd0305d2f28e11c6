/** What is written on Discord, until she is asked for an answer. */
@org.jspecify.annotations.NullMarked
package demi.discord.inbound;
