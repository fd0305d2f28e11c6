/** Everything that is said to Ollama: the queue before it, the stream from it, fallback and breaker. */
@org.jspecify.annotations.NullMarked
package demi.model;
