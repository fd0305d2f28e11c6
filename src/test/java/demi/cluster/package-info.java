/** Several nodes in one process, over real sockets. */
@org.jspecify.annotations.NullMarked
package demi.cluster;
