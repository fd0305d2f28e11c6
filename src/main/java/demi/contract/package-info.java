/**
 * All that the rooms share: typed addresses with their messages, failures, the codec, and the bus itself.
 * Messages are records, immutable all the way down, because locally they travel by reference.
 */
@org.jspecify.annotations.NullMarked
package demi.contract;
