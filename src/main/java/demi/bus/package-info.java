/**
 * How the verticles talk: typed addresses, failures, streams with credits, the codec, and the base of all verticles.
 * Nobody outside calls the raw event bus.
 */
@org.jspecify.annotations.NullMarked
package demi.bus;
