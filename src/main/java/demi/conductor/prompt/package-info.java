/** What the model reads: persona, transcript, notes, and how many tokens that is. */
@org.jspecify.annotations.NullMarked
package demi.conductor.prompt;
