package demi.accounts;

import demi.api.value.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the door is kept. Values that would leave it open are an {@link IllegalArgumentException} whose message is a
 * sentence for the owner.
 *
 * @param accessKey HS256 key of the access tokens, at least 32 bytes in UTF-8
 * @param refreshKey HS256 key of the refresh tokens, another one
 * @param refreshLifetime from the login to the end of a session; refreshing does not prolong it
 * @param refreshGrace how long the refresh token before the newest stays good
 * @param lockAfter the attempt with this number, when wrong, locks the account
 * @param loginsPerMinute attempts from one address, right or wrong
 * @param bcryptCost 4 to 16, the binary logarithm of the work
 * @param adminEmail with {@code adminPassword}: the account made by a start that finds none
 * @param adminPassword looked at only where that account is made
 */
public record AccountsSettings(
        Secret accessKey,
        Secret refreshKey,
        Duration accessLifetime,
        Duration refreshLifetime,
        Duration refreshGrace,
        int lockAfter,
        Duration lockFor,
        int loginsPerMinute,
        int bcryptCost,
        @Nullable String adminEmail,
        @Nullable Secret adminPassword) {

    private static final int KEY_BYTES = 32;

    public AccountsSettings {
        require(longEnough(accessKey), "The key of the access tokens needs at least 32 bytes.");
        require(longEnough(refreshKey), "The key of the refresh tokens needs at least 32 bytes.");
        require(!accessKey.equals(refreshKey), "Access and refresh tokens need two different keys.");
        require(positive(accessLifetime), "The lifetime of access tokens must be at least a second.");
        require(positive(refreshLifetime), "The lifetime of sessions must be at least a second.");
        require(!refreshGrace.isNegative(), "The grace of refresh tokens must not be negative.");
        require(lockAfter > 0, "An account can be locked after one wrong password at the earliest.");
        require(positive(lockFor), "A lock must last at least a second.");
        require(loginsPerMinute > 0 && loginsPerMinute <= 1000, "Logins a minute must be from 1 to 1000.");
        require(bcryptCost >= 4 && bcryptCost <= 16, "The cost of bcrypt must be from 4 to 16.");
        if (adminEmail != null && adminPassword != null) {
            String email = AccountValidation.normal(adminEmail);
            AccountValidation.emailProblem(email).ifPresent(AccountsSettings::refuse);
        }
    }

    /** What the contract promises, with these keys and no administrator. */
    public static AccountsSettings of(Secret accessKey, Secret refreshKey) {
        return new AccountsSettings(
                accessKey,
                refreshKey,
                Duration.ofMinutes(30),
                Duration.ofDays(7),
                Duration.ofSeconds(60),
                5,
                Duration.ofMinutes(15),
                30,
                12,
                null,
                null);
    }

    private static boolean longEnough(Secret key) {
        return key.value().getBytes(StandardCharsets.UTF_8).length >= KEY_BYTES;
    }

    private static boolean positive(Duration duration) {
        return duration.toSeconds() > 0;
    }

    private static void require(boolean fine, String sentence) {
        if (!fine) {
            refuse(sentence);
        }
    }

    private static void refuse(String sentence) {
        throw new IllegalArgumentException(sentence);
    }
}
