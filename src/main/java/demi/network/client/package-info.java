/** What a chat network has to be able to do, and what it may be able to do, as small interfaces. */
@org.jspecify.annotations.NullMarked
package demi.network.client;
