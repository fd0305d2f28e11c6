/** What the stand-in for Ollama takes and refuses, as Ollama does. */
@org.jspecify.annotations.NullMarked
package demi.rehearse.request;
