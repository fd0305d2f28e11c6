/** What a turn's prompt is made of, gathered from the other verticles, and the prompt that is made of it. */
@org.jspecify.annotations.NullMarked
package demi.conductor.context;
