package demi.notifications;

import com.zerodeplibs.webpush.VAPIDKeyPair;
import com.zerodeplibs.webpush.VAPIDKeyPairs;
import com.zerodeplibs.webpush.jwt.VAPIDJWTParam;
import com.zerodeplibs.webpush.key.PrivateKeySources;
import com.zerodeplibs.webpush.key.PublicKeySources;
import demi.api.value.Secret;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;

/**
 * The house's key pair by which push services know it (VAPID, RFC 8292). Browsers subscribe with the public one: with another
 * pair all their subscriptions are of no use.
 */
final class WebPushKeyPair {

    private static final String CURVE = "secp256r1";

    private final VAPIDKeyPair pair;
    private final String publicKey;

    private WebPushKeyPair(VAPIDKeyPair pair) {
        this.pair = pair;
        this.publicKey = pair.extractPublicKeyInUncompressedFormAsString();
    }

    /** A new pair as one line: the private key as PKCS #8 and the public one as X.509, both as base64url, with a dot between. */
    static String generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE));
            KeyPair made = generator.generateKeyPair();
            Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
            return encoder.encodeToString(made.getPrivate().getEncoded()) + "."
                    + encoder.encodeToString(made.getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no elliptic curves", e);
        }
    }

    /** @throws IllegalArgumentException where that is no line of {@link #generate} */
    static WebPushKeyPair of(Secret line) {
        String[] parts = line.value().split("[.]", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("not two keys");
        }
        try {
            Base64.Decoder decoder = Base64.getUrlDecoder();
            ECPrivateKey secret =
                    PrivateKeySources.ofPKCS8Bytes(decoder.decode(parts[0])).extract();
            ECPublicKey known =
                    PublicKeySources.ofX509Bytes(decoder.decode(parts[1])).extract();
            return new WebPushKeyPair(
                    VAPIDKeyPairs.of(PrivateKeySources.ofECPrivateKey(secret), PublicKeySources.ofECPublicKey(known)));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("not two keys", e);
        }
    }

    /** What a browser subscribes with: base64url of the uncompressed point. */
    String publicKey() {
        return publicKey;
    }

    /** Says to a push service who asks. Blocking: it signs. */
    String authorization(String endpoint, Instant expires, String contact) {
        return pair.generateAuthorizationHeaderValue(VAPIDJWTParam.getBuilder()
                .resourceURLString(endpoint)
                .expirationTime(expires)
                .subject(contact)
                .build());
    }
}
