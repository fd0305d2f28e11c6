/** What every chat network needs, for the rooms that are one. A library: it is no room, and knows none. */
@org.jspecify.annotations.NullMarked
package demi.network;
