package demi.accounts.secret;

import demi.api.value.Secret;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * Codes that a machine made and a person writes down: recovery codes, invitations and passwords for apps. Groups of five letters and
 * digits that are not taken for one another, five bits each. So long that a plain SHA-256 keeps them.
 */
public final class RandomCodes {

    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int GROUP = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** 15 characters, some 74 bits. */
    public static final RandomCodes RECOVERY = new RandomCodes(3);
    /** 20 characters, some 99 bits. */
    public static final RandomCodes INVITE = new RandomCodes(4);
    /** 20 characters, some 99 bits. */
    public static final RandomCodes APP_PASSWORD = new RandomCodes(4);

    private final int groups;

    private RandomCodes(int groups) {
        this.groups = groups;
    }

    public Secret next() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < groups * GROUP; i++) {
            code.append(i > 0 && i % GROUP == 0 ? "-" : "").append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new Secret(code.toString());
    }

    /** What the store keeps of it, however it was typed; empty for what cannot be one. */
    public Optional<String> hash(String typed) {
        String plain = typed.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
        boolean possible = plain.length() == groups * GROUP
                && plain.chars().allMatch(character -> ALPHABET.indexOf(character) >= 0);
        return possible ? Optional.of(RefreshDecision.hash(new Secret(plain))) : Optional.empty();
    }
}
