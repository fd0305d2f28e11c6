package demi.http.socket;

import demi.api.AccountsApi;
import demi.api.AccountsApi.Caller;
import demi.api.ChatApi;
import demi.api.OwnAccountsApi;
import demi.bus.Bus;
import demi.http.server.FairQueue;
import demi.http.server.SocketPace;
import demi.http.web.HttpMetrics;
import demi.http.web.Language;
import demi.http.web.Problem;
import demi.util.WallTime;
import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All open chat sockets: tells each what happens to its person, and sees to it that none outlives its session or its peer. */
@WallTime("timestamps of frames, ends of sessions, what a request's days and hours mean")
public final class SocketRegistry {

    private static final int RESTART = 1012;
    private static final int TRY_LATER = 1013;
    /** Of one person. */
    private static final int OPENINGS_AT_A_TIME = 4;

    private static final int OPENINGS_WAITING = 1_000;
    /** What they keep in memory is as much as a device could be told at all: 2 MiB each. */
    private static final int OPENINGS_LATE = 8;
    /** For the end of a session. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Bus bus;
    private final InstantSource clock;
    private final SocketLimits limits;
    private final HttpMetrics meters;
    private final SocketPace pace;
    private final Map<String, List<ChatSocket>> byUser = new HashMap<>();
    /** Histories that are being read, or have not been taken by their devices yet. */
    private final FairQueue openings;

    private final FairQueue.Timer timer;

    private int open;
    private boolean stopping;
    /** No session of an open socket ends before. */
    private Instant nextEnd = Instant.MAX;
    /** Ends the wait for it. */
    private Runnable awaitedEnd = () -> {};

    /**
     * @param pace at which each of them is read
     * @param longest after which a device that does not take its history holds nobody else's up
     */
    public SocketRegistry(
            Bus bus,
            InstantSource clock,
            SocketLimits limits,
            HttpMetrics meters,
            SocketPace pace,
            Duration longest,
            FairQueue.Timer timer) {
        this.bus = bus;
        this.clock = clock;
        this.limits = limits;
        this.meters = meters;
        this.pace = pace;
        this.timer = timer;
        this.openings = new FairQueue(
                new FairQueue.Bounds(OPENINGS_AT_A_TIME, OPENINGS_WAITING, longest, OPENINGS_LATE), timer);
    }

    /** Why there cannot be one more for this person, null when there can. */
    @Nullable
    Problem refusal(String userId) {
        if (stopping || open >= limits.inAll()) {
            return Problem.of(503, "No room for another connection now.").with("Retry-After", "5");
        }
        return socketsOf(userId).size() < limits.perUser()
                ? null
                : Problem.of(429, "Too many connections of this account.").with("Retry-After", "60");
    }

    void add(ServerWebSocket socket, HttpConnection connection, Caller caller, boolean streams, Language language) {
        ChatSocket chat = new ChatSocket(socket, connection, caller, streams, language, bus, clock, this);
        byUser.computeIfAbsent(caller.userId(), first -> new ArrayList<>(2)).add(chat);
        meters.sockets(++open);
        if (caller.sessionEnds().isBefore(nextEnd)) {
            nextEnd = caller.sessionEnds();
            awaitNextEnd();
        }
        if (stopping) {
            chat.close(RESTART, "restarting");
        } else {
            openings.enter(caller.userId(), () -> chat.close(TRY_LATER, "too slow"))
                    .onSuccess(chat::open)
                    .onFailure(tooMany -> chat.close(TRY_LATER, "too many"));
        }
    }

    void remove(ChatSocket socket) {
        List<ChatSocket> left = byUser.get(socket.caller().userId());
        if (left != null && left.remove(socket)) {
            meters.sockets(--open);
            if (left.isEmpty()) {
                byUser.remove(socket.caller().userId());
            }
        }
    }

    /** Whether a device of this person has its chat open, and where it can be seen. */
    public boolean isOnline(String userId) {
        return socketsOf(userId).stream().anyMatch(ChatSocket::isSeen);
    }

    private List<ChatSocket> socketsOf(String userId) {
        List<ChatSocket> sockets = byUser.get(userId);
        return sockets == null ? List.of() : sockets;
    }

    /** Tells an event to the sockets of its person, encoded once for all that hear it in the same language. */
    public void broadcast(ChatApi.Event event) {
        if (event instanceof ChatApi.Unanswered) {
            return;
        }
        if (event instanceof ChatApi.Failed failed) {
            meters.error(failed.code());
        }
        Map<Language, String> frames = new EnumMap<>(Language.class);
        // A copy: a socket that is too slow leaves the list on the way.
        for (ChatSocket socket : List.copyOf(socketsOf(event.userId()))) {
            if (socket.accepts(event)) {
                Language language = event instanceof ChatApi.Failed ? socket.language : Language.ENGLISH;
                String same = frames.computeIfAbsent(
                        language, first -> ServerFrameWriter.event(event, language, clock.instant()));
                socket.safely(() -> socket.onEvent(event, same));
            }
        }
    }

    /** Tells a person's other devices what happened to the account. */
    public void notice(OwnAccountsApi.NoticeAdded noticed) {
        String frame = ServerFrameWriter.notice(noticed.notice(), clock.instant());
        List.copyOf(socketsOf(noticed.userId())).forEach(socket -> socket.notice(noticed.notice(), frame));
    }

    /** The pace at which each socket is read.  */
    SocketPace pace() {
        return pace;
    }

    /** In bytes. */
    int longestMessage() {
        return limits.frameBytes();
    }

    void countError(String code) {
        meters.error(code);
    }

    /** Closes the sockets of these sessions. */
    public void sessionsRevoked(AccountsApi.SessionsRevoked revoked) {
        Set<String> gone = Set.copyOf(revoked.sessionIds());
        endSessions(gone::contains);
    }

    /** Asks which of the open sockets' sessions still hold, and closes the others. */
    public void checkSessions() {
        Set<String> asked = new HashSet<>();
        all().forEach(socket -> asked.add(socket.caller().sessionId()));
        if (!asked.isEmpty()) {
            bus.request(AccountsApi.VALID_SESSIONS, new AccountsApi.FilterValidSessions(List.copyOf(asked)))
                    .onSuccess(good -> {
                        good.sessionIds().forEach(asked::remove);
                        endSessions(asked::contains);
                    });
        }
    }

    /** Closes the sockets whose sessions have run out. */
    private void expire() {
        Instant now = clock.instant();
        nextEnd = Instant.MAX;
        for (ChatSocket socket : all()) {
            if (now.isBefore(socket.caller().sessionEnds())) {
                nextEnd = earliestExpiry(nextEnd, socket.caller().sessionEnds());
            } else {
                socket.safely(socket::endOfSession);
            }
        }
        awaitNextEnd();
    }

    /** For a while at most: clocks are set, and a timer does not know. */
    private void awaitNextEnd() {
        awaitedEnd.run();
        if (nextEnd.isBefore(Instant.MAX)) {
            Instant now = clock.instant();
            Duration left = Duration.between(now, earliestExpiry(nextEnd, now.plus(LONGEST_WAIT)));
            awaitedEnd = timer.start((left.isNegative() ? Duration.ZERO : left).plusMillis(1), this::expire);
        }
    }

    private static Instant earliestExpiry(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private void endSessions(Predicate<String> gone) {
        for (ChatSocket socket : all()) {
            if (gone.test(socket.caller().sessionId())) {
                socket.endOfSession();
            }
        }
    }

    /** Pings all and closes those that are silent for too long. */
    public void pingAll() {
        all().forEach(socket -> socket.safely(() -> socket.checkLiveness(limits.peerGoneAfter())));
    }

    /** Closes all, and lets none in any more. */
    public Future<?> stop() {
        stopping = true;
        return Future.join(all().stream()
                .map(socket -> socket.close(RESTART, "restarting"))
                .toList());
    }

    private List<ChatSocket> all() {
        List<ChatSocket> all = new ArrayList<>(open);
        byUser.values().forEach(all::addAll);
        return all;
    }
}
