/** What is answered on a chat network: order, retries, typing. */
@org.jspecify.annotations.NullMarked
package demi.network.outbound;
