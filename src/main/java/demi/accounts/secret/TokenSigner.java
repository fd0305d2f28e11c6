package demi.accounts.secret;

import demi.api.value.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs and verifies HS256 tokens, a key a type. Microseconds of work, done on the caller's thread. The same
 * refresh claims always give the same token, so that a lost answer can be given again without having been kept.
 *
 * <p>New tokens say who made them, for whom, and of which type they are (RFC 8725: {@code iss}, {@code aud}, and
 * {@code typ} in the header). Those of an earlier version, and of the earlier Python server, say none of it, and are good
 * until they end; what says some of it has to say all of it.
 */
public final class TokenSigner {

    private static final String ALGORITHM = "HS256";
    private static final String ISSUER = "demi";
    /** Ours have some 500 characters. */
    private static final int LONGEST = 4096;
    /** So much may a token be of the future: clocks are set back a little now and then. */
    private static final Duration LEEWAY = Duration.ofSeconds(60);

    /** Each with what its header says; RFC 9068 has the one of access tokens. */
    private enum Type {
        ACCESS("at+jwt"),
        REFRESH("refresh+jwt");

        private final String typ;

        Type(String typ) {
            this.typ = typ;
        }

        String claim() {
            return name().toLowerCase(Locale.ROOT);
        }

        String audience() {
            return "demi:" + claim();
        }
    }

    /** What a good token says. */
    public record Claims(String userId, String sessionId) {}

    /** What is signed: a token's owner and its time. */
    public record Holder(String userId, String sessionId, String email) {}

    private final JWTAuth access;
    private final JWTAuth refresh;
    private final Secret accessKey;
    private final Secret refreshKey;

    public TokenSigner(Vertx vertx, Secret accessKey, Secret refreshKey) {
        this.access = verifier(vertx, accessKey);
        this.refresh = verifier(vertx, refreshKey);
        this.accessKey = accessKey;
        this.refreshKey = refreshKey;
    }

    private static JWTAuth verifier(Vertx vertx, Secret key) {
        PubSecKeyOptions only = new PubSecKeyOptions().setAlgorithm(ALGORITHM).setBuffer(key.value());
        // Times are judged below, by the room's clock instead of the system's.
        JWTOptions options =
                new JWTOptions().setAlgorithm(ALGORITHM).setNoTimestamp(true).setIgnoreExpiration(true);
        return JWTAuth.create(vertx, new JWTAuthOptions().addPubSecKey(only).setJWTOptions(options));
    }

    public Secret access(Holder holder, Instant issued, Instant expires) {
        JsonObject claims = claims(holder, Type.ACCESS, issued, expires).put("email", holder.email());
        return sign(Type.ACCESS, accessKey, claims);
    }

    /** @param rotation how many refresh tokens this session had before */
    public Secret refresh(Holder holder, int rotation, Instant issued, Instant expires) {
        JsonObject claims = claims(holder, Type.REFRESH, issued, expires).put("rotation", rotation);
        return sign(Type.REFRESH, refreshKey, claims);
    }

    /** The same token as the version before made it, to give an answer again that got lost while Demi was updated. */
    public Secret earlierRefresh(Holder holder, int rotation, Instant issued, Instant expires) {
        return new Secret(refresh.generateToken(
                bare(holder, Type.REFRESH, issued, expires).put("rotation", rotation)));
    }

    /** Empty unless it is an access token of ours that is good at {@code now}. */
    public Future<Optional<Claims>> readAccess(Secret token, Instant now) {
        return read(access, Type.ACCESS, token, TokenSigner::isOfNow, now);
    }

    /** Empty unless it is an access token of ours, which may have run out. */
    public Future<Optional<Claims>> readEarlierAccess(Secret token) {
        return read(access, Type.ACCESS, token, (claims, any) -> true, Instant.EPOCH);
    }

    /** Empty unless it is a refresh token of ours that is good at {@code now}. */
    public Future<Optional<Claims>> readRefresh(Secret token, Instant now) {
        return read(refresh, Type.REFRESH, token, TokenSigner::isOfNow, now);
    }

    private static JsonObject bare(Holder holder, Type type, Instant issued, Instant expires) {
        return new JsonObject()
                .put("user_id", holder.userId())
                .put("session_id", holder.sessionId())
                .put("type", type.claim())
                .put("iat", issued.getEpochSecond())
                .put("exp", expires.getEpochSecond());
    }

    private static JsonObject claims(Holder holder, Type type, Instant issued, Instant expires) {
        return bare(holder, type, issued, expires).put("iss", ISSUER).put("aud", type.audience());
    }

    /** RFC 7515; the library would call each of them a JWT and no more. */
    private static Secret sign(Type type, Secret key, JsonObject claims) {
        try {
            String signed = part(new JsonObject().put("typ", type.typ).put("alg", ALGORITHM)) + "." + part(claims);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.value().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return new Secret(signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static String part(JsonObject json) {
        return base64(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Future<Optional<Claims>> read(
            JWTAuth key, Type type, Secret token, BiPredicate<JsonObject, Instant> timely, Instant now) {
        if (token.value().length() > LONGEST) {
            return Future.succeededFuture(Optional.empty());
        }
        // Whatever a stranger's token makes the library throw means the same: no.
        return Future.succeededFuture(new TokenCredentials(token.value()))
                .compose(key::authenticate)
                .map(user -> user.attributes().getJsonObject("accessToken"))
                .map(claims -> isOfUs(header(token), claims, type) && timely.test(claims, now)
                        ? owner(claims.getValue("user_id"), claims.getValue("session_id"))
                        : Optional.<Claims>empty())
                .otherwise(thrown -> Optional.empty());
    }

    private static JsonObject header(Secret token) {
        String first = token.value().substring(0, token.value().indexOf('.'));
        return new JsonObject(new String(Base64.getUrlDecoder().decode(first), StandardCharsets.UTF_8));
    }

    private static boolean isOfUs(JsonObject header, JsonObject claims, Type type) {
        return type.claim().equals(claims.getValue("type"))
                // Extensions that have to be understood: none is.
                && !header.containsKey("crit")
                && (isBare(header, claims) || isOurs(header, claims, type));
    }

    private static boolean isOfNow(JsonObject claims, Instant now) {
        return claims.getValue("exp") instanceof Number expires
                && now.getEpochSecond() < expires.longValue()
                && !isOfTheFuture(claims, "iat", now)
                && !isOfTheFuture(claims, "nbf", now);
    }

    private static boolean isBare(JsonObject header, JsonObject claims) {
        Object typ = header.getValue("typ");
        return !claims.containsKey("iss")
                && !claims.containsKey("aud")
                && (typ == null || (typ instanceof String name && name.equalsIgnoreCase("JWT")));
    }

    private static boolean isOurs(JsonObject header, JsonObject claims, Type type) {
        Object audience = claims.getValue("aud");
        boolean forUs = audience instanceof JsonArray several
                ? several.contains(type.audience())
                : type.audience().equals(audience);
        return forUs
                && ISSUER.equals(claims.getValue("iss"))
                && header.getValue("typ") instanceof String typ
                && type.typ.equalsIgnoreCase(typ.replaceFirst("(?i)^application/", ""));
    }

    /** Also what is no time at all. */
    private static boolean isOfTheFuture(JsonObject claims, String claim, Instant now) {
        return claims.containsKey(claim)
                && !(claims.getValue(claim) instanceof Number time
                        && time.longValue() <= now.plus(LEEWAY).getEpochSecond());
    }

    private static Optional<Claims> owner(@Nullable Object userId, @Nullable Object sessionId) {
        return userId instanceof String user && sessionId instanceof String session
                ? Optional.of(new Claims(user, session))
                : Optional.empty();
    }
}
