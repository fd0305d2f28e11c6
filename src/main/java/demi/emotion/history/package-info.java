/** How she has felt, and what moved her, for a person to look at. */
@org.jspecify.annotations.NullMarked
package demi.emotion.history;
