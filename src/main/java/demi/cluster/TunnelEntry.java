package demi.cluster;

import demi.bus.Timers;
import demi.cluster.ClusterSettings.Member;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where this node's Hazelcast finds one other member. It listens only while that member is there, which it knows by a connection on
 * which nothing is said: Hazelcast counts connections that are refused, and takes a member for gone after a few, but none that is closed
 * as soon as it is made.
 */
final class TunnelEntry {

    private static final Logger LOG = LoggerFactory.getLogger(TunnelEntry.class);

    private static final long RETRY_MS = 250;
    /** Hazelcast makes one, and another when that breaks. */
    private static final int MOST = 16;

    private final Vertx vertx;
    private final NetClient client;
    private final Member member;
    private final Member seen;
    private final Set<NetSocket> locals = new HashSet<>();
    /** Not null: the member is there. */
    private @Nullable NetSocket watch;

    /** Why it could not be reached, since that changed last: said once each. */
    private final Set<String> logged = new HashSet<>();

    private volatile boolean stopped;

    /** @param seen where Hazelcast finds the member */
    TunnelEntry(Vertx vertx, NetClient client, Member member, Member seen) {
        this.vertx = vertx;
        this.client = client;
        this.member = member;
        this.seen = seen;
    }

    /** Done when the member was reached or was not, which never fails: it is tried again and again. */
    Future<Void> open() {
        Promise<Void> tried = Promise.promise();
        vertx.runOnContext(own -> reach().onComplete(tried));
        return tried.future()
                .timeout(MemberTunnel.CONNECT_MS, TimeUnit.MILLISECONDS)
                .otherwiseEmpty();
    }

    /** What is open ends with its Vert.x. */
    void stop() {
        stopped = true;
    }

    private Future<Void> reach() {
        return connect().compose(this::listen).onFailure(cause -> {
            logFailure(cause);
            reachSoon();
        });
    }

    private void reachSoon() {
        if (!stopped) {
            Timers.after(vertx, RETRY_MS, again -> reach());
        }
    }

    private static String reason(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }

    private void logFailure(Throwable cause) {
        String reason = reason(cause);
        if (!stopped && logged.size() < MOST && logged.add(reason)) {
            LOG.info("Could not reach node {} for the cluster: {}", member, reason);
        }
    }

    private void logChange(String change) {
        if (!stopped) {
            logged.clear();
            LOG.info("{} node {} for the cluster", change, member);
        }
    }

    private Future<Void> listen(NetSocket reached) {
        Promise<Void> lost = Promise.promise();
        reached.closeHandler(closed -> lost.tryComplete());
        reached.handler(unexpected -> reached.close());
        // One that is not read from would not be seen to end.
        reached.resume();
        NetServer server = vertx.createNetServer(
                        new NetServerOptions().setHost(seen.host()).setPort(seen.port()))
                .connectHandler(this::accept);
        return server.listen()
                .onFailure(taken -> reached.close())
                .onSuccess(listening -> {
                    logChange("Reached");
                    watch = reached;
                    lost.future().onSuccess(gone -> lost(server));
                })
                .mapEmpty();
    }

    private void lost(NetServer server) {
        watch = null;
        logChange("Lost");
        server.close().onComplete(closed -> reachSoon());
    }

    /** A connection that the other side has let in, paused. */
    private Future<NetSocket> connect() {
        return client.connect(member.port(), member.host()).compose(socket -> {
            Promise<NetSocket> letIn = Promise.promise();
            long limit = Timers.limit(vertx, MemberTunnel.CONNECT_MS, late -> socket.close());
            socket.exceptionHandler(letIn::tryFail);
            socket.closeHandler(closed -> letIn.tryFail("It ended the connection."));
            socket.handler(ready -> {
                socket.pause();
                if (ready.equals(MemberTunnel.READY)) {
                    letIn.tryComplete(socket);
                } else {
                    socket.close();
                }
            });
            return letIn.future().onComplete(done -> vertx.cancelTimer(limit));
        });
    }

    private void accept(NetSocket local) {
        if (locals.size() >= MOST) {
            local.close();
            return;
        }
        locals.add(local);
        local.exceptionHandler(broken -> local.close());
        local.closeHandler(closed -> locals.remove(local));
        local.pause();
        connect().onSuccess(remote -> SocketPair.join(local, remote)).onFailure(refused -> {
            local.close();
            if (watch != null) {
                // It is not there, though nothing has said so: what comes next is to be refused.
                watch.close();
            }
        });
    }
}
