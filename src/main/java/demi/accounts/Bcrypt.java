package demi.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mindrot.jbcrypt.BCrypt;

/** bcrypt over jbcrypt, which knows only the prefix {@code $2a$}. Slow on purpose: never on an event loop. */
final class Bcrypt {

    private static final Pattern HASH = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$([./A-Za-z0-9]{22})[./A-Za-z0-9]{31}");
    private static final int DIGEST = 31;
    /** A stored cost above this is damage, and would keep a thread for minutes. */
    private static final int HIGHEST_COST = 20;

    private final int cost;
    /**
     * As costly as what is made now. Hashes of another cost take another time, which tells such an account from none, until
     * its owner has logged in: then it is hashed anew.
     */
    private final String spareSalt;

    Bcrypt(int cost) {
        this.cost = cost;
        this.spareSalt = BCrypt.gensalt(cost);
    }

    String hash(String password) {
        return BCrypt.hashpw(password, BCrypt.gensalt(cost));
    }

    /** Whether the password fits; where nothing usable is stored the answer, no, takes as long as it would otherwise. */
    boolean matches(String password, @Nullable String stored) {
        Matcher parts = HASH.matcher(stored == null ? "" : stored);
        // bcrypt repeats a short password with a NUL between: one with a NUL inside could pass for another.
        boolean usable = parts.matches() && possible(Integer.parseInt(parts.group(1))) && password.indexOf('\0') < 0;
        if (!usable || stored == null) {
            BCrypt.hashpw(password, spareSalt);
            return false;
        }
        String salt = "$2a$" + parts.group(1) + "$" + parts.group(2);
        return MessageDigest.isEqual(digest(BCrypt.hashpw(password, salt)), digest(stored));
    }

    /** Whether a hash was made with another cost than the one wanted now. */
    boolean outdated(String stored) {
        Matcher parts = HASH.matcher(stored);
        return parts.matches() && Integer.parseInt(parts.group(1)) != cost;
    }

    private static boolean possible(int cost) {
        return cost >= 4 && cost <= HIGHEST_COST;
    }

    private static byte[] digest(String hash) {
        return hash.substring(hash.length() - DIGEST).getBytes(StandardCharsets.US_ASCII);
    }
}
