package demi.accounts;

import demi.contract.AccountStore;
import demi.contract.AccountStore.Session;
import demi.contract.AccountStore.User;
import demi.contract.Bus;
import demi.contract.Done;
import demi.contract.Secret;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The store's account addresses, as their doc comments tell, in memory. */
final class MemoryAccountStore extends VerticleBase {

    private record Count(int failures, @Nullable Instant lockedUntil) {
        static final Count NONE = new Count(0, null);

        Count at(Instant at) {
            return lockedUntil != null && !at.isBefore(lockedUntil) ? NONE : this;
        }
    }

    private final Bus bus;
    private final Map<String, User> users = new LinkedHashMap<>();
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final Map<String, Count> counts = new HashMap<>();

    MemoryAccountStore(Bus bus) {
        this.bus = bus;
    }

    @Override
    public Future<?> start() {
        return Future.all(List.of(
                bus.answer(AccountStore.FIND_USER, ask -> done(new AccountStore.Found(user(ask.email())))),
                bus.answer(
                        AccountStore.USERS,
                        ask -> done(new AccountStore.Users(users.keySet().stream()
                                .map(this::user)
                                .map(Objects::requireNonNull)
                                .toList()))),
                bus.answer(AccountStore.ADD_USER, this::add),
                bus.answer(AccountStore.CHANGE_USER, this::change),
                bus.answer(AccountStore.REMOVE_USER, this::remove),
                bus.answer(AccountStore.ATTEMPT, this::attempt),
                bus.answer(AccountStore.LOCK, this::lock),
                bus.answer(AccountStore.OPEN_SESSION, this::open),
                bus.answer(
                        AccountStore.FIND_SESSION,
                        ask -> done(new AccountStore.FoundSession(session(ask.sessionId())))),
                bus.answer(AccountStore.ROTATE, this::rotate),
                bus.answer(AccountStore.TOUCH, this::touch),
                bus.answer(AccountStore.END_SESSION, this::end),
                bus.answer(AccountStore.SESSIONS, this::list),
                bus.answer(AccountStore.GOOD, this::good)));
    }

    private Future<AccountStore.Outcome> add(AccountStore.AddUser ask) {
        if (users.containsKey(ask.email()) || (ask.onlyIfFirst() && !users.isEmpty())) {
            return done(new AccountStore.Outcome(false));
        }
        User user =
                new User(ask.userId(), ask.email(), ask.username(), ask.passwordHash(), ask.at(), null, true, 0, null);
        users.put(ask.email(), user);
        return done(new AccountStore.Outcome(true));
    }

    private Future<AccountStore.ChangedUser> change(AccountStore.ChangeUser ask) {
        User user = users.get(ask.email());
        if (user == null) {
            return done(new AccountStore.ChangedUser(false, List.of()));
        }
        Secret hash = ask.passwordHash() == null ? user.passwordHash() : ask.passwordHash();
        boolean active = ask.active() == null ? user.active() : ask.active();
        put(user, hash, user.lastLogin(), active);
        if (ask.unlock()) {
            counts.remove(ask.email());
        }
        boolean ends = ask.passwordHash() != null || Boolean.FALSE.equals(ask.active());
        return done(new AccountStore.ChangedUser(true, ends ? endAllOf(user) : List.of()));
    }

    private Future<AccountStore.ChangedUser> remove(AccountStore.RemoveUser ask) {
        User user = users.get(ask.email());
        if (user == null) {
            return done(new AccountStore.ChangedUser(false, List.of()));
        }
        List<String> ended = endAllOf(user);
        users.remove(ask.email());
        sessions.values().removeIf(session -> session.userId().equals(user.userId()));
        return done(new AccountStore.ChangedUser(true, ended));
    }

    private Future<AccountStore.Attempted> attempt(AccountStore.Attempt ask) {
        Count before = counts.getOrDefault(ask.email(), Count.NONE).at(ask.at());
        if (before.lockedUntil() != null) {
            return done(new AccountStore.Attempted(true, before.lockedUntil(), user(ask.email())));
        }
        int failures = before.failures() + 1;
        Count after = new Count(failures, failures >= ask.lockAfter() ? ask.at().plus(ask.lockFor()) : null);
        counts.put(ask.email(), after);
        return done(new AccountStore.Attempted(false, after.lockedUntil(), user(ask.email())));
    }

    private Future<AccountStore.Lock> lock(AccountStore.LockOf ask) {
        return done(new AccountStore.Lock(
                counts.getOrDefault(ask.email(), Count.NONE).at(ask.at()).lockedUntil()));
    }

    private Future<Done> open(AccountStore.OpenSession ask) {
        User user = users.values().stream()
                .filter(candidate -> candidate.userId().equals(ask.userId()))
                .findFirst()
                .orElseThrow();
        put(user, ask.newHash() == null ? user.passwordHash() : ask.newHash(), ask.at(), user.active());
        counts.remove(user.email());
        Session session = new Session(
                ask.sessionId(),
                ask.userId(),
                user.email(),
                true,
                ask.deviceName(),
                ask.refreshHash(),
                null,
                0,
                null,
                ask.at(),
                ask.at(),
                ask.expiresAt(),
                true);
        sessions.put(ask.sessionId(), session);
        return done(Done.DONE);
    }

    private Future<AccountStore.Outcome> rotate(AccountStore.Rotate ask) {
        Session old = session(ask.sessionId());
        if (old == null || !old.active() || !ask.expected().equals(old.refreshHash())) {
            return done(new AccountStore.Outcome(false));
        }
        Session next = new Session(
                old.sessionId(),
                old.userId(),
                old.email(),
                old.userActive(),
                old.deviceName(),
                ask.replacement(),
                ask.expected(),
                ask.rotation(),
                ask.at(),
                old.createdAt(),
                old.lastActivity(),
                old.expiresAt(),
                true);
        sessions.put(ask.sessionId(), next);
        return done(new AccountStore.Outcome(true));
    }

    private Future<Done> touch(AccountStore.Touch ask) {
        sessions.computeIfPresent(ask.sessionId(), (id, old) -> copy(old, ask.at(), old.active()));
        return done(Done.DONE);
    }

    private Future<AccountStore.Outcome> end(AccountStore.EndSession ask) {
        Session session = session(ask.sessionId());
        boolean theirs = session != null
                && session.active()
                && (ask.userId() == null || session.userId().equals(ask.userId()));
        if (session != null && theirs) {
            sessions.put(session.sessionId(), copy(session, session.lastActivity(), false));
        }
        return done(new AccountStore.Outcome(theirs));
    }

    private Future<AccountStore.Sessions> list(AccountStore.SessionsOf ask) {
        List<Session> found = matching(session -> session.userId().equals(ask.userId()) && standing(session, ask.at()));
        found.sort(Comparator.comparing(Session::lastActivity).reversed());
        return done(new AccountStore.Sessions(found));
    }

    private Future<AccountStore.Good> good(AccountStore.GoodOf ask) {
        return done(new AccountStore.Good(matching(session -> ask.sessionIds().contains(session.sessionId())
                        && standing(session, ask.at())
                        && session.userActive())
                .stream()
                .map(Session::sessionId)
                .toList()));
    }

    private List<String> endAllOf(User user) {
        List<Session> ended = matching(session -> session.userId().equals(user.userId()) && session.active());
        ended.forEach(session -> sessions.put(session.sessionId(), copy(session, session.lastActivity(), false)));
        return ended.stream().map(Session::sessionId).toList();
    }

    private List<Session> matching(Predicate<Session> wanted) {
        return new ArrayList<>(sessions.keySet().stream()
                .map(this::session)
                .map(Objects::requireNonNull)
                .filter(wanted)
                .toList());
    }

    private static boolean standing(Session session, Instant at) {
        return session.active() && at.isBefore(session.expiresAt());
    }

    private void put(User user, Secret hash, @Nullable Instant lastLogin, boolean active) {
        User changed = new User(
                user.userId(), user.email(), user.username(), hash, user.createdAt(), lastLogin, active, 0, null);
        users.put(user.email(), changed);
    }

    private @Nullable User user(String email) {
        User user = users.get(email);
        Count count = counts.getOrDefault(email, Count.NONE);
        return user == null
                ? null
                : new User(
                        user.userId(),
                        user.email(),
                        user.username(),
                        user.passwordHash(),
                        user.createdAt(),
                        user.lastLogin(),
                        user.active(),
                        count.failures(),
                        count.lockedUntil());
    }

    private @Nullable Session session(String sessionId) {
        Session session = sessions.get(sessionId);
        return session == null ? null : copy(session, session.lastActivity(), session.active());
    }

    /** With what the owner's account says now. */
    private Session copy(Session old, Instant lastActivity, boolean active) {
        boolean userActive =
                users.values().stream().anyMatch(user -> user.userId().equals(old.userId()) && user.active());
        return new Session(
                old.sessionId(),
                old.userId(),
                old.email(),
                userActive,
                old.deviceName(),
                old.refreshHash(),
                old.previousRefreshHash(),
                old.rotation(),
                old.rotatedAt(),
                old.createdAt(),
                lastActivity,
                old.expiresAt(),
                active);
    }

    private static <T> Future<T> done(T reply) {
        return Future.succeededFuture(reply);
    }
}
