package demi.accounts;

import demi.contract.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What e-mails, passwords and names may look like. A problem is a sentence for a person; none is empty. */
final class Rules {

    private static final int EMAIL_LENGTH = 254;
    private static final int PASSWORD_CHARACTERS = 8;
    /** bcrypt looks at no more than this. */
    private static final int PASSWORD_BYTES = 72;

    private static final int NAME_LENGTH = 100;

    private Rules() {}

    /** The form in which an e-mail is stored and looked up. */
    static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    static Optional<String> emailProblem(String email) {
        if (email.length() > EMAIL_LENGTH) {
            return Optional.of("The e-mail address is longer than 254 characters.");
        }
        int at = email.indexOf('@');
        boolean oneAtWithin = at > 0 && at == email.lastIndexOf('@') && at < email.length() - 1;
        return oneAtWithin && email.chars().noneMatch(Rules::unprintable)
                ? Optional.empty()
                : Optional.of("This is not an e-mail address.");
    }

    /** For a password that is to be set; one that is only checked may be anything. */
    static Optional<String> passwordProblem(@Nullable Secret password) {
        if (password == null) {
            return Optional.of("A password is needed.");
        }
        String value = password.value();
        if (value.codePointCount(0, value.length()) < PASSWORD_CHARACTERS) {
            return Optional.of("The password needs at least 8 characters.");
        }
        if (value.getBytes(StandardCharsets.UTF_8).length > PASSWORD_BYTES) {
            return Optional.of("The password is longer than 72 bytes.");
        }
        return value.indexOf('\0') < 0
                ? Optional.empty()
                : Optional.of("The password contains a character that cannot be used.");
    }

    /** @param what begins the sentence: "The name" */
    static Optional<String> nameProblem(String what, String name) {
        if (name.length() > NAME_LENGTH) {
            return Optional.of(what + " is longer than 100 characters.");
        }
        return name.chars().noneMatch(Character::isISOControl)
                ? Optional.empty()
                : Optional.of(what + " contains a control character.");
    }

    private static boolean unprintable(int character) {
        return Character.isISOControl(character)
                || Character.isWhitespace(character)
                || Character.isSpaceChar(character);
    }
}
