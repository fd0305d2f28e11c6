package demi.accounts;

import demi.accounts.secret.DeviceKey;
import demi.accounts.secret.RefreshDecision;
import demi.accounts.secret.TokenSigner;
import demi.api.AccountsApi;
import demi.api.AccountsApi.LoginResult;
import demi.api.store.AccountStore;
import demi.api.store.AccountStore.Session;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sessions and their tokens, from the login to the end. */
@WallTime("sessions, tokens and locks end at a time that is kept")
final class SessionService {

    private static final Logger LOG = LoggerFactory.getLogger(SessionService.class);

    private static final AccountsApi.Refused BAD_TOKEN = new AccountsApi.Refused(
            AccountsApi.RefusalReason.BAD_TOKEN, "This token is not good (any more). Log in again.", 0);

    private static final Future<Optional<TokenSigner.Claims>> NOBODY = Future.succeededFuture(Optional.empty());

    private final Bus bus;
    private final InstantSource clock;
    private final AccountsSettings settings;
    private final TokenSigner tokens;
    private final SessionActivity activity;

    SessionService(Bus bus, InstantSource clock, AccountsSettings settings, TokenSigner tokens) {
        this.bus = bus;
        this.clock = clock;
        this.settings = settings;
        this.tokens = tokens;
        this.activity = new SessionActivity(bus);
    }

    /**
     * On which device somebody logs in.
     *
     * @param key what it showed; it gets a new one where this account does not know it by that
     * @param known by its name in the store; null for a new one
     * @param pastLock the account is locked, which such a device passes
     * @param appPassword the id of the one that was given; null for the account's own
     */
    record Device(
            String name,
            @Nullable String fingerprint,
            @Nullable Secret key,
            @Nullable String known,
            boolean pastLock,
            @Nullable String appPassword) {

        Device(String name) {
            this(name, null, null, null, false, null);
        }

        Device with(@Nullable String usedAppPassword) {
            return new Device(name, fingerprint, key, known, pastLock, usedAppPassword);
        }
    }

    /** Whose session it is, and the hash that their password fitted. */
    record Owner(String userId, String email, Secret hash) {}

    /** Opens a session for somebody whose password was right; empty when the account has changed since. */
    Future<Optional<AccountsApi.Granted>> open(Owner owner, Device device, @Nullable Secret newHash) {
        Instant now = seconds();
        Instant expires = now.plus(settings.refreshLifetime());
        String sessionId = UUID.randomUUID().toString();
        Secret key = DeviceKey.keptOrNew(device.key(), device.known());
        TokenSigner.Holder holder = new TokenSigner.Holder(owner.userId(), sessionId, owner.email());
        Secret refresh = tokens.refresh(holder, 0, now, expires);
        var opening = new AccountStore.OpenSession(
                owner.userId(),
                sessionId,
                device.name(),
                device.fingerprint(),
                RefreshDecision.hash(refresh),
                now,
                expires,
                owner.hash(),
                newHash,
                new AccountStore.LoginContext(
                        DeviceKey.hash(key), device.known(), device.pastLock(), device.appPassword()));
        AccountsApi.Tokens granted = granted(holder, refresh, now, expires).tokens();
        return bus.request(AccountStore.OPEN_SESSION, opening)
                .map(opened -> opened.done()
                        ? Optional.of(new AccountsApi.Granted(granted, DeviceKey.with(key, device.key())))
                        : Optional.empty());
    }

    Future<LoginResult> refresh(AccountsApi.Refresh request) {
        Secret token = request.refreshToken();
        return tokens.readRefresh(token, clock.instant())
                .compose(
                        read -> read.map(claims -> refresh(claims, token, true)).orElseGet(SessionService::badToken));
    }

    private Future<LoginResult> refresh(TokenSigner.Claims claims, Secret token, boolean mayLoseRace) {
        return find(claims.sessionId()).compose(found -> {
            Session session = found.session();
            return session == null ? badToken() : refresh(session, claims, token, mayLoseRace);
        });
    }

    private Future<LoginResult> refresh(Session session, TokenSigner.Claims claims, Secret token, boolean mayLoseRace) {
        String hash = RefreshDecision.hash(token);
        return switch (RefreshDecision.of(session, claims.userId(), hash, clock.instant(), settings.refreshGrace())) {
            case ADVANCE ->
                advance(session, hash)
                        .compose(entry -> entry == BAD_TOKEN && mayLoseRace
                                ? refresh(claims, token, false)
                                : Future.succeededFuture(entry));
            case REPEAT -> Future.succeededFuture(repeat(session));
            case REUSED -> endReused(session);
            case DEAD -> badToken();
        };
    }

    /** {@link #BAD_TOKEN} when somebody else was faster. */
    private Future<LoginResult> advance(Session session, String hash) {
        Instant now = seconds();
        int rotation = session.rotation() + 1;
        Secret next = tokens.refresh(holder(session), rotation, now, session.expiresAt());
        String expected = Objects.requireNonNullElse(session.refreshHash(), hash);
        var rotate = new AccountStore.RotateSession(
                session.sessionId(), expected, hash, RefreshDecision.hash(next), rotation, now);
        return bus.request(AccountStore.ROTATE_SESSION, rotate)
                .map(outcome -> outcome.done() ? granted(holder(session), next, now, session.expiresAt()) : BAD_TOKEN);
    }

    private LoginResult repeat(Session session) {
        Instant rotatedAt = session.rotatedAt();
        if (rotatedAt == null) {
            return BAD_TOKEN;
        }
        TokenSigner.Holder holder = holder(session);
        return Stream.of(
                        tokens.refresh(holder, session.rotation(), rotatedAt, session.expiresAt()),
                        tokens.earlierRefresh(holder, session.rotation(), rotatedAt, session.expiresAt()))
                .filter(token -> RefreshDecision.hash(token).equals(session.refreshHash()))
                .findFirst()
                .<LoginResult>map(current -> granted(holder, current, seconds(), session.expiresAt()))
                .orElse(BAD_TOKEN);
    }

    private Future<LoginResult> endReused(Session session) {
        LOG.warn("Revoked session {}: a replaced refresh token was used", session.sessionId());
        return revoke(new AccountsApi.RevokeSession(session.userId(), session.sessionId(), null))
                .map(revoked -> BAD_TOKEN);
    }

    /** Whose session an access token was made for, which may have run out; empty where it is none of ours. */
    Future<Optional<TokenSigner.Claims>> earlier(@Nullable Secret accessToken) {
        return accessToken == null ? Future.succeededFuture(Optional.empty()) : tokens.readEarlierAccess(accessToken);
    }

    Future<AccountsApi.Authenticated> authenticate(AccountsApi.Authenticate request) {
        return tokens.readAccess(request.accessToken(), clock.instant())
                .compose(read -> read.map(this::caller)
                        .orElseGet(() -> Future.succeededFuture(new AccountsApi.Authenticated(null))));
    }

    private Future<AccountsApi.Authenticated> caller(TokenSigner.Claims claims) {
        return find(claims.sessionId()).map(found -> {
            Session session = found.session();
            Instant now = clock.instant();
            if (session == null || !RefreshDecision.holds(session, claims.userId(), now)) {
                return new AccountsApi.Authenticated(null);
            }
            activity.of(session.sessionId(), now);
            return new AccountsApi.Authenticated(new AccountsApi.Caller(
                    session.userId(), session.sessionId(), session.email(), session.expiresAt(), session.ofOwner()));
        });
    }

    void onSessionUsed(AccountsApi.SessionUsed news) {
        activity.of(news.sessionId(), clock.instant());
    }

    /** Writes down what is known of sessions; to be called now and then, and at the end. */
    Future<?> prune() {
        return activity.prune(clock.instant());
    }

    Future<AccountsApi.Revoked> revoke(AccountsApi.RevokeSession request) {
        return bus.request(
                        AccountStore.END_SESSION,
                        new AccountStore.EndSession(request.sessionId(), request.userId(), request.bySession()))
                .map(outcome -> {
                    if (outcome.done()) {
                        publishRevoked(List.of(request.sessionId()));
                    }
                    return new AccountsApi.Revoked(outcome.done());
                });
    }

    Future<AccountsApi.Revoked> logout(AccountsApi.Logout request) {
        Instant now = clock.instant();
        Secret access = request.accessToken();
        Secret refresh = request.refreshToken();
        return (access == null ? NOBODY : tokens.readAccess(access, now))
                .compose(first -> (refresh == null ? NOBODY : tokens.readRefresh(refresh, now))
                        .compose(second -> end(first)
                                .compose(ended -> end(second)
                                        .map(also -> new AccountsApi.Revoked(ended.found() || also.found())))));
    }

    private Future<AccountsApi.Revoked> end(Optional<TokenSigner.Claims> claims) {
        return claims.map(of -> revoke(new AccountsApi.RevokeSession(of.userId(), of.sessionId(), of.sessionId())))
                .orElseGet(() -> Future.succeededFuture(new AccountsApi.Revoked(false)));
    }

    /** Tells whoever keeps something open for these sessions; nothing when there are none. */
    void publishRevoked(List<String> sessionIds) {
        if (!sessionIds.isEmpty()) {
            activity.forget(sessionIds);
            bus.publish(AccountsApi.SESSIONS_REVOKED, new AccountsApi.SessionsRevoked(sessionIds));
        }
    }

    Future<AccountsApi.SessionList> list(AccountsApi.ListSessions request) {
        return bus.request(AccountStore.SESSIONS, new AccountStore.ListSessions(request.userId(), clock.instant()))
                .map(found -> new AccountsApi.SessionList(found.sessions().stream()
                        .map(this::view)
                        .sorted(Comparator.comparing(AccountsApi.Session::lastActivity)
                                .reversed())
                        .toList()));
    }

    Future<AccountsApi.ValidSessions> validSessions(AccountsApi.FilterValidSessions request) {
        return bus.request(
                        AccountStore.VALID_SESSIONS,
                        new AccountStore.FilterValidSessions(request.sessionIds(), clock.instant()))
                .map(good -> new AccountsApi.ValidSessions(good.sessionIds()));
    }

    private AccountsApi.Granted granted(TokenSigner.Holder holder, Secret refresh, Instant now, Instant expires) {
        return new AccountsApi.Granted(new AccountsApi.Tokens(
                tokens.access(holder, now, now.plus(settings.accessLifetime())),
                refresh,
                settings.accessLifetime().toSeconds(),
                Duration.between(now, expires).toSeconds(),
                holder.userId(),
                holder.email(),
                holder.sessionId()));
    }

    private Future<AccountStore.FoundSession> find(String sessionId) {
        return bus.request(AccountStore.FIND_SESSION, new AccountStore.FindSession(sessionId));
    }

    private static TokenSigner.Holder holder(Session session) {
        return new TokenSigner.Holder(session.userId(), session.sessionId(), session.email());
    }

    private AccountsApi.Session view(Session session) {
        return new AccountsApi.Session(
                session.sessionId(),
                session.deviceName(),
                session.createdAt(),
                activity.last(session.sessionId(), session.lastActivity()),
                session.expiresAt());
    }

    private static Future<LoginResult> badToken() {
        return Future.succeededFuture(BAD_TOKEN);
    }

    /** Tokens and the store count in whole seconds. */
    private Instant seconds() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
