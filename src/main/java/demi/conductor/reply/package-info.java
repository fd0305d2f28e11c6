/** What of a model's words is fit to be said, and how much of it. Pure; only the conductor uses it. */
@org.jspecify.annotations.NullMarked
package demi.conductor.reply;
