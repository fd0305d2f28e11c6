package demi.settings;

import demi.discord.DiscordSettings.DirectMessages;
import demi.notifications.NotificationSettings;
import demi.settings.Settings.Logging.Format;
import demi.settings.source.Key;
import demi.settings.source.ValueType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every setting there is, in the order in which {@code conf/demi.yaml} has them. */
final class Keys {
    private static final List<Key<?>> KEYS = new ArrayList<>();

    static final Key<Path> DATA_DIR =
            add(key("data_dir", ValueTypes.PATH, "~/.demi", "Everything Demi writes lives here.")
                    .variable("DEMI_DATA_DIR"));
    static final Key<ZoneId> TIMEZONE =
            add(key("timezone", ValueTypes.ZONE, null, "For quiet hours and the time of day.")
                    .variable("DEMI_TIMEZONE"));

    static final Key<Path> DATABASE_URL = add(
            key("database.url", ValueTypes.DATABASE, null, "The database file.").variable("DATABASE_URL"));

    static final Key<String> HTTP_HOST =
            add(key("http.host", ValueTypes.HOST_NAME, "0.0.0.0", "The listener's address.")
                    .variable("ANDROID_API_HOST"));
    static final Key<Integer> HTTP_PORT =
            add(key("http.port", port(), "8000", "The listener's port.").variable("ANDROID_API_PORT"));
    static final Key<Integer> MAX_FRAME =
            add(key("http.max_frame", ValueTypes.size("32KiB", "1MiB"), "64KiB", "The largest chat frame."));
    static final Key<Integer> MAX_BODY =
            add(key("http.max_body", ValueTypes.size("4KiB", "1MiB"), "64KiB", "The largest request body."));
    static final Key<Duration> PING_EVERY =
            add(key("http.ping_every", ValueTypes.duration("1s", "60s"), "25s", "How often a socket is pinged."));
    static final Key<Duration> PEER_GONE_AFTER = add(
            key("http.peer_gone_after", ValueTypes.duration("2s", "90s"), "60s", "When a silent socket is closed."));
    static final Key<Integer> MESSAGES_PER_MINUTE =
            add(key("http.messages_per_minute", ValueTypes.whole(1, 100_000), "50", "Chat messages of one person."));
    static final Key<Integer> SOCKETS_PER_USER =
            add(key("http.sockets_per_user", ValueTypes.whole(1, 10_000), "50", "Chat connections of one person."));
    static final Key<Integer> SOCKETS_IN_ALL =
            add(key("http.sockets_in_all", ValueTypes.whole(1, 1_000_000), "10000", "Chat connections of everybody."));

    static final Key<List<String>> TRUSTED_PROXIES =
            add(key("http.trusted_proxies", ValueTypes.NETWORKS, "", "Whose word on a client's address counts."));
    static final Key<URI> PUBLIC_URL =
            add(key("http.public_url", ValueTypes.WEB_ADDRESS, null, "Where people reach her, from outside, too.")
                    .variable("DEMI_PUBLIC_URL"));
    static final Key<String> BASE_PATH = add(key("http.base_path", ValueTypes.SUB_PATH, "/", "Where everything is."));

    static final Key<String> MANAGEMENT_HOST =
            add(key("management.host", ValueTypes.HOST_NAME, "127.0.0.1", "The metrics listener's address.")
                    .variable("DEMI_MANAGEMENT_HOST"));
    static final Key<Integer> MANAGEMENT_PORT =
            add(key("management.port", port(), "8001", "The metrics listener's port.")
                    .variable("DEMI_MANAGEMENT_PORT"));

    static final Key<String> ACCESS_SECRET =
            add(key("tokens.access_secret", ValueTypes.SIGNING_KEY, null, "Signs access tokens.")
                    .variable("JWT_SECRET_KEY")
                    .hidden());
    static final Key<String> REFRESH_SECRET =
            add(key("tokens.refresh_secret", ValueTypes.SIGNING_KEY, null, "Signs refresh tokens.")
                    .variable("JWT_REFRESH_SECRET_KEY")
                    .hidden());
    static final Key<Duration> ACCESS_LIFETIME = add(
            key("tokens.access_lifetime", ValueTypes.duration("1s", "1d"), "30m", "How long an access token is good."));
    static final Key<Duration> REFRESH_LIFETIME = add(key(
            "tokens.refresh_lifetime", ValueTypes.duration("1s", "365d"), "7d", "How long a refresh token is good."));
    static final Key<Duration> REFRESH_GRACE = add(key(
            "tokens.refresh_grace", ValueTypes.duration("0s", "10m"), "60s", "How long the one before it stays good."));

    static final Key<Integer> LOCK_AFTER =
            add(key("accounts.lock_after", ValueTypes.whole(1, 100), "5", "Wrong passwords that lock an account."));
    static final Key<Duration> LOCK_FOR =
            add(key("accounts.lock_for", ValueTypes.duration("1s", "7d"), "15m", "How long it stays locked."));
    static final Key<Integer> BCRYPT_COST = add(
            key("accounts.bcrypt_cost", ValueTypes.whole(4, 16), "12", "What a guess costs: two to the power of it."));
    static final Key<Integer> LOGINS_PER_MINUTE =
            add(key("accounts.logins_per_minute", ValueTypes.whole(1, 1000), "30", "Login attempts from one address."));
    static final Key<String> ADMIN_EMAIL =
            add(key("accounts.admin_email", ValueTypes.E_MAIL, null, "Created if no account exists.")
                    .variable("DEMI_ADMIN_EMAIL"));
    static final Key<String> ADMIN_PASSWORD =
            add(key("accounts.admin_password", ValueTypes.PASSWORD, null, "The password of that account.")
                    .variable("DEMI_ADMIN_PASSWORD")
                    .hidden());

    static final Key<URI> OLLAMA_URL =
            add(key("ollama.base_url", ValueTypes.WEB_ADDRESS, "http://localhost:11434", "Where Ollama listens.")
                    .variable("OLLAMA_BASE_URL"));
    static final Key<List<URI>> OLLAMA_URLS =
            add(key("ollama.base_urls", ValueTypes.WEB_ADDRESSES, "", "More Ollama servers."));
    static final Key<String> MODEL = add(key("ollama.model", ValueTypes.MODEL_NAME, "llama3.2:1b", "The model.")
            .variable("OLLAMA_MODEL"));
    static final Key<List<String>> FALLBACKS = add(key(
            "ollama.fallbacks", ValueTypes.MODEL_NAMES, "llama3.2:3b,llama2:7b", "Tried when the model is missing."));
    static final Key<Integer> NUM_CTX =
            add(key("ollama.num_ctx", ValueTypes.whole(1024, 1_048_576), null, "The context window in tokens."));
    static final Key<Integer> NUM_PREDICT = add(key(
            "ollama.num_predict",
            ValueTypes.whole(16, 65_536),
            "512",
            "The longest reply in tokens; most are shorter, as her mood has it."));
    static final Key<Double> TEMPERATURE =
            add(key("ollama.temperature", ValueTypes.number(0, 2), "0.8", "How freely she speaks."));
    static final Key<Duration> KEEP_ALIVE = add(
            key("ollama.keep_alive", ValueTypes.duration("0s", "30d"), "30m", "How long the model stays in memory."));
    static final Key<Boolean> WARM_UP =
            add(key("ollama.warm_up", ValueTypes.FLAG, "true", "Whether the model is loaded at the start."));
    static final Key<Duration> CONNECT_TIMEOUT =
            add(key("ollama.connect_timeout", ValueTypes.duration("10ms", "5m"), "5s", "Until Ollama takes the call."));
    static final Key<Duration> FIRST_TOKEN_TIMEOUT =
            add(key("ollama.first_token_timeout", ValueTypes.duration("10ms", "1h"), "5m", "Until the first word."));
    static final Key<Duration> GAP_TIMEOUT =
            add(key("ollama.gap_timeout", ValueTypes.duration("10ms", "1h"), "60s", "Between two words."));
    static final Key<Duration> TOTAL_TIMEOUT =
            add(key("ollama.total_timeout", ValueTypes.duration("10ms", "1d"), "10m", "For a whole reply."));
    static final Key<Integer> PARALLEL =
            add(key("ollama.parallel", ValueTypes.whole(1, 64), "1", "Replies made at a time."));
    static final Key<Integer> MODEL_QUEUE_LIMIT =
            add(key("ollama.queue_limit", ValueTypes.whole(1, 100_000), "100", "Replies that may wait."));
    static final Key<Duration> PROBE_EVERY =
            add(key("ollama.probe_every", ValueTypes.duration("10ms", "1h"), "15s", "How often Ollama is looked for."));
    static final Key<Duration> PROBE_EVERY_WHEN_DOWN = add(
            key("ollama.probe_every_when_down", ValueTypes.duration("10ms", "1h"), "2s", "The same while it is away."));
    static final Key<Integer> BREAKER_FAILURES = add(
            key("ollama.breaker_failures", ValueTypes.whole(1, 1000), "3", "Failures after which she stops asking."));
    static final Key<Duration> BREAKER_RESET =
            add(key("ollama.breaker_reset", ValueTypes.duration("10ms", "1h"), "30s", "How long she then waits."));

    static final Key<Path> PERSONA_FILE = add(key("conductor.persona_file", ValueTypes.PATH, null, "Who she is."));
    static final Key<Integer> HISTORY_DAYS =
            add(key("conductor.history_days", ValueTypes.whole(1, 3650), "7", "Days she remembers word for word."));
    static final Key<Duration> PATIENCE = add(
            key("conductor.patience", ValueTypes.duration("10ms", "1h"), "30s", "Until she says she cannot think."));
    static final Key<Integer> TURNS_PER_PERSON =
            add(key("conductor.turns_per_person", ValueTypes.whole(1, 10_000), "50", "Messages kept in memory."));
    static final Key<Boolean> THINKS_OVER =
            add(key("conductor.thinks_over", ValueTypes.FLAG, "true", "Whether the model judges what was said."));
    static final Key<Boolean> LEARNS =
            add(key("conductor.learns", ValueTypes.FLAG, "true", "Whether she learns lasting facts about people."));
    static final Key<Duration> FOLLOW_UPS_AFTER = add(
            key("conductor.follow_up_after", ValueTypes.duration("10ms", "1h"), "10s", "Silence before follow-ups."));
    static final Key<Duration> FOLLOW_UPS_AFTER_SLIDING = add(key(
            "conductor.follow_up_after_sliding",
            ValueTypes.duration("10ms", "1h"),
            "2m",
            "The same with a model that has to read everything again."));

    static final Key<Integer> MEMORIES_AT_A_TIME =
            add(key("memory.most", ValueTypes.whole(0, 50), "6", "Memories that come to mind with a message."));
    static final Key<String> EMBEDDING_MODEL =
            add(key("memory.embedding_model", ValueTypes.MODEL_NAME, null, "Finds memories by their meaning."));
    static final Key<Duration> EMBEDDING_PATIENCE = add(
            key("memory.embedding_patience", ValueTypes.duration("10ms", "10s"), "300ms", "How long to wait for it."));
    static final Key<Duration> FADE_AFTER =
            add(key("memory.fade_after", ValueTypes.duration("1d", "36500d"), "180d", "Until an unused memory fades."));

    static final Key<Boolean> SPEAKS_FIRST =
            add(key("autonomy.enabled", ValueTypes.FLAG, "true", "Whether she ever writes first."));
    static final Key<Duration> LOOK_EVERY =
            add(key("autonomy.every", ValueTypes.duration("1s", "1d"), "15m", "How often she thinks of it."));
    static final Key<Double> LONELINESS =
            add(key("autonomy.loneliness", ValueTypes.number(0, 1), "0.7", "Above this loneliness she writes."));
    static final Key<Double> EXCITEMENT =
            add(key("autonomy.excitement", ValueTypes.number(0, 1), "0.8", "Or above this excitement."));
    static final Key<Double> FRUSTRATION =
            add(key("autonomy.frustration", ValueTypes.number(0, 1), "0.6", "Or above this frustration."));
    static final Key<Double> RAMBLE_JEALOUSY =
            add(key("autonomy.ramble_jealousy", ValueTypes.number(0, 1), null, "Or, aloud, above this jealousy."));
    static final Key<Double> RAMBLE_VULNERABILITY =
            add(key("autonomy.ramble_vulnerability", ValueTypes.number(0, 1), null, "Or, aloud, above this one."));
    static final Key<Duration> SPEAKING_PAUSE =
            add(key("autonomy.pause", ValueTypes.duration("1m", "365d"), "60m", "Between two to one person."));
    static final Key<Integer> MOST_AN_HOUR =
            add(key("autonomy.most_an_hour", ValueTypes.whole(0, 1000), "5", "To everybody together."));
    static final Key<Duration> FOLLOW_UP_AFTER =
            add(key("autonomy.follow_up_after", ValueTypes.duration("1h", "365d"), "24h", "Until she asks once more."));
    static final Key<Duration> HURT_AFTER =
            add(key("autonomy.hurt_after", ValueTypes.duration("1h", "365d"), "48h", "Until she is hurt, and waits."));
    static final Key<Duration> CONVERSATION =
            add(key("autonomy.conversation", ValueTypes.duration("1s", "1d"), "30m", "Until a talk is over."));
    static final Key<LocalTime> QUIET_FROM =
            add(key("autonomy.quiet_from", ValueTypes.TIME_OF_DAY, "22:00", "When quiet hours begin."));
    static final Key<LocalTime> QUIET_TO =
            add(key("autonomy.quiet_to", ValueTypes.TIME_OF_DAY, "08:00", "When quiet hours end."));
    static final Key<Duration> KEEP_DECISIONS = add(
            key("autonomy.keep_decisions", ValueTypes.duration("1d", "3650d"), "30d", "How long reasons are kept."));

    static final Key<NotificationSettings.Kind> NOTIFY_KIND =
            add(key("notifications.kind", ValueTypes.NOTIFY_KIND, "ntfy", "The server's language."));
    /** Whoever knows a topic or a webhook can write there, and read a topic. */
    static final Key<URI> NOTIFY_URL =
            add(key("notifications.url", ValueTypes.WEB_ADDRESS, null, "Where phones are told.")
                    .variable("DEMI_NOTIFY_URL")
                    .hidden());

    static final Key<String> NOTIFY_TOKEN = add(key("notifications.token", ValueTypes.TOKEN, null, "Opens that server.")
            .variable("DEMI_NOTIFY_TOKEN")
            .hidden());
    static final Key<String> NOTIFY_CLIENT_TOKEN =
            add(key("notifications.client_token", ValueTypes.TOKEN, null, "Sees what has arrived at a Gotify.")
                    .variable("DEMI_NOTIFY_CLIENT_TOKEN")
                    .hidden());
    static final Key<Boolean> NOTIFY_TEXT =
            add(key("notifications.text", ValueTypes.FLAG, "false", "Whether her words go along."));
    static final Key<Integer> NOTIFY_PRIORITY =
            add(key("notifications.priority", ValueTypes.whole(1, 5), "3", "How urgent they are."));
    static final Key<List<URI>> NOTIFY_SERVERS = add(key(
            "notifications.servers", ValueTypes.WEB_ADDRESSES, "https://ntfy.sh", "Where people may have their own."));

    static final Key<Integer> READERS =
            add(key("store.readers", ValueTypes.whole(1, 64), "4", "Connections that read."));
    static final Key<Integer> BATCH_LIMIT =
            add(key("store.batch_limit", ValueTypes.whole(1, 100_000), "512", "Writes that share a commit."));
    static final Key<Integer> STORE_QUEUE_LIMIT =
            add(key("store.queue_limit", ValueTypes.whole(1, 1_000_000), "10000", "Writes that may wait."));

    static final Key<Duration> BACKUP_EVERY =
            add(key("backup.every", ValueTypes.duration("0s", "365d"), "1d", "How often a backup is made."));
    static final Key<Integer> BACKUPS_KEPT =
            add(key("backup.keep", ValueTypes.whole(1, 10_000), "7", "How many of those are kept."));
    static final Key<Path> BACKUP_FOLDER = add(key("backup.folder", ValueTypes.PATH, null, "Where they are."));

    static final Key<String> BOT_TOKEN = add(key("discord.bot_token", ValueTypes.TOKEN, null, "Turns the bridge on.")
            .variable("DISCORD_BOT_TOKEN")
            .also("DISCORD_TOKEN")
            .hidden());
    static final Key<String> RAMBLE_CHANNEL =
            add(key("discord.ramble_channel_id", ValueTypes.SNOWFLAKE, null, "Where she thinks aloud.")
                    .variable("DISCORD_RAMBLE_CHANNEL_ID"));
    static final Key<URI> DISCORD_URL =
            add(key("discord.api_base_url", ValueTypes.WEB_ADDRESS, null, "For compatible servers.")
                    .variable("DISCORD_API_BASE_URL"));
    static final Key<DirectMessages> DIRECT_MESSAGES =
            add(key("discord.direct_messages", ValueTypes.DIRECT_MESSAGES, "everyone", "Whose she answers."));
    static final Key<List<String>> ALLOWED_USERS = add(ids("discord.users.allowed", "Who may talk to her."));
    static final Key<List<String>> BLOCKED_USERS = add(ids("discord.users.blocked", "Who may not."));
    static final Key<List<String>> ALLOWED_ROLES = add(ids("discord.roles.allowed", "Whose members may."));
    static final Key<List<String>> BLOCKED_ROLES = add(ids("discord.roles.blocked", "Whose members may not."));
    static final Key<List<String>> ALLOWED_CHANNELS = add(ids("discord.channels.allowed", "Where she listens."));
    static final Key<List<String>> BLOCKED_CHANNELS = add(ids("discord.channels.blocked", "Where she does not."));
    static final Key<List<String>> ANSWERED_CHANNELS =
            add(ids("discord.answered_channels", "Where she answers without being named."));
    static final Key<Integer> BOT_CHAIN = add(
            key("discord.bot_chain", ValueTypes.whole(0, 100), "0", "Messages of other bots she answers in a row."));
    static final Key<Duration> BURST_PAUSE =
            add(key("discord.burst_pause", ValueTypes.duration("0s", "10s"), "1500ms", "Whether somebody types on."));
    static final Key<Integer> OVERHEARD =
            add(key("discord.overheard", ValueTypes.whole(0, 50), "20", "Messages of a channel she is told of."));

    static final Key<Integer> RAM_THRESHOLD =
            add(key("resources.ram_threshold", ValueTypes.whole(1, 100), "80", "Percent of memory.")
                    .variable("DEMI_RAM_THRESHOLD"));
    static final Key<Integer> MAX_ERRORS =
            add(key("resources.max_errors", ValueTypes.whole(1, 1000), "5", "Failures of a part before it is down.")
                    .variable("DEMI_MAX_ERRORS"));
    static final Key<Boolean> AUTO_RECOVER =
            add(key("resources.auto_recover", ValueTypes.FLAG, "false", "Restart such a part.")
                    .variable("DEMI_AUTO_RECOVER"));

    static final Key<Duration> SAMPLE_EVERY = add(key(
            "resources.sample_every", ValueTypes.duration("100ms", "10m"), "30s", "How often the machine is seen."));
    static final Key<Duration> CALM_FOR =
            add(key("resources.calm_for", ValueTypes.duration("0s", "1d"), "2m", "Until she does everything again."));

    static final Key<Duration> SNAPSHOT_EVERY = add(
            key("metrics.snapshot_every", ValueTypes.duration("1s", "1d"), null, "How often metrics go to a file."));

    static final Key<String> PUSH_URL = add(key("push.url", ValueTypes.PUSH_ADDRESS, null, "Who is told how she is.")
            .hidden());
    static final Key<Duration> PUSH_EVERY =
            add(key("push.every", ValueTypes.duration("1s", "1d"), "60s", "How often a monitor is told."));
    static final Key<Boolean> PUSH_STRICT =
            add(key("push.strict", ValueTypes.FLAG, "false", "Whether it hears of everything."));

    static final Key<LogLevel> LOG_LEVEL = add(key("logging.level", ValueTypes.LOG_LEVEL, "INFO", "How much is logged.")
            .variable("DEMI_LOG_LEVEL"));
    static final Key<Boolean> DEBUG = add(key("logging.debug", ValueTypes.FLAG, "false", "Everything Demi does.")
            .variable("DEMI_DEBUG"));
    static final Key<Format> LOG_FORMAT = add(key("logging.format", ValueTypes.LOG_FORMAT, "text", "text or json.")
            .variable("DEMI_LOG_FORMAT"));
    static final Key<Integer> LOG_DAYS =
            add(key("logging.keep_days", ValueTypes.whole(1, 3650), "14", "Daily files that are kept."));

    static {
        KEYS.addAll(EmotionKeys.all());
    }

    private Keys() {}

    static List<Key<?>> all() {
        return List.copyOf(KEYS);
    }

    private static Key<List<String>> ids(String path, String says) {
        return key(path, ValueTypes.SNOWFLAKES, "", says);
    }

    private static ValueType<Integer> port() {
        return ValueTypes.whole(0, 65535);
    }

    private static <T> Key<T> key(String path, ValueType<T> kind, @Nullable String byDefault, String says) {
        return new Key<>(path, null, null, kind, byDefault, false, says);
    }

    private static <T> Key<T> add(Key<T> key) {
        KEYS.add(key);
        return key;
    }
}
