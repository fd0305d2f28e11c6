package demi.accounts;

import demi.contract.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs and verifies HS256 tokens, a key a type. Microseconds of work, done on the caller's thread. The same
 * refresh claims always give the same token, so that a lost answer can be given again without having been kept.
 */
final class Jwts {

    private static final String ALGORITHM = "HS256";
    private static final String ACCESS = "access";
    private static final String REFRESH = "refresh";
    /** Ours have some 400 characters. */
    private static final int LONGEST = 4096;

    /** What a good token says. */
    record Claims(String userId, String sessionId) {}

    /** What is signed: a token's owner and its time. */
    record Holder(String userId, String sessionId, String email) {}

    private final JWTAuth access;
    private final JWTAuth refresh;

    Jwts(Vertx vertx, Secret accessKey, Secret refreshKey) {
        this.access = signer(vertx, accessKey);
        this.refresh = signer(vertx, refreshKey);
    }

    private static JWTAuth signer(Vertx vertx, Secret key) {
        PubSecKeyOptions only = new PubSecKeyOptions().setAlgorithm(ALGORITHM).setBuffer(key.value());
        // Expiry is judged below, by the room's clock instead of the system's.
        JWTOptions options =
                new JWTOptions().setAlgorithm(ALGORITHM).setNoTimestamp(true).setIgnoreExpiration(true);
        return JWTAuth.create(vertx, new JWTAuthOptions().addPubSecKey(only).setJWTOptions(options));
    }

    Secret access(Holder holder, Instant issued, Instant expires) {
        JsonObject claims = claims(holder, ACCESS, issued, expires).put("email", holder.email());
        return new Secret(access.generateToken(claims));
    }

    /** @param rotation how many refresh tokens this session had before */
    Secret refresh(Holder holder, int rotation, Instant issued, Instant expires) {
        JsonObject claims = claims(holder, REFRESH, issued, expires).put("rotation", rotation);
        return new Secret(refresh.generateToken(claims));
    }

    /** Empty unless it is an access token of ours that is good at {@code now}. */
    Future<Optional<Claims>> readAccess(Secret token, Instant now) {
        return read(access, ACCESS, token, now);
    }

    /** Empty unless it is a refresh token of ours that is good at {@code now}. */
    Future<Optional<Claims>> readRefresh(Secret token, Instant now) {
        return read(refresh, REFRESH, token, now);
    }

    private static JsonObject claims(Holder holder, String type, Instant issued, Instant expires) {
        return new JsonObject()
                .put("user_id", holder.userId())
                .put("session_id", holder.sessionId())
                .put("type", type)
                .put("iat", issued.getEpochSecond())
                .put("exp", expires.getEpochSecond());
    }

    private static Future<Optional<Claims>> read(JWTAuth key, String type, Secret token, Instant now) {
        if (token.value().length() > LONGEST) {
            return Future.succeededFuture(Optional.empty());
        }
        // Whatever a stranger's token makes the library throw means the same: no.
        return Future.succeededFuture(new TokenCredentials(token.value()))
                .compose(key::authenticate)
                .map(user -> accepted(user, type, now))
                .otherwise(thrown -> Optional.empty());
    }

    private static Optional<Claims> accepted(User user, String type, Instant now) {
        JsonObject claims = user.attributes().getJsonObject("accessToken");
        boolean good = type.equals(claims.getValue("type"))
                && claims.getValue("exp") instanceof Number expires
                && now.getEpochSecond() < expires.longValue();
        return good ? owner(claims.getValue("user_id"), claims.getValue("session_id")) : Optional.empty();
    }

    private static Optional<Claims> owner(@Nullable Object userId, @Nullable Object sessionId) {
        return userId instanceof String user && sessionId instanceof String session
                ? Optional.of(new Claims(user, session))
                : Optional.empty();
    }
}
