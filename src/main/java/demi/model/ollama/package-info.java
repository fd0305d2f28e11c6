/** Ollama's own forms: addresses, chunks of its streams, refusals, downloads. */
@org.jspecify.annotations.NullMarked
package demi.model.ollama;
