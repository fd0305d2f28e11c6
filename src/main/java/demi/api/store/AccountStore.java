package demi.api.store;

import demi.api.value.Secret;
import demi.bus.Ack;
import demi.bus.RequestAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the store keeps of accounts and sessions. It holds hashes only, and decides nothing but what has to be atomic. */
public final class AccountStore {
    private AccountStore() {}

    /**
     * @param email lower case
     * @param passwordHash bcrypt
     * @param origin {@link #LOCAL} for an account; else where they were met
     */
    public record User(
            String userId,
            String email,
            String username,
            Secret passwordHash,
            Instant createdAt,
            @Nullable Instant lastLogin,
            boolean active,
            int failedAttempts,
            @Nullable Instant lockedUntil,
            String origin) {}

    /** The origin of who has an account. */
    public static final String LOCAL = "local";

    /** What the origin of a group on a chat network ends with, after the network's name; a person's is the name alone. */
    public static final String GROUP = "_channel";

    /** @param user null when there is none */
    public record FoundUser(@Nullable User user) {}

    public record FindUser(String email) {}

    public static final RequestAddress<FindUser, FoundUser> FIND_USER =
            RequestAddress.of("store.user.find", FindUser.class, FoundUser.class);

    /** Asks for all accounts; with {@code everybody} for people who were met elsewhere, too, who cannot log in. */
    public record ListUsers(boolean everybody) {
        public ListUsers() {
            this(false);
        }
    }

    public record UserList(List<User> users) {
        public UserList {
            users = List.copyOf(users);
        }
    }

    public static final RequestAddress<ListUsers, UserList> USERS =
            RequestAddress.of("store.users", ListUsers.class, UserList.class);

    /** @param onlyIfFirst add it only while there is no account at all */
    public record AddUser(
            String userId, String email, String username, Secret passwordHash, Instant at, boolean onlyIfFirst) {}

    /** @param done false when the e-mail is taken, or it would not have been the first, or there is no such account */
    public record Outcome(boolean done) {}

    public static final RequestAddress<AddUser, Outcome> ADD_USER =
            RequestAddress.of("store.user.add", AddUser.class, Outcome.class);

    /** Changes the parts that are not null; {@code unlock} clears failures and lock. Disabling, and a new password, end all sessions. */
    public record ChangeUser(
            String email,
            @Nullable Secret passwordHash,
            @Nullable Boolean active,
            boolean unlock) {}

    /** @param ended the sessions that ended with the change */
    public record ChangedUser(boolean done, List<String> ended) {
        public ChangedUser {
            ended = List.copyOf(ended);
        }
    }

    public static final RequestAddress<ChangeUser, ChangedUser> CHANGE_USER =
            RequestAddress.of("store.user.change", ChangeUser.class, ChangedUser.class);

    /** Removes the account with all that hangs on it. */
    public record RemoveUser(String email) {}

    public static final RequestAddress<RemoveUser, ChangedUser> REMOVE_USER =
            RequestAddress.of("store.user.remove", RemoveUser.class, ChangedUser.class);

    /**
     * Counts an attempt to log in before the password is looked at, so that attempts at the same time cannot pass the
     * limit. An e-mail without account is counted in the same way.
     *
     * @param lockAfter the attempt with this number locks the account for {@code lockFor}
     * @param device a {@link Device} of theirs, which passes the account's lock, and has a lock of its own
     */
    public record CountAttempt(
            String email,
            Instant at,
            int lockAfter,
            Duration lockFor,
            @Nullable String device) {

        public CountAttempt(String email, Instant at, int lockAfter, Duration lockFor) {
            this(email, at, lockAfter, lockFor, null);
        }
    }

    /**
     * @param locked the account was locked before this attempt, which does not count
     * @param user null when there is none
     * @param locks this attempt locks the account, unless it is right
     * @param pastLock the account is locked, and the device may try all the same
     * @param device by whose own count it counts as well; null where by none
     */
    public record AttemptCounted(
            boolean locked,
            @Nullable Instant lockedUntil,
            @Nullable User user,
            boolean locks,
            boolean pastLock,
            @Nullable String device) {}

    public static final RequestAddress<CountAttempt, AttemptCounted> COUNT_ATTEMPT =
            RequestAddress.of("store.login.countAttempt", CountAttempt.class, AttemptCounted.class);

    /**
     * Takes back an attempt that was counted, and nothing else: the password was right, and opens nothing by itself.
     *
     * @param device as {@link Attempted} has it
     * @param pastLock as {@link Attempted} has it
     */
    public record UncountAttempt(String userId, @Nullable String device, boolean pastLock) {}

    public static final RequestAddress<UncountAttempt, Ack> UNCOUNT_ATTEMPT =
            RequestAddress.of("store.login.uncountAttempt", UncountAttempt.class, Ack.class);

    /** Asks by which of these a device is known to the account of an e-mail. */
    public record FindKnownDevice(
            String email,
            List<String> keyHashes,
            @Nullable String fingerprint,
            @Nullable String sessionId) {
        public FindKnownDevice {
            keyHashes = List.copyOf(keyHashes);
        }
    }

    /** @param name under which its failures count; null when it is not known */
    public record KnownDevice(@Nullable String name) {

        /** The name of one that is known by its key. */
        public static String ofKey(String keyHash) {
            return "key " + keyHash;
        }
    }

    public static final RequestAddress<FindKnownDevice, KnownDevice> KNOWN_DEVICE =
            RequestAddress.of("store.login.device", FindKnownDevice.class, KnownDevice.class);

    /** Asks whether an e-mail, with an account or without, is locked at {@code at}; counts nothing. */
    public record GetLock(String email, Instant at) {}

    /** @param until null when it is not locked */
    public record Lock(@Nullable Instant until) {}

    public static final RequestAddress<GetLock, Lock> LOCK =
            RequestAddress.of("store.login.lock", GetLock.class, Lock.class);

    /**
     * The password was right: clears the count, sets the last login, and opens a session. With an app password it clears
     * nothing.
     *
     * @param checkedHash the hash that the password fitted
     * @param newHash replaces the password's where not null
     * @param entrance how they came in
     */
    public record OpenSession(
            String userId,
            String sessionId,
            String deviceName,
            @Nullable String deviceFingerprint,
            String refreshHash,
            Instant at,
            Instant expiresAt,
            Secret checkedHash,
            @Nullable Secret newHash,
            LoginContext entrance) {}

    /**
     * @param deviceKeyHash of what the device shows next time
     * @param device the {@link Device} that it is, whose failures are over; null for a new one
     * @param pastLock the account stays locked for others
     * @param appPassword the id of the one that was given; null for the account's own password
     */
    public record LoginContext(
            @Nullable String deviceKeyHash,
            @Nullable String device,
            boolean pastLock,
            @Nullable String appPassword) {
        public static final LoginContext DEFAULT = new LoginContext(null, null, false, null);
    }

    /** Not done when the account was disabled, or its password changed, while the password was looked at. */
    public static final RequestAddress<OpenSession, Outcome> OPEN_SESSION =
            RequestAddress.of("store.session.open", OpenSession.class, Outcome.class);

    /**
     * A session with what its account says; times to the second.
     *
     * @param ofOwner whether the account is the house's first
     */
    public record Session(
            String sessionId,
            String userId,
            String email,
            boolean userActive,
            String deviceName,
            @Nullable String refreshHash,
            @Nullable String previousRefreshHash,
            int rotation,
            @Nullable Instant rotatedAt,
            Instant createdAt,
            Instant lastActivity,
            Instant expiresAt,
            boolean active,
            boolean ofOwner) {}

    public record FindSession(String sessionId) {}

    /** @param session null when there is none */
    public record FoundSession(@Nullable Session session) {}

    public static final RequestAddress<FindSession, FoundSession> FIND_SESSION =
            RequestAddress.of("store.session.find", FindSession.class, FoundSession.class);

    /**
     * Replaces the refresh hash if it is still {@code expected}.
     *
     * @param presented hash of the token that was exchanged, which becomes the previous one
     */
    public record RotateSession(
            String sessionId, String expected, String presented, String replacement, int rotation, Instant at) {}

    public static final RequestAddress<RotateSession, Outcome> ROTATE_SESSION =
            RequestAddress.of("store.session.rotate", RotateSession.class, Outcome.class);

    public record TouchSession(String sessionId, Instant at) {}

    public static final RequestAddress<TouchSession, Ack> TOUCH_SESSION =
            RequestAddress.of("store.session.touch", TouchSession.class, Ack.class);

    /**
     * Ends a session. Its device is none that was logged in before any more, unless it is the one that asks.
     *
     * @param userId null: whoever's it is
     * @param bySession of the device that asks; null where none does
     */
    public record EndSession(
            String sessionId,
            @Nullable String userId,
            @Nullable String bySession) {}

    /** Done is false when there is no such active session of theirs. */
    public static final RequestAddress<EndSession, Outcome> END_SESSION =
            RequestAddress.of("store.session.end", EndSession.class, Outcome.class);

    /** Active and unexpired at {@code at}, newest activity first. */
    public record ListSessions(String userId, Instant at) {}

    public record SessionList(List<Session> sessions) {
        public SessionList {
            sessions = List.copyOf(sessions);
        }
    }

    public static final RequestAddress<ListSessions, SessionList> SESSIONS =
            RequestAddress.of("store.sessions", ListSessions.class, SessionList.class);

    /** Which of these are active, unexpired at {@code at}, and of an active account. */
    public record FilterValidSessions(List<String> sessionIds, Instant at) {
        public FilterValidSessions {
            sessionIds = List.copyOf(sessionIds);
        }
    }

    public record ValidSessions(List<String> sessionIds) {
        public ValidSessions {
            sessionIds = List.copyOf(sessionIds);
        }
    }

    public static final RequestAddress<FilterValidSessions, ValidSessions> VALID_SESSIONS =
            RequestAddress.of("store.sessions.valid", FilterValidSessions.class, ValidSessions.class);
}
