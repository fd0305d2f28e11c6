package demi.http;

import java.time.Duration;

/**
 * The one listener for REST and chat.
 *
 * @param port 0 takes any free one
 * @param maxFrame bytes of a chat frame
 * @param maxBody bytes of a request's body
 * @param pingEvery a socket is pinged this often
 * @param peerGoneAfter a socket that has been silent this long is closed
 * @param messagesPerMinute of one user
 */
public record HttpSettings(
        String host,
        int port,
        int maxFrame,
        int maxBody,
        Duration pingEvery,
        Duration peerGoneAfter,
        int messagesPerMinute) {}
