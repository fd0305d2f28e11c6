/** A talk with real models on a real Ollama, outside of the tests: see scripts/real. */
@org.jspecify.annotations.NullMarked
package demi.real;
