package demi.settings;

import demi.api.value.Secret;
import demi.autonomy.AutonomySettings;
import demi.conductor.ConductorSettings;
import demi.discord.DiscordSettings;
import demi.discord.DiscordSettings.Lists;
import demi.http.HttpSettings;
import demi.http.UptimePushSettings;
import demi.memory.MemorySettings;
import demi.model.ModelSettings;
import demi.notifications.NotificationSettings;
import demi.settings.source.Key;
import demi.settings.source.Paths;
import demi.settings.source.RawValue;
import demi.settings.source.ResolvedValues;
import demi.store.BackupSettings;
import demi.store.StoreSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the records from values that were checked. */
final class SettingsBuilder {
    private final ResolvedValues values;
    private final Path home;
    private final ZoneId machineZone;

    SettingsBuilder(ResolvedValues values, Path home, ZoneId machineZone) {
        this.values = values;
        this.home = home;
        this.machineZone = machineZone;
    }

    Settings build() {
        Path dataDir = Paths.expand(values.get(Keys.DATA_DIR), home);
        ZoneId zone = values.find(Keys.TIMEZONE);
        return new Settings(
                dataDir,
                zone == null ? machineZone : zone,
                http(),
                tokens(),
                accounts(),
                model(),
                conductor(dataDir),
                memory(),
                autonomy(),
                notifications(),
                store(dataDir),
                new BackupSettings(
                        values.get(Keys.BACKUP_EVERY), values.get(Keys.BACKUPS_KEPT), find(Keys.BACKUP_FOLDER)),
                discord(),
                new Settings.Resources(
                        values.get(Keys.RAM_THRESHOLD),
                        values.get(Keys.MAX_ERRORS),
                        values.get(Keys.AUTO_RECOVER),
                        values.get(Keys.SAMPLE_EVERY),
                        values.get(Keys.CALM_FOR)),
                new Settings.Metrics(values.find(Keys.SNAPSHOT_EVERY)),
                new UptimePushSettings(
                        secret(Keys.PUSH_URL), values.get(Keys.PUSH_EVERY), values.get(Keys.PUSH_STRICT)),
                new Settings.Logging(
                        values.get(Keys.LOG_LEVEL),
                        values.get(Keys.DEBUG),
                        values.get(Keys.LOG_FORMAT),
                        values.get(Keys.LOG_DAYS)),
                EmotionKeys.build(values));
    }

    private HttpSettings http() {
        return new HttpSettings(
                values.get(Keys.HTTP_HOST),
                values.get(Keys.HTTP_PORT),
                values.get(Keys.MAX_BODY),
                values.get(Keys.MAX_FRAME),
                values.get(Keys.PING_EVERY),
                values.get(Keys.PEER_GONE_AFTER),
                values.get(Keys.SOCKETS_PER_USER),
                values.get(Keys.SOCKETS_IN_ALL),
                values.get(Keys.MANAGEMENT_HOST),
                values.get(Keys.MANAGEMENT_PORT),
                values.get(Keys.TRUSTED_PROXIES),
                values.get(Keys.BASE_PATH),
                false);
    }

    private Settings.Tokens tokens() {
        return new Settings.Tokens(
                secret(Keys.ACCESS_SECRET),
                secret(Keys.REFRESH_SECRET),
                values.get(Keys.ACCESS_LIFETIME),
                values.get(Keys.REFRESH_LIFETIME),
                values.get(Keys.REFRESH_GRACE));
    }

    private Settings.Accounts accounts() {
        return new Settings.Accounts(
                values.get(Keys.LOCK_AFTER),
                values.get(Keys.LOCK_FOR),
                values.get(Keys.BCRYPT_COST),
                values.get(Keys.LOGINS_PER_MINUTE),
                values.find(Keys.ADMIN_EMAIL),
                secret(Keys.ADMIN_PASSWORD));
    }

    private List<URI> servers() {
        List<URI> servers = new ArrayList<>(List.of(values.get(Keys.OLLAMA_URL)));
        servers.addAll(values.get(Keys.OLLAMA_URLS));
        return servers.stream().distinct().toList();
    }

    private ModelSettings model() {
        Integer window = values.find(Keys.NUM_CTX);
        return new ModelSettings(
                servers(),
                values.get(Keys.MODEL),
                values.get(Keys.FALLBACKS),
                window == null ? 0 : window,
                values.get(Keys.NUM_PREDICT),
                values.get(Keys.TEMPERATURE),
                values.get(Keys.KEEP_ALIVE),
                values.get(Keys.WARM_UP),
                values.get(Keys.CONNECT_TIMEOUT),
                values.get(Keys.FIRST_TOKEN_TIMEOUT),
                values.get(Keys.GAP_TIMEOUT),
                values.get(Keys.TOTAL_TIMEOUT),
                values.get(Keys.PARALLEL),
                values.get(Keys.MODEL_QUEUE_LIMIT),
                values.get(Keys.PROBE_EVERY),
                values.get(Keys.PROBE_EVERY_WHEN_DOWN),
                values.get(Keys.BREAKER_FAILURES),
                values.get(Keys.BREAKER_RESET),
                false);
    }

    private ConductorSettings conductor(Path dataDir) {
        return new ConductorSettings(
                path(Keys.PERSONA_FILE, dataDir.resolve("persona.md")),
                values.get(Keys.HISTORY_DAYS),
                values.get(Keys.PATIENCE),
                values.get(Keys.TURNS_PER_PERSON),
                values.get(Keys.MESSAGES_PER_MINUTE),
                values.get(Keys.THINKS_OVER),
                values.get(Keys.LEARNS),
                values.get(Keys.FOLLOW_UPS_AFTER),
                values.get(Keys.FOLLOW_UPS_AFTER_SLIDING));
    }

    private MemorySettings memory() {
        String model = values.find(Keys.EMBEDDING_MODEL);
        return new MemorySettings(
                values.get(Keys.MEMORIES_AT_A_TIME),
                model == null ? "" : model,
                values.get(Keys.EMBEDDING_PATIENCE),
                values.get(Keys.FADE_AFTER));
    }

    private AutonomySettings autonomy() {
        return new AutonomySettings(
                values.get(Keys.SPEAKS_FIRST),
                values.get(Keys.LOOK_EVERY),
                values.get(Keys.LONELINESS),
                values.get(Keys.EXCITEMENT),
                values.get(Keys.FRUSTRATION),
                values.find(Keys.RAMBLE_JEALOUSY),
                values.find(Keys.RAMBLE_VULNERABILITY),
                values.get(Keys.SPEAKING_PAUSE),
                values.get(Keys.MOST_AN_HOUR),
                values.get(Keys.FOLLOW_UP_AFTER),
                values.get(Keys.HURT_AFTER),
                values.get(Keys.CONVERSATION),
                values.get(Keys.QUIET_FROM),
                values.get(Keys.QUIET_TO),
                values.get(Keys.KEEP_DECISIONS));
    }

    private NotificationSettings notifications() {
        return new NotificationSettings(
                values.get(Keys.NOTIFY_KIND),
                values.find(Keys.NOTIFY_URL),
                secret(Keys.NOTIFY_TOKEN),
                secret(Keys.NOTIFY_CLIENT_TOKEN),
                values.get(Keys.NOTIFY_TEXT),
                values.get(Keys.NOTIFY_PRIORITY),
                values.get(Keys.NOTIFY_SERVERS),
                values.find(Keys.PUBLIC_URL));
    }

    private StoreSettings store(Path dataDir) {
        return new StoreSettings(
                path(Keys.DATABASE_URL, dataDir.resolve("demi.sqlite")),
                values.get(Keys.READERS),
                values.get(Keys.BATCH_LIMIT),
                values.get(Keys.STORE_QUEUE_LIMIT));
    }

    private DiscordSettings discord() {
        return new DiscordSettings(
                secret(Keys.BOT_TOKEN),
                name(Keys.BOT_TOKEN),
                values.find(Keys.RAMBLE_CHANNEL),
                values.find(Keys.DISCORD_URL),
                values.get(Keys.DIRECT_MESSAGES),
                new Lists(values.get(Keys.ALLOWED_USERS), values.get(Keys.BLOCKED_USERS)),
                new Lists(values.get(Keys.ALLOWED_ROLES), values.get(Keys.BLOCKED_ROLES)),
                new Lists(values.get(Keys.ALLOWED_CHANNELS), values.get(Keys.BLOCKED_CHANNELS)),
                values.get(Keys.ANSWERED_CHANNELS),
                values.get(Keys.BOT_CHAIN),
                values.get(Keys.BURST_PAUSE),
                values.get(Keys.OVERHEARD));
    }

    /** What its owner calls a setting, by where it is set. */
    private String name(Key<?> key) {
        RawValue origin = values.origin(key);
        return origin == null ? key.path() : origin.name();
    }

    private @Nullable Path find(Key<Path> key) {
        Path path = values.find(key);
        return path == null ? null : Paths.expand(path, home);
    }

    private Path path(Key<Path> key, Path otherwise) {
        Path path = find(key);
        return path == null ? otherwise : path;
    }

    private @Nullable Secret secret(Key<String> key) {
        String value = values.find(key);
        return value == null ? null : new Secret(value);
    }
}
