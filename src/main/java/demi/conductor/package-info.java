/** A turn from message to reply: order, prompt, holding line. */
@org.jspecify.annotations.NullMarked
package demi.conductor;
