package demi.accounts.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.mindrot.jbcrypt.BCrypt;

/**
 * bcrypt over jbcrypt, which knows only the prefix {@code $2a$}. Slow on purpose: never on an event loop.
 *
 * <p>bcrypt reads 72 bytes and no more. So new hashes are of the SHA-256 of a password, keyed with the salt and in
 * Base64, in the form that passlib calls bcrypt-sha256, version 2: {@code $bcrypt-sha256$v=2,t=2b,r=12$salt$digest}.
 * Plain ones ({@code $2a$}, {@code $2b$}, {@code $2y$}) of earlier versions, and of the earlier Python server, verify
 * until their owner's next login.
 */
public final class Bcrypt {

    private static final Pattern PLAIN =
            Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$([./A-Za-z0-9]{22})([./A-Za-z0-9]{31})");
    private static final Pattern DIGESTED =
            Pattern.compile("\\$bcrypt-sha256\\$v=2,t=2b,r=(\\d{1,2})\\$([./A-Za-z0-9]{22})\\$([./A-Za-z0-9]{31})");
    private static final int DIGEST = 31;
    private static final int SALT = 22;
    private static final int READ_BYTES = 72;
    /** A stored cost above this is damage, and would keep a thread for minutes. */
    private static final int HIGHEST_COST = 20;

    private final int cost;
    /**
     * As costly as what is made now. Hashes of another cost take another time, which tells such an account from none, until
     * its owner has logged in: then it is hashed anew.
     */
    private final String spareSalt;

    public Bcrypt(int cost) {
        this.cost = cost;
        this.spareSalt = salt(cost);
    }

    /** A stored hash, taken apart. */
    private record Stored(boolean digested, int cost, String salt, String digest) {

        static @Nullable Stored of(@Nullable String hash) {
            Matcher digested = DIGESTED.matcher(hash == null ? "" : hash);
            if (digested.matches()) {
                int cost = Integer.parseInt(digested.group(1));
                return new Stored(true, cost, digested.group(2), digested.group(3));
            }
            Matcher plain = PLAIN.matcher(hash == null ? "" : hash);
            return plain.matches()
                    ? new Stored(false, Integer.parseInt(plain.group(1)), plain.group(2), plain.group(3))
                    : null;
        }

        boolean usable(String password) {
            // bcrypt repeats a short password with a NUL between: one with a NUL inside could pass for another.
            return cost >= 4 && cost <= HIGHEST_COST && (digested || (password.indexOf('\0') < 0 && !cutOff(password)));
        }

        /**
         * Whatever follows would be as good as nothing, and the hash made anew would be of what somebody else put there. Only the
         * Python server made hashes of longer ones; their owners need another password.
         */
        private static boolean cutOff(String password) {
            return password.getBytes(StandardCharsets.UTF_8).length > READ_BYTES;
        }
    }

    public String hash(String password) {
        String salt = salt(cost);
        return "$bcrypt-sha256$v=2,t=2b,r=" + cost + "$" + salt + "$" + digest(password, true, cost, salt);
    }

    /** Whether the password fits; where nothing usable is stored the answer, no, takes as long as it would otherwise. */
    public boolean matches(String password, @Nullable String hash) {
        Stored stored = Stored.of(hash);
        if (stored == null || !stored.usable(password) || !isText(password)) {
            digest("", true, cost, spareSalt);
            return false;
        }
        String digest = digest(password, stored.digested(), stored.cost(), stored.salt());
        return MessageDigest.isEqual(
                digest.getBytes(StandardCharsets.US_ASCII), stored.digest().getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether a hash was made in another form, or with another cost, than the one wanted now. */
    public boolean outdated(String hash) {
        Stored stored = Stored.of(hash);
        return stored != null && (!stored.digested() || stored.cost() != cost);
    }

    private static String digest(String password, boolean digested, int cost, String salt) {
        String input = digested ? sha256(salt, password) : password;
        String hash = BCrypt.hashpw(input, "$2a$" + (cost < 10 ? "0" : "") + cost + "$" + salt);
        return hash.substring(hash.length() - DIGEST);
    }

    /** Of the characters as people see them: one keyboard sends an accent with its letter, another behind it. */
    private static String sha256(String salt, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            byte[] text = Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
            return Base64.getEncoder().encodeToString(mac.doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /** Halves of surrogate pairs all become the same byte: any would pass for any other. */
    private static boolean isText(String password) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(password);
    }

    private static String salt(int cost) {
        String salt = BCrypt.gensalt(cost);
        return salt.substring(salt.length() - SALT);
    }
}
