package demi.http.socket;

import java.time.Duration;

/**
 * What chat sockets may come to.
 *
 * @param inAll open at a time
 * @param perUser open at a time, of one account
 * @param frameBytes of one message of a client
 * @param peerGoneAfter silence after which a client is taken to be gone
 */
public record SocketLimits(int inAll, int perUser, int frameBytes, Duration peerGoneAfter) {}
