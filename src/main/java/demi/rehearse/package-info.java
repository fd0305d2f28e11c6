/** A scripted stand-in that speaks Ollama's HTTP protocol, faults included: for rehearsals, tests and the benchmark. */
@org.jspecify.annotations.NullMarked
package demi.rehearse;
