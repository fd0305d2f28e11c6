package demi.cluster;

import io.vertx.core.net.NetSocket;

/** Two sockets as one way: what comes from either goes to the other, no faster than that takes it, and the end of one ends both. */
final class SocketPair {

    private SocketPair() {}

    static void join(NetSocket one, NetSocket other) {
        handOn(one, other);
        handOn(other, one);
    }

    private static void handOn(NetSocket from, NetSocket to) {
        from.pipeTo(to).onComplete(ended -> {
            from.close();
            to.close();
        });
    }
}
