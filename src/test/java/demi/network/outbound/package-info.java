/** Tests of what every chat network shares. */
@org.jspecify.annotations.NullMarked
package demi.network.outbound;
