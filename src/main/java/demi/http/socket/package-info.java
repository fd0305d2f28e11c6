/** The chat sockets: handshake, frames, what each client is told and in which order. */
@org.jspecify.annotations.NullMarked
package demi.http.socket;
