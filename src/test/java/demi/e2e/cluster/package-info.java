/** Several nodes of the real jar as one house, with a real PostgreSQL, while some of them die. */
@org.jspecify.annotations.NullMarked
package demi.e2e.cluster;
