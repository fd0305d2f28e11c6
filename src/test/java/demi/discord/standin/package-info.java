/** A server that speaks the protocol of Discord, faults and limits included. */
@org.jspecify.annotations.NullMarked
package demi.discord.standin;
