/** What of all that is known and was said a message brings to her mind: words, scores, and a budget. Pure. */
@org.jspecify.annotations.NullMarked
package demi.memory.recall;
