package demi.store.query.account;

import demi.api.store.AccountStore;
import demi.api.store.AccountStore.AttemptCounted;
import demi.api.store.AccountStore.CountAttempt;
import demi.api.store.AccountStore.UncountAttempt;
import demi.api.store.AccountStore.User;
import demi.bus.Ack;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Counts attempts to log in, with and without an account alike. Runs on the writer's thread. */
public final class LoginWrites {

    /** For so long the attempts of an e-mail without account are kept. */
    private static final Duration STRANGERS = Duration.ofDays(30);

    private LoginWrites() {}

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        endpoints
                .write(AccountStore.COUNT_ATTEMPT, LoginWrites::countAttempt)
                .write(AccountStore.UNCOUNT_ATTEMPT, LoginWrites::uncountAttempt);
    }

    private record Count(int attempts, @Nullable Instant lockedUntil) {

        boolean lockedAt(Instant at) {
            return lockedUntil != null && at.isBefore(lockedUntil);
        }

        Count plusOne(CountAttempt attempt) {
            // A lock that has run out takes the old count with it.
            int now = (lockedUntil == null ? attempts : 0) + 1;
            return new Count(now, now >= attempt.lockAfter() ? attempt.at().plus(attempt.lockFor()) : null);
        }
    }

    static AttemptCounted countAttempt(SqlSession db, CountAttempt attempt) throws SQLException {
        String email = AccountRows.lower(attempt.email());
        User user = locked(db, email);
        Count before = user == null ? stranger(db, email) : new Count(user.failedAttempts(), user.lockedUntil());
        boolean locked = before.lockedAt(attempt.at());
        boolean known = user != null && attempt.device() != null && countDevice(db, user.userId(), attempt);
        String device = known ? attempt.device() : null;
        if (locked) {
            return new AttemptCounted(!known, before.lockedUntil(), user, false, known, device);
        }
        Count now = before.plusOne(attempt);
        boolean locks = now.lockedUntil() != null;
        if (user == null) {
            keepStranger(db, email, now, attempt.at());
            return new AttemptCounted(false, now.lockedUntil(), null, locks, false, null);
        }
        db.update(
                "UPDATE users SET failed_login_attempts = ?, locked_until = ? WHERE user_id = ?",
                now.attempts(),
                now.lockedUntil(),
                user.userId());
        return new AttemptCounted(false, now.lockedUntil(), AccountWrites.byEmail(db, email), locks, false, device);
    }

    /** As it is while nobody else writes about that account. */
    private static @Nullable User locked(SqlSession db, String email) throws SQLException {
        User user = AccountWrites.byEmail(db, email);
        if (user == null) {
            return null;
        }
        db.lock(user.userId());
        return AccountWrites.byEmail(db, email);
    }

    /** Whether the device may try, which counts then. */
    private static boolean countDevice(SqlSession db, String userId, CountAttempt attempt) throws SQLException {
        Count found = db.row(
                "SELECT failed_attempts, locked_until FROM device_failures WHERE user_id = ? AND device = ?",
                row -> new Count((int) row.number(0), row.time(1)),
                userId,
                attempt.device());
        Count before = found == null ? new Count(0, null) : found;
        if (before.lockedAt(attempt.at())) {
            return false;
        }
        Count now = before.plusOne(attempt);
        db.update("""
                INSERT INTO device_failures (user_id, device, failed_attempts, locked_until) VALUES (?, ?, ?, ?)
                ON CONFLICT (user_id, device) DO UPDATE SET failed_attempts = excluded.failed_attempts,
                    locked_until = excluded.locked_until""", userId, attempt.device(), now.attempts(), now.lockedUntil());
        return true;
    }

    /** One, and with it the lock that it brought; the others stay, or right passwords would open the way to guesses at codes. */
    static Ack uncountAttempt(SqlSession db, UncountAttempt back) throws SQLException {
        if (!back.pastLock()) {
            String oneLess = db.dialect().greatest("0", "failed_login_attempts - 1");
            db.update(
                    "UPDATE users SET failed_login_attempts = " + oneLess + ", locked_until = NULL WHERE user_id = ?",
                    back.userId());
        }
        db.update(
                "UPDATE device_failures SET failed_attempts = "
                        + db.dialect().greatest("0", "failed_attempts - 1")
                        + ", locked_until = NULL WHERE user_id = ? AND device = ?",
                back.userId(),
                back.device());
        return Ack.DONE;
    }

    private static Count stranger(SqlSession db, String email) throws SQLException {
        Count found = db.row(
                "SELECT failed_attempts, locked_until FROM login_failures WHERE email_hash = ?",
                row -> new Count((int) row.number(0), row.time(1)),
                hash(email));
        return found == null ? new Count(0, null) : found;
    }

    private static void keepStranger(SqlSession db, String email, Count count, Instant at) throws SQLException {
        db.update("DELETE FROM login_failures WHERE last_attempt < ?", at.minus(STRANGERS));
        db.update("""
                INSERT INTO login_failures (email_hash, failed_attempts, locked_until, last_attempt)
                VALUES (?, ?, ?, ?)
                ON CONFLICT (email_hash) DO UPDATE SET failed_attempts = excluded.failed_attempts,
                    locked_until = excluded.locked_until, last_attempt = excluded.last_attempt""", hash(email), count.attempts(), count.lockedUntil(), at);
    }

    /** The e-mail has an account now, which counts by itself. */
    static void forgetStranger(SqlSession db, String lowerEmail) throws SQLException {
        db.update("DELETE FROM login_failures WHERE email_hash = ?", hash(lowerEmail));
    }

    static String hash(String email) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(email.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
