package demi.notifications;

import demi.store.StoreFixture;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SelfSignedCertificate;
import io.vertx.core.net.TrustOptions;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A push service (RFC 8030) that wants to know who asks (RFC 8292), and the browsers behind it, which decrypt what they get (RFC
 * 8291, RFC 8188), written after these and not after the library that encrypts.
 */
final class FakePushService {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int CUT = -1;
    private static final int POINT = 65;

    /** What a browser has shown. */
    record Shown(String browser, JsonObject note, Map<String, String> headers, JsonObject claims) {}

    /** A browser that has subscribed. */
    record FakeBrowser(String name, String endpoint, KeyPair keys, Buffer auth) {
        String p256dh() {
            return BASE64.encodeToString(point((ECPublicKey) keys.getPublic()));
        }

        String authText() {
            return BASE64.encodeToString(auth.getBytes());
        }
    }

    /** Statuses to be answered in the place of 201; {@link #CUT}: none is. */
    final Queue<Integer> faults = new ConcurrentLinkedQueue<>();

    final List<Shown> shown = new CopyOnWriteArrayList<>();
    /** Names of browsers, of each request that is done with. */
    final List<String> requests = new CopyOnWriteArrayList<>();
    /** What was wrong with requests. */
    final List<String> wrong = new CopyOnWriteArrayList<>();

    private final Map<String, FakeBrowser> browsers = new ConcurrentHashMap<>();
    /** Made once: it takes more than a second. */
    private static final SelfSignedCertificate CERTIFICATE = SelfSignedCertificate.create("127.0.0.1");

    private final HttpServer server;
    private final String applicationServerKey;

    FakePushService(Vertx vertx, String applicationServerKey) {
        this.applicationServerKey = applicationServerKey;
        server = StoreFixture.get(vertx.createHttpServer(
                        new HttpServerOptions().setSsl(true).setKeyCertOptions(CERTIFICATE.keyCertOptions()))
                .requestHandler(request -> request.body().onSuccess(body -> handle(request, body)))
                .listen(0, "127.0.0.1"));
    }

    TrustOptions trust() {
        return CERTIFICATE.trustOptions();
    }

    String origin() {
        return "https://127.0.0.1:" + server.actualPort();
    }

    void cutNext() {
        faults.add(CUT);
    }

    FakeBrowser subscribe(String name) {
        byte[] auth = new byte[16];
        new SecureRandom().nextBytes(auth);
        FakeBrowser browser = new FakeBrowser(name, origin() + "/push/" + name, keyPair(), Buffer.buffer(auth));
        browsers.put("/push/" + name, browser);
        return browser;
    }

    void forget(String name) {
        browsers.remove("/push/" + name);
    }

    private void handle(HttpServerRequest request, Buffer body) {
        try {
            answer(request, body);
        } finally {
            requests.add(request.path().substring("/push/".length()));
        }
    }

    private void answer(HttpServerRequest request, Buffer body) {
        FakeBrowser browser = browsers.get(request.path());
        Integer fault = faults.poll();
        if (fault != null && fault == CUT) {
            request.connection().close();
        } else if (fault != null) {
            request.response()
                    .setStatusCode(fault)
                    .putHeader("Retry-After", "1")
                    .end("no");
        } else if (browser == null) {
            request.response().setStatusCode(410).end();
        } else {
            try {
                JsonObject claims = claims(request.getHeader("Authorization"));
                Map<String, String> headers = new ConcurrentHashMap<>();
                request.headers()
                        .forEach(
                                each -> headers.put(each.getKey().toLowerCase(java.util.Locale.ROOT), each.getValue()));
                shown.add(
                        new Shown(browser.name(), new JsonObject(decrypt(browser, body.getBytes())), headers, claims));
                request.response()
                        .setStatusCode(201)
                        .putHeader("Location", origin() + "/message/1")
                        .end();
            } catch (GeneralSecurityException | RuntimeException e) {
                wrong.add(e.toString());
                request.response().setStatusCode(400).end();
            }
        }
    }

    /** RFC 8292, section 3: {@code vapid t=<JWT>, k=<public key>}. */
    private JsonObject claims(String authorization) throws GeneralSecurityException {
        require(authorization.startsWith("vapid "), "scheme");
        String token = "";
        String key = "";
        for (String part : authorization.substring("vapid ".length()).split(",", -1)) {
            String text = part.strip();
            token = text.startsWith("t=") ? text.substring(2) : token;
            key = text.startsWith("k=") ? text.substring(2) : key;
        }
        require(key.equals(applicationServerKey), "another key than the browsers subscribed with");
        String[] parts = token.split("[.]", -1);
        JsonObject header = new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(parts[0])));
        require("ES256".equals(header.getString("alg")), "algorithm");
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(publicKey(Base64.getUrlDecoder().decode(key)));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        require(signature.verify(Base64.getUrlDecoder().decode(parts[2])), "signature");
        return new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(parts[1])));
    }

    /** RFC 8291, section 3.4, and RFC 8188, section 2. */
    private static String decrypt(FakeBrowser browser, byte[] body) throws GeneralSecurityException {
        ByteBuffer in = ByteBuffer.wrap(body);
        byte[] salt = take(in, 16);
        int recordSize = in.getInt();
        byte[] serverPoint = take(in, in.get() & 0xff);
        byte[] record = take(in, in.remaining());
        require(serverPoint.length == POINT && record.length <= recordSize, "record");
        require(body.length <= 4_096, "a push service takes no more");
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(browser.keys().getPrivate());
        agreement.doPhase(publicKey(serverPoint), true);
        byte[] keyInfo = concat(
                "WebPush: info\0".getBytes(StandardCharsets.US_ASCII),
                point((ECPublicKey) browser.keys().getPublic()),
                serverPoint);
        byte[] secret = expand(hmac(browser.auth().getBytes(), agreement.generateSecret()), keyInfo, 32);
        byte[] prk = hmac(salt, secret);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(
                        expand(prk, "Content-Encoding: aes128gcm\0".getBytes(StandardCharsets.US_ASCII), 16), "AES"),
                new GCMParameterSpec(
                        128, expand(prk, "Content-Encoding: nonce\0".getBytes(StandardCharsets.US_ASCII), 12)));
        byte[] padded = cipher.doFinal(record);
        int end = padded.length - 1;
        while (padded[end] == 0) {
            end--;
        }
        require(padded[end] == 2, "the delimiter of the last record");
        return new String(padded, 0, end, StandardCharsets.UTF_8);
    }

    private static byte[] take(ByteBuffer in, int count) {
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }

    private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }

    /** Of HKDF, one block of it. */
    private static byte[] expand(byte[] key, byte[] info, int length) throws GeneralSecurityException {
        return Arrays.copyOf(hmac(key, concat(info, new byte[] {1})), length);
    }

    private static byte[] concat(byte[]... parts) {
        Buffer all = Buffer.buffer();
        for (byte[] part : parts) {
            all.appendBytes(part);
        }
        return all.getBytes();
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Uncompressed. */
    private static byte[] point(ECPublicKey key) {
        byte[] bytes = new byte[POINT];
        bytes[0] = 4;
        put(key.getW().getAffineX(), bytes, 1);
        put(key.getW().getAffineY(), bytes, 33);
        return bytes;
    }

    private static void put(BigInteger number, byte[] into, int at) {
        byte[] bytes = number.toByteArray();
        int from = Math.max(0, bytes.length - 32);
        System.arraycopy(bytes, from, into, at + 32 - (bytes.length - from), bytes.length - from);
    }

    private static PublicKey publicKey(byte[] point) throws GeneralSecurityException {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECPoint at = new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
                new BigInteger(1, Arrays.copyOfRange(point, 33, POINT)));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(at, curve.getParameterSpec(ECParameterSpec.class)));
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
