package demi.accounts;

import demi.accounts.secret.PasswordRules;
import java.util.Locale;
import java.util.Optional;

/** What e-mails and names may look like; {@link PasswordRules} has passwords. A problem is a sentence for a person; none is empty. */
final class AccountValidation {

    private static final int EMAIL_LENGTH = 254;
    private static final int NAME_LENGTH = 100;

    private AccountValidation() {}

    /** The form in which an e-mail is stored and looked up. */
    static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    static Optional<String> emailProblem(String email) {
        if (email.codePointCount(0, email.length()) > EMAIL_LENGTH) {
            return Optional.of("The e-mail address is longer than 254 characters.");
        }
        int at = email.indexOf('@');
        boolean oneAtWithin = at > 0 && at == email.lastIndexOf('@') && at < email.length() - 1;
        return oneAtWithin && email.chars().noneMatch(AccountValidation::unprintable)
                ? Optional.empty()
                : Optional.of("This is not an e-mail address.");
    }

    /** @param what begins the sentence: "The name" */
    static Optional<String> nameProblem(String what, String name) {
        if (name.codePointCount(0, name.length()) > NAME_LENGTH) {
            return Optional.of(what + " is longer than 100 characters.");
        }
        return name.chars().noneMatch(AccountValidation::controls)
                ? Optional.empty()
                : Optional.of(what + " contains a control character.");
    }

    /** Also those that turn the direction of whatever stands beside a name. */
    private static boolean controls(int character) {
        return Character.isISOControl(character)
                || (character >= 0x202A && character <= 0x202E)
                || (character >= 0x2066 && character <= 0x2069);
    }

    private static boolean unprintable(int character) {
        return Character.isISOControl(character)
                || Character.isWhitespace(character)
                || Character.isSpaceChar(character);
    }
}
