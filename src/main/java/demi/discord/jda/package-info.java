/** All that touches JDA. */
@org.jspecify.annotations.NullMarked
package demi.discord.jda;
