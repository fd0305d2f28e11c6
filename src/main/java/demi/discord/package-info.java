/**
 * Demi on Discord: JDA on its own threads on one side, the bus on the other. What she is told there goes the way of every
 * message; what she answers comes back as what every client sees.
 */
@org.jspecify.annotations.NullMarked
package demi.discord;
