package demi.accounts.secret;

import demi.api.value.Secret;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a password has to be like when it is set; one that is only checked may be anything. Lengths are counted in
 * characters of any script (code points). A problem is a sentence for a person.
 */
public final class PasswordRules {

    static final int SHORTEST = 8;
    /** OWASP ASVS 5.0, 6.2.9, asks for 64 at least. */
    static final int LONGEST = 128;

    /** Letters that show nothing and are no blanks by Unicode: fillers of Hangul, and the empty Braille pattern. */
    private static final String UNSEEN = "\u115F\u1160\u2800\u3164\uFFA0\u034F\u17B4\u17B5";

    private PasswordRules() {}

    /** @param email whose it is to be */
    public static Optional<String> problem(String email, @Nullable Secret password) {
        if (password == null) {
            return Optional.of("A password is needed.");
        }
        String value = password.value();
        int length = value.codePointCount(0, value.length());
        if (length > LONGEST) {
            return Optional.of("The password is longer than 128 characters.");
        }
        if (value.codePoints().noneMatch(PasswordRules::isSeen)) {
            return Optional.of("The password must not be empty or nothing but blanks.");
        }
        if (length < SHORTEST) {
            return Optional.of("The password needs at least 8 characters.");
        }
        if (value.codePoints().anyMatch(PasswordRules::isNoCharacter)) {
            return Optional.of("The password contains a character that cannot be used.");
        }
        return guessable(plain(email), plain(value));
    }

    private static Optional<String> guessable(String email, String password) {
        if (CommonPasswords.contains(password)) {
            return Optional.of("This is one of the 3,000 most common passwords. Choose another one.");
        }
        int at = email.indexOf('@');
        return password.equals(email) || (at > 0 && password.equals(email.substring(0, at)))
                ? Optional.of("The password must not be your own e-mail address.")
                : Optional.empty();
    }

    /** Without what makes no other password to a guesser: case, width, accents' spelling, blanks around it. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isSeen(int point) {
        return !Character.isISOControl(point)
                && !Character.isWhitespace(point)
                && !Character.isSpaceChar(point)
                && Character.getType(point) != Character.FORMAT
                && UNSEEN.indexOf(point) < 0;
    }

    /** NUL, of which bcrypt makes an end, and halves of surrogate pairs, which UTF-8 cannot tell apart. */
    private static boolean isNoCharacter(int point) {
        return point == 0 || Character.getType(point) == Character.SURROGATE;
    }
}
