package demi.http.socket;

import demi.api.AccountsApi;
import demi.api.AccountsApi.Caller;
import demi.api.ChatApi;
import demi.api.ChatApi.Delta;
import demi.api.ChatApi.MessageAdded;
import demi.api.ChatApi.TurnStatus;
import demi.api.OwnAccountsApi;
import demi.api.store.MessageStore;
import demi.api.store.MessageStore.GetHistory;
import demi.api.store.MessageStore.Page;
import demi.api.value.Message;
import demi.bus.Bus;
import demi.http.server.SocketWire;
import demi.http.web.Language;
import demi.util.WallTime;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One open chat socket: what its client is told, and when; {@link SocketRequests} has what the client asks for. */
@WallTime("timestamps of frames, ends of sessions, what a request's days and hours mean")
final class ChatSocket {

    private static final Logger LOG = LoggerFactory.getLogger(ChatSocket.class);

    private static final int ENDED = 1000;
    private static final int SILENT = 1001;
    private static final int BAD_PROTOCOL = 1002;
    private static final int TOO_BIG = 1009;
    private static final int FAULT = 1011;
    private static final int TRY_LATER = 1013;

    private static final int HISTORY_MESSAGES = 100;
    private static final Duration HISTORY_SPAN = Duration.ofDays(7);

    private final SocketWire wire;
    private final Caller caller;
    private final boolean streams;
    final Language language;
    private final Bus bus;
    private final InstantSource clock;
    private final SocketRegistry sockets;

    /** Not null until the history is out. */
    private @Nullable HistoryReplay replay = new HistoryReplay();
    /** The newest message of that history, by its place: what is told of it, or of what was before it, comes late. */
    private long shown;

    private final SocketOutput output;
    private final SocketRequests requests;
    private boolean closed;
    /** Ended from this side: what comes after that does not count. */
    private boolean over;
    /** By a clock that nobody sets. */
    private long lastHeard = System.nanoTime();

    ChatSocket(
            ServerWebSocket socket,
            HttpConnection connection,
            Caller caller,
            boolean streams,
            Language language,
            Bus bus,
            InstantSource clock,
            SocketRegistry sockets) {
        this.caller = caller;
        this.streams = streams;
        this.language = language;
        this.bus = bus;
        this.clock = clock;
        this.sockets = sockets;
        this.requests = new SocketRequests(this, caller, bus, clock);
        this.wire = new SocketWire(
                socket, connection, sockets.pace(), streams, this::markAlive, guarded(this::onError)::handle);
        this.output = new SocketOutput(wire, clock, () -> close(TRY_LATER, "too slow"));
        TextFrameAssembler texts = new TextFrameAssembler(sockets.longestMessage(), this::onFrame, this::tooBig);
        socket.frameHandler(guarded(texts));
        socket.pongHandler(pong -> markAlive());
        socket.drainHandler(guarded(drained -> drain()));
        socket.closeHandler(guarded(gone -> onPeerClosed()));
        socket.exceptionHandler(thrown -> LOG.debug("Socket failed: session={}", caller.sessionId(), thrown));
    }

    /** What goes wrong over one peer's bytes ends that peer's socket, and is nobody else's business. */
    private <T> Handler<T> guarded(Handler<T> handler) {
        return what -> safely(() -> handler.handle(what));
    }

    /** Does it; where that throws, the socket is closed. */
    void safely(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("Closing a socket whose handler threw: session={}", caller.sessionId(), e);
            close(FAULT, "something went wrong");
        }
    }

    private void markAlive() {
        lastHeard = System.nanoTime();
    }

    Caller caller() {
        return caller;
    }

    /** Whether somebody could see what comes: a device that cannot say so counts as seen. */
    boolean isSeen() {
        return !streams || requests.isVisible();
    }

    /**
     * Asks for what the device has missed; the socket has to be registered for events before.
     *
     * @param opened run when the device has it, or will not get it
     */
    void open(Runnable opened) {
        if (isClosed()) {
            opened.run();
            return;
        }
        Instant since = clock.instant().minus(HISTORY_SPAN);
        Future<Page> history =
                bus.request(MessageStore.HISTORY, new GetHistory(caller.userId(), HISTORY_MESSAGES, 0, since));
        Future<TurnStatus> standing = bus.request(ChatApi.TURN_STATUS, new ChatApi.GetTurnStatus(caller.userId()))
                .otherwise(TurnStatus.NOTHING)
                .onSuccess(this::snapshot);
        // The session may have ended between its token's check and the registration.
        Future<AccountsApi.ValidSessions> good = bus.request(
                AccountsApi.VALID_SESSIONS, new AccountsApi.FilterValidSessions(List.of(caller.sessionId())));
        Future.all(history, standing, good)
                .compose(all -> begin(history.result(), good.result()))
                .onFailure(thrown -> close(TRY_LATER, "try again later"))
                .onComplete(done -> opened.run());
    }

    private void snapshot(TurnStatus standing) {
        if (replay != null) {
            replay.snapshot(standing);
        }
    }

    private Future<Void> begin(Page history, AccountsApi.ValidSessions good) {
        if (!good.sessionIds().contains(caller.sessionId())) {
            endOfSession();
            return Future.succeededFuture();
        }
        Future<Void> sent = Future.succeededFuture();
        if (replay != null && !isClosed()) {
            List<Message> messages = replay.current(history.messages());
            List<ChatApi.Event> missed = replay.after(messages, caller.userId());
            replay = null;
            shown = messages.stream().mapToLong(Message::seq).max().orElse(0);
            sent = wire.write(ServerFrameWriter.history(messages, clock.instant()));
            missed.stream()
                    .filter(this::onRequest)
                    .forEach(event -> onEvent(event, ServerFrameWriter.event(event, language, clock.instant())));
        }
        requests.start();
        return sent;
    }

    /** Whether this socket is to be told of {@code event}, encoded. */
    boolean accepts(ChatApi.Event event) {
        if (replay == null) {
            return onRequest(event);
        }
        if (!replay.add(event)) {
            close(TRY_LATER, "too much at once");
        }
        return false;
    }

    private boolean onRequest(ChatApi.Event event) {
        return event instanceof MessageAdded spoken
                ? spoken.message().seq() > shown
                : streams || !ServerFrameWriter.isForStreams(event);
    }

    void onEvent(ChatApi.Event event, String frame) {
        send(frame, event instanceof Delta delta ? delta : null);
    }

    /** The Android app knows no such event, so only those are told that ask for more than it knows. */
    void notice(OwnAccountsApi.Notice notice, String frame) {
        if (streams && replay == null && !caller.sessionId().equals(notice.sessionId())) {
            send(frame, null);
        }
    }

    private void send(String frame, @Nullable Delta delta) {
        if (!isClosed()) {
            output.send(frame, delta);
        }
    }

    private void drain() {
        wire.checkDrained();
        if (!isClosed()) {
            output.drain();
        }
    }

    void send(String frame) {
        send(frame, null);
    }

    /** @param clientId of the message that was not taken, if it is about one */
    void error(String code, String sentence, @Nullable String clientId) {
        sockets.countError(code);
        send(ServerFrameWriter.error(code, language.tell(sentence), clientId, clock.instant()), null);
    }

    /** Only what breaks the protocol comes here, a frame that is too big among it. */
    private void onError(Throwable thrown) {
        if (thrown instanceof TooLongFrameException
                || (thrown instanceof CorruptedWebSocketFrameException corrupted
                        && corrupted.closeStatus().code() == TOO_BIG)) {
            tooBig();
        } else {
            close(BAD_PROTOCOL, "not WebSocket");
        }
    }

    private void tooBig() {
        error("invalid_message", "A frame has at most " + sockets.longestMessage() + " bytes.", null);
        close(TOO_BIG, "too big");
    }

    private void onFrame(ClientFrame frame) {
        markAlive();
        if (over) {
            return;
        }
        if (replay == null) {
            requests.offer(frame);
        } else {
            requests.keep(frame);
        }
    }

    /** Reads no more for now; what comes has to wait outside. */
    void pause() {
        wire.pause();
    }

    void resume() {
        wire.resume();
    }

    /** Asks the peer whether it is there, unless nothing was heard of it for {@code longest}: then it is gone. */
    void checkLiveness(Duration longest) {
        if (isClosed()) {
            return;
        }
        if (System.nanoTime() - lastHeard > longest.toNanos()) {
            close(SILENT, "silent");
        } else {
            wire.ping();
        }
    }

    /** The session is over: nothing of it counts any more. */
    void endOfSession() {
        requests.clear();
        close(ENDED, "session ended");
    }

    /** Ends the socket; done when it is closed, which takes a moment at most. Only who streams is told the code. */
    Future<Void> close(int code, String reason) {
        if (closed) {
            return Future.succeededFuture();
        }
        over = true;
        onPeerClosed();
        return wire.close(code, reason);
    }

    /** Also true between the peer's goodbye and {@link #onPeerClosed}, when the socket takes no frames any more but throws. */
    private boolean isClosed() {
        return closed || wire.isClosed();
    }

    private void onPeerClosed() {
        closed = true;
        output.clear();
        sockets.remove(this);
    }
}
