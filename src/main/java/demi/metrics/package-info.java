/** Numbers for Prometheus, of what the other rooms tell. */
@org.jspecify.annotations.NullMarked
package demi.metrics;
