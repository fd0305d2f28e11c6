package demi.accounts.secret;

import demi.api.store.AccountStore.Session;
import demi.api.value.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What to do with a refresh token that was truly signed by us for this session. */
public enum RefreshDecision {
    /** The newest one, or the first that is seen of a session of the earlier server: a newer takes its place. */
    ADVANCE,
    /** The one before, shortly after: the answer got lost, give it again. */
    REPEAT,
    /** An older one: somebody has a copy, the session ends. */
    REUSED,
    /** The session has ended, or is somebody else's. */
    DEAD;

    /** @param hash of the presented token */
    public static RefreshDecision of(Session session, String userId, String hash, Instant now, Duration grace) {
        if (!holds(session, userId, now)) {
            return DEAD;
        }
        if (same(hash, session.refreshHash()) || isOfTheEarlierServer(session.refreshHash())) {
            return ADVANCE;
        }
        boolean before = same(hash, session.previousRefreshHash());
        return before && recent(session.rotatedAt(), now, grace) ? REPEAT : REUSED;
    }

    /**
     * The Python server kept bcrypt of a part of its tokens that is the same in all of them: it tells nothing. Such a session
     * takes one rightly signed token of its own, and rotates from there.
     */
    private static boolean isOfTheEarlierServer(@Nullable String stored) {
        return stored != null && stored.startsWith("$2");
    }

    /** Whether a session stands, and is this person's. */
    public static boolean holds(Session session, String userId, Instant now) {
        return session.active()
                && session.userActive()
                && session.userId().equals(userId)
                && now.isBefore(session.expiresAt());
    }

    /** What the store keeps of a token: SHA-256 in lower-case hexadecimal digits. */
    public static String hash(Secret token) {
        try {
            byte[] bytes = token.value().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static boolean same(String hash, @Nullable String stored) {
        return stored != null
                && MessageDigest.isEqual(
                        hash.getBytes(StandardCharsets.US_ASCII), stored.getBytes(StandardCharsets.US_ASCII));
    }

    /** Rotations are kept to the second, so the present is cut alike: the grace is never shorter than promised. */
    private static boolean recent(@Nullable Instant rotatedAt, Instant now, Duration grace) {
        return rotatedAt != null && now.getEpochSecond() - rotatedAt.getEpochSecond() <= grace.toSeconds();
    }
}
