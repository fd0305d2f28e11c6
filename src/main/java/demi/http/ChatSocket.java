package demi.http;

import demi.contract.Accounts;
import demi.contract.Accounts.Caller;
import demi.contract.Bus;
import demi.contract.Chat;
import demi.contract.Chat.Delta;
import demi.contract.Chat.Underway;
import demi.contract.MessageStore;
import demi.contract.MessageStore.History;
import demi.contract.MessageStore.Page;
import demi.contract.OwnAccounts;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One open chat socket: what its client is told, and when; {@link Requests} has what the client asks for. */
final class ChatSocket {

    private static final int ENDED = 1000;
    private static final int SILENT = 1001;
    private static final int BAD_PROTOCOL = 1002;
    private static final int TOO_BIG = 1009;
    private static final int TRY_LATER = 1013;

    private static final int HISTORY_MESSAGES = 100;
    private static final Duration HISTORY_SPAN = Duration.ofDays(7);

    private final ServerWebSocket socket;
    private final Caller caller;
    private final boolean streams;
    private final Bus bus;
    private final InstantSource clock;
    private final Sockets sockets;

    /** Not null until the history is out. */
    private @Nullable Opening opening = new Opening();
    /** Only there while it holds something. */
    private @Nullable Outbox outbox;

    private final Requests requests;
    private boolean closed;
    private long lastHeard;

    ChatSocket(ServerWebSocket socket, Caller caller, boolean streams, Bus bus, InstantSource clock, Sockets sockets) {
        this.socket = socket;
        this.caller = caller;
        this.streams = streams;
        this.bus = bus;
        this.clock = clock;
        this.sockets = sockets;
        this.requests = new Requests(this, caller, bus, clock);
        this.lastHeard = clock.millis();
        socket.frameHandler(new FrameTexts(sockets.longestMessage(), this::heard, () -> close(TOO_BIG, "too big")));
        socket.pongHandler(pong -> lastHeard = clock.millis());
        socket.drainHandler(drained -> drain());
        socket.closeHandler(gone -> left());
        socket.exceptionHandler(this::broken);
    }

    String userId() {
        return caller.userId();
    }

    String sessionId() {
        return caller.sessionId();
    }

    Instant sessionEnds() {
        return caller.sessionEnds();
    }

    /** Asks for what the device has missed; the socket has to be registered for events before. */
    void open() {
        Instant since = clock.instant().minus(HISTORY_SPAN);
        Future<Page> history = bus.ask(MessageStore.HISTORY, new History(caller.userId(), HISTORY_MESSAGES, 0, since));
        Future<Underway> standing = bus.ask(Chat.STANDING, new Chat.Standing(caller.userId()))
                .otherwise(Underway.NOTHING)
                .onSuccess(this::snapshot);
        // The session may have ended between its token's check and the registration.
        Future<Accounts.Good> good = bus.ask(Accounts.STILL_GOOD, new Accounts.StillGood(List.of(caller.sessionId())));
        Future.all(history, standing, good)
                .onSuccess(all -> begin(history.result(), good.result()))
                .onFailure(thrown -> close(TRY_LATER, "try again later"));
    }

    private void snapshot(Underway standing) {
        if (opening != null) {
            opening.snapshot(standing);
        }
    }

    private void begin(Page history, Accounts.Good good) {
        if (!good.sessionIds().contains(caller.sessionId())) {
            endOfSession();
            return;
        }
        if (opening != null) {
            List<Chat.Event> missed = opening.after(history.messages(), caller.userId());
            opening = null;
            send(Frames.history(history.messages(), clock.instant()), null);
            missed.stream().filter(this::wants).forEach(event -> tell(event, Frames.of(event, clock.instant())));
        }
        requests.start();
    }

    /** Whether this socket is to be told of {@code event}, encoded. */
    boolean takes(Chat.Event event) {
        if (opening == null) {
            return wants(event);
        }
        if (!opening.add(event)) {
            close(TRY_LATER, "too much at once");
        }
        return false;
    }

    private boolean wants(Chat.Event event) {
        return streams || !(event instanceof Delta);
    }

    void tell(Chat.Event event, String frame) {
        send(frame, event instanceof Delta delta ? delta : null);
    }

    /** The Android app knows no such event, so only those are told that ask for more than it knows. */
    void notice(OwnAccounts.Notice notice, String frame) {
        if (streams && opening == null && !caller.sessionId().equals(notice.sessionId())) {
            send(frame, null);
        }
    }

    private void send(String frame, @Nullable Delta delta) {
        if (isClosed()) {
            return;
        }
        if (outbox == null && !socket.writeQueueFull()) {
            socket.writeTextMessage(frame);
            return;
        }
        if (outbox == null) {
            outbox = new Outbox();
        }
        if (!outbox.add(frame, delta)) {
            close(TRY_LATER, "too slow");
        }
    }

    private void drain() {
        while (outbox != null && !isClosed() && !socket.writeQueueFull()) {
            String frame = outbox.poll(clock.instant());
            if (frame != null) {
                socket.writeTextMessage(frame);
            }
            if (outbox.isEmpty()) {
                outbox = null;
            }
        }
    }

    void send(String frame) {
        send(frame, null);
    }

    /** @param clientId of the message that was not taken, if it is about one */
    void error(String code, String sentence, @Nullable String clientId) {
        sockets.countError(code);
        send(Frames.error(code, sentence, clientId, clock.instant()), null);
    }

    /** Only what breaks the protocol comes here, a frame that is too big among it. */
    private void broken(Throwable thrown) {
        boolean big = thrown instanceof TooLongFrameException
                || (thrown instanceof CorruptedWebSocketFrameException corrupted
                        && corrupted.closeStatus().code() == TOO_BIG);
        close(big ? TOO_BIG : BAD_PROTOCOL, big ? "too big" : "not WebSocket");
    }

    private void heard(ClientFrame frame) {
        lastHeard = clock.millis();
        if (opening == null) {
            requests.take(frame);
        } else {
            requests.keep(frame);
        }
    }

    /** Reads no more for now; what comes has to wait outside. */
    void pause() {
        socket.pause();
    }

    void resume() {
        socket.resume();
    }

    /** Asks the peer whether it is there, unless it has been silent since {@code deadline}: then it is gone. */
    void look(long deadline) {
        if (isClosed()) {
            return;
        }
        if (lastHeard < deadline) {
            close(SILENT, "silent");
        } else if (!socket.writeQueueFull()) {
            socket.writePing(Buffer.buffer("demi"));
        }
    }

    /** The session is over: nothing of it counts any more. */
    void endOfSession() {
        requests.clear();
        close(ENDED, "session ended");
    }

    /** Closes the socket; done when it is closed, at the latest after the server's time for that. */
    Future<Void> close(int code, String reason) {
        if (closed) {
            return Future.succeededFuture();
        }
        boolean gone = isClosed();
        left();
        return gone ? Future.succeededFuture() : socket.close((short) code, reason);
    }

    /** Also true between the peer's goodbye and {@link #left}, when the socket takes no frames any more but throws. */
    private boolean isClosed() {
        return closed || socket.isClosed();
    }

    private void left() {
        closed = true;
        outbox = null;
        sockets.remove(this);
    }
}
