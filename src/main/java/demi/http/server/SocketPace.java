package demi.http.server;

/**
 * How fast one socket is read. A frame costs one token, of whatever kind, and so do 4 KiB; so does every fourth look at the
 * wire, for those who send a byte at a time.
 *
 * @param perSecond tokens that come in a second
 * @param burst how many a socket has that was quiet
 */
public record SocketPace(double perSecond, double burst) {

    /** Far more than people do: who reads two hundred messages that have waited is through at once. */
    public static final SocketPace GENEROUS = new SocketPace(50, 200);

    static final double BYTES_PER_TOKEN = 4_096;
    static final double TOKENS_PER_LOOK = 0.25;
}
