/**
 * Everything that comes in over HTTP: REST, the chat sockets, the plain page, health and metrics. Translates between
 * the wire and the bus; knows no SQL, no model and no password rule.
 */
@org.jspecify.annotations.NullMarked
package demi.http;
