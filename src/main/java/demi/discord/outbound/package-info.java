/** What is answered on Discord: order, retries, typing. */
@org.jspecify.annotations.NullMarked
package demi.discord.outbound;
