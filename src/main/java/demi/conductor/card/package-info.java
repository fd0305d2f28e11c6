/** Character cards, V1 to V3, as personas, and a persona as a card. Pure. */
@org.jspecify.annotations.NullMarked
package demi.conductor.card;
