package demi.accounts;

import demi.api.value.Secret;
import demi.room.Room;
import demi.room.RoomContext;
import demi.room.SharedKeys;
import demi.settings.GeneratedSecrets;
import demi.settings.Settings;
import demi.settings.SettingsRules;
import demi.settings.ValueTypes;
import demi.settings.source.Key;
import demi.settings.source.ValueType;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who may come in. The administrator of the settings is made by the server only, never by a command. */
public final class AccountsRoom implements Room {

    private static final ValueType<String> SIGNING_KEY =
            new ValueType<>("a secret of at least 32 bytes (openssl rand -base64 48 makes one)", text -> {
                ValueTypes.require(text.getBytes(StandardCharsets.UTF_8).length >= 32);
                return text;
            });
    private static final ValueType<String> PASSWORD = new ValueType<>("a password of 8 to 128 characters", text -> {
        int length = text.codePointCount(0, text.length());
        ValueTypes.require(length >= 8 && length <= 128);
        return text;
    });

    private static final Key<String> ACCESS_SECRET = Key.of(
                    "tokens.access_secret", SIGNING_KEY, null, "Signs access tokens.")
            .variable("JWT_SECRET_KEY")
            .hidden();
    private static final Key<String> REFRESH_SECRET = Key.of(
                    "tokens.refresh_secret", SIGNING_KEY, null, "Signs refresh tokens.")
            .variable("JWT_REFRESH_SECRET_KEY")
            .hidden();
    private static final Key<Duration> ACCESS_LIFETIME = Key.of(
            "tokens.access_lifetime", ValueTypes.duration("1s", "1d"), "30m", "How long an access token is good.");
    private static final Key<Duration> REFRESH_LIFETIME = Key.of(
            "tokens.refresh_lifetime", ValueTypes.duration("1s", "365d"), "7d", "How long a refresh token is good.");
    private static final Key<Duration> REFRESH_GRACE = Key.of(
            "tokens.refresh_grace", ValueTypes.duration("0s", "10m"), "60s", "How long the one before it stays good.");

    private static final Key<Integer> LOCK_AFTER =
            Key.of("accounts.lock_after", ValueTypes.whole(1, 100), "5", "Wrong passwords that lock an account.");
    private static final Key<Duration> LOCK_FOR =
            Key.of("accounts.lock_for", ValueTypes.duration("1s", "7d"), "15m", "How long it stays locked.");
    private static final Key<Integer> BCRYPT_COST = Key.of(
            "accounts.bcrypt_cost", ValueTypes.whole(4, 16), "12", "What a guess costs: two to the power of it.");
    private static final Key<Integer> LOGINS_PER_MINUTE =
            Key.of("accounts.logins_per_minute", ValueTypes.whole(1, 1000), "30", "Login attempts from one address.");
    private static final Key<String> ADMIN_EMAIL = Key.of(
                    "accounts.admin_email", ValueTypes.E_MAIL, null, "Created if no account exists.")
            .variable("DEMI_ADMIN_EMAIL");
    private static final Key<String> ADMIN_PASSWORD = Key.of(
                    "accounts.admin_password", PASSWORD, null, "The password of that account.")
            .variable("DEMI_ADMIN_PASSWORD")
            .hidden();

    /**
     * As it is set, before keys are made where there are none.
     *
     * @param adminEmail the account created on a start that finds none; set together with its password or not at all
     */
    public record Configured(
            GeneratedSecrets.Configured keys,
            Duration accessLifetime,
            Duration refreshLifetime,
            Duration refreshGrace,
            int lockAfter,
            Duration lockFor,
            int bcryptCost,
            int loginsPerMinute,
            @Nullable String adminEmail,
            @Nullable Secret adminPassword) {}

    @Override
    public String name() {
        return "accounts";
    }

    @Override
    public boolean isEssential() {
        return true;
    }

    @Override
    public boolean rehearses(Settings settings) {
        return true;
    }

    /** The administrator's account is looked at only where it is to be made. */
    @Override
    public boolean invalidMeansSettings() {
        return true;
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(
                ACCESS_SECRET,
                REFRESH_SECRET,
                ACCESS_LIFETIME,
                REFRESH_LIFETIME,
                REFRESH_GRACE,
                LOCK_AFTER,
                LOCK_FOR,
                BCRYPT_COST,
                LOGINS_PER_MINUTE,
                ADMIN_EMAIL,
                ADMIN_PASSWORD);
    }

    @Override
    public void check(SettingsRules rules) {
        String access = rules.find(ACCESS_SECRET);
        if (access != null && access.equals(rules.find(REFRESH_SECRET))) {
            rules.broken("JWT_SECRET_KEY and JWT_REFRESH_SECRET_KEY", "must be two different secrets");
        }
        if (SharedKeys.isCluster(rules.find(SharedKeys.CLUSTER_MEMBERS))
                && (access == null || rules.find(REFRESH_SECRET) == null)) {
            rules.broken(
                    "JWT_SECRET_KEY and JWT_REFRESH_SECRET_KEY", "must be set, to the same on all nodes of a cluster");
        }
        rules.bothOrNeither(ADMIN_EMAIL, ADMIN_PASSWORD, "DEMI_ADMIN_EMAIL and DEMI_ADMIN_PASSWORD");
        rules.shorter(ACCESS_LIFETIME, REFRESH_LIFETIME);
    }

    @Override
    public Configured settings(Settings settings) {
        return new Configured(
                new GeneratedSecrets.Configured(settings.secret(ACCESS_SECRET), settings.secret(REFRESH_SECRET)),
                settings.get(ACCESS_LIFETIME),
                settings.get(REFRESH_LIFETIME),
                settings.get(REFRESH_GRACE),
                settings.get(LOCK_AFTER),
                settings.get(LOCK_FOR),
                settings.get(BCRYPT_COST),
                settings.get(LOGINS_PER_MINUTE),
                settings.find(ADMIN_EMAIL),
                settings.secret(ADMIN_PASSWORD));
    }

    @Override
    public Optional<Supplier<VerticleBase>> factory(RoomContext context) throws IOException {
        Configured set = settings(context.settings());
        GeneratedSecrets.SigningKeys keys =
                GeneratedSecrets.complete(context.settings().dataDir(), set.keys());
        AccountsSettings settings = new AccountsSettings(
                keys.access(),
                keys.refresh(),
                set.accessLifetime(),
                set.refreshLifetime(),
                set.refreshGrace(),
                set.lockAfter(),
                set.lockFor(),
                set.loginsPerMinute(),
                set.bcryptCost(),
                context.isCommand() ? null : set.adminEmail(),
                context.isCommand() ? null : set.adminPassword());
        return Optional.of(() -> new AccountsVerticle(context.bus(), context.clock(), settings));
    }
}
