package demi.accounts.secret;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import demi.api.value.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/** Codes of an authenticator app (RFC 6238): six digits, every 30 seconds, SHA-1, which is what all of the apps can do. */
public final class Totp {

    private static final Duration STEP = Duration.ofSeconds(30);
    private static final int SECRET_BYTES = 20;
    /** A code counts a step longer and a step earlier: clocks differ, and typing takes its time. */
    private static final int AROUND = 1;

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator(STEP);

    /** In hexadecimal digits, as the store keeps it. */
    public static Secret newSecret() {
        byte[] random = new byte[SECRET_BYTES];
        RANDOM.nextBytes(random);
        return new Secret(HexFormat.of().formatHex(random));
    }

    /** The same in Base32 (RFC 4648, without padding), as apps want it typed. */
    public static Secret base32(Secret secret) {
        StringBuilder text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte one : HexFormat.of().parseHex(secret.value())) {
            held = held << 8 | (one & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt(held >> bits & 31));
                held &= (1 << bits) - 1;
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt(held << (5 - bits) & 31));
        }
        return new Secret(text.toString());
    }

    /** What apps read from a QR code. */
    public static Secret uri(Secret secret, String email) {
        return new Secret("otpauth://totp/Demi:" + encoded(email) + "?secret="
                + base32(secret).value() + "&issuer=Demi&algorithm=SHA1&digits=6&period=30");
    }

    /** The time step that a code is of, if it is later than {@code used}: no code counts twice, nor one before it. */
    public OptionalLong step(Secret secret, String code, Instant now, long used) {
        Key key = new SecretKeySpec(HexFormat.of().parseHex(secret.value()), generator.getAlgorithm());
        long current = now.getEpochSecond() / STEP.toSeconds();
        OptionalLong found = OptionalLong.empty();
        for (long step = current - AROUND; step <= current + AROUND; step++) {
            boolean same = MessageDigest.isEqual(bytes(code(key, step)), bytes(code));
            found = same && step > used ? OptionalLong.of(step) : found;
        }
        return found;
    }

    private String code(Key key, long step) {
        try {
            return generator.generateOneTimePasswordString(key, Instant.ofEpochSecond(step * STEP.toSeconds()));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("a key of this length is good for HMAC", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
