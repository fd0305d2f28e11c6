/** One turn: its state, the reply as it streams, and what happens while there is no model. */
@org.jspecify.annotations.NullMarked
package demi.conductor.turn;
