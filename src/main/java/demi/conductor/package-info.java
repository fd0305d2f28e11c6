/**
 * A turn from message to reply: the order of a person's turns, the prompt, what is told to every device meanwhile, and
 * what becomes of a turn when there is no model.
 */
@org.jspecify.annotations.NullMarked
package demi.conductor;
