/**
 * What each verticle answers and tells: addresses with their messages. Messages are records, immutable all the way down,
 * because locally they travel by reference.
 */
@org.jspecify.annotations.NullMarked
package demi.api;
