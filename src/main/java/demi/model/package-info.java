/**
 * The language model: the queue before it, the token stream from Ollama, which model answers, and when it is left
 * alone for a while. The only room that talks to Ollama.
 */
@org.jspecify.annotations.NullMarked
package demi.model;
