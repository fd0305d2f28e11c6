package demi.http.socket;

import demi.api.AccountsApi;
import demi.api.AccountsApi.Caller;
import demi.api.ChatApi;
import demi.api.store.PictureStore;
import demi.api.value.PictureAddress;
import demi.bus.Ack;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.http.socket.ClientFrame.Bad;
import demi.http.socket.ClientFrame.Ping;
import demi.http.socket.ClientFrame.Presence;
import demi.http.socket.ClientFrame.Read;
import demi.http.socket.ClientFrame.Say;
import demi.http.socket.ClientFrame.Stop;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the client of one socket asks for: done one after the other, in order, also when the client has left since. */
@WallTime("timestamps of frames, ends of sessions, what a request's days and hours mean")
final class SocketRequests {

    /** With so many the socket is not read any more, until half of them are done. */
    private static final int MAX_WAITING = 100;

    private final ChatSocket socket;
    private final Caller caller;
    private final Bus bus;
    private final InstantSource clock;
    /** Only there while it holds something. */
    private @Nullable ArrayDeque<ClientFrame> waiting;

    private boolean busy;
    private boolean visible = true;

    SocketRequests(ChatSocket socket, Caller caller, Bus bus, InstantSource clock) {
        this.socket = socket;
        this.caller = caller;
        this.bus = bus;
        this.clock = clock;
    }

    /** Whether the person can see this client, as far as it says. */
    boolean isVisible() {
        return visible;
    }

    /** Does it at once, or when its turn has come. */
    void offer(ClientFrame frame) {
        if (frame instanceof Say || frame instanceof Read || frame instanceof Stop) {
            keep(frame);
            start();
        } else {
            perform(frame);
        }
    }

    /** Keeps it until {@link #start}. */
    void keep(ClientFrame frame) {
        if (waiting == null) {
            waiting = new ArrayDeque<>(4);
        }
        waiting.add(frame);
        if (waiting.size() == MAX_WAITING) {
            socket.pause();
        }
    }

    /** Goes on with what waits. */
    void start() {
        while (!busy && waiting != null) {
            ClientFrame frame = waiting.poll();
            if (waiting.size() == MAX_WAITING / 2) {
                socket.resume();
            }
            if (frame == null) {
                waiting = null;
                return;
            }
            if (frame instanceof Say || frame instanceof Read || frame instanceof Stop) {
                bus.publish(AccountsApi.SESSION_USED, new AccountsApi.SessionUsed(caller.sessionId()));
            }
            Future<?> done = perform(frame);
            if (!done.isComplete()) {
                busy = true;
                done.onComplete(outcome -> {
                    busy = false;
                    start();
                });
            }
        }
    }

    /** Forgets what waits. */
    void clear() {
        waiting = null;
    }

    private Future<?> perform(ClientFrame frame) {
        if (frame instanceof Say say) {
            return say(say);
        } else if (frame instanceof Read read) {
            return bus.request(
                            ChatApi.MARK_READ, new ChatApi.MarkRead(caller.userId(), read.messageId(), clock.instant()))
                    .onSuccess(this::onMarked)
                    .onFailure(thrown -> refuse(thrown, null));
        } else if (frame instanceof Stop) {
            return bus.<ChatApi.Stop, Ack>request(ChatApi.STOP, new ChatApi.Stop(caller.userId()))
                    .onFailure(thrown -> refuse(thrown, null));
        } else if (frame instanceof Ping) {
            socket.send(ServerFrameWriter.pong(clock.instant()));
        } else if (frame instanceof Presence presence) {
            visible = presence.visible();
        } else if (frame instanceof Bad bad) {
            socket.error("invalid_message", bad.sentence(), bad.clientId());
        }
        return Future.succeededFuture();
    }

    private Future<?> say(Say say) {
        List<String> pictures = say.pictures().stream()
                .map(id -> new PictureAddress(PictureStore.NETWORK, caller.userId() + "/" + id).text())
                .toList();
        return bus.request(
                        ChatApi.SAY,
                        new ChatApi.Say(
                                caller.userId(), say.content(), say.clientId(), clock.instant(), null, pictures))
                .onSuccess(said -> said(said, say.clientId()))
                .onFailure(thrown -> refuse(thrown, say.clientId()));
    }

    private void said(ChatApi.Said said, @Nullable String clientId) {
        if (said.tooMany()) {
            socket.error("rate_limited", "Too many messages in a minute; please wait a moment.", clientId);
            return;
        }
        if (said.duplicate()) {
            socket.send(ServerFrameWriter.delivered(said.messageId(), clientId, clock.instant()));
        }
    }

    private void onMarked(ChatApi.Marked read) {
        if (!read.found()) {
            socket.error("not_found", "There is no such message.", null);
        }
    }

    private void refuse(Throwable thrown, @Nullable String clientId) {
        if (thrown instanceof Failure failure && failure.code() == Failure.Code.INVALID) {
            socket.error("invalid_message", failure.sentence(), clientId);
        } else {
            socket.error("server_error", "That did not work just now; please try again.", clientId);
        }
    }
}
