/** The bridge to Discord, driven through the real JDA against a server that speaks Discord's protocol. */
@org.jspecify.annotations.NullMarked
package demi.discord;
