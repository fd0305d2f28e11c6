package demi.discord;

import demi.api.NetworkApi;
import demi.discord.DiscordSettings.DirectMessages;
import demi.network.message.AllowList;
import demi.room.Room;
import demi.room.RoomContext;
import demi.settings.Settings;
import demi.settings.ValueTypes;
import demi.settings.source.Key;
import demi.settings.source.ValueType;
import io.vertx.core.VerticleBase;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Demi on Discord, where there is a token. Only a compatible server is talked to in a rehearsal, never Discord itself. */
public final class DiscordRoom implements Room {

    private static final ValueType<String> SNOWFLAKE =
            ValueTypes.matching(Pattern.compile("[0-9]{15,20}"), "a Discord id, such as 1234567890123456789");
    private static final ValueType<List<String>> SNOWFLAKES =
            ValueTypes.listOf(SNOWFLAKE, "a list of Discord ids, such as [1234567890123456789]");

    private static final Key<String> BOT_TOKEN = Key.of(
                    "discord.bot_token", ValueTypes.TOKEN, null, "Turns the bridge on.")
            .variable("DISCORD_BOT_TOKEN")
            .also("DISCORD_TOKEN")
            .hidden();
    private static final Key<String> RAMBLE_CHANNEL = Key.of(
                    "discord.ramble_channel_id", SNOWFLAKE, null, "Where she thinks aloud.")
            .variable("DISCORD_RAMBLE_CHANNEL_ID");
    private static final Key<URI> API_BASE_URL = Key.of(
                    "discord.api_base_url", ValueTypes.WEB_ADDRESS, null, "For compatible servers.")
            .variable("DISCORD_API_BASE_URL");
    private static final Key<DirectMessages> DIRECT_MESSAGES = Key.of(
            "discord.direct_messages",
            ValueTypes.oneOf(DirectMessages.class, "everyone, linked or off"),
            "everyone",
            "Whose she answers.");
    private static final Key<List<String>> ALLOWED_USERS = ids("discord.users.allowed", "Who may talk to her.");
    private static final Key<List<String>> BLOCKED_USERS = ids("discord.users.blocked", "Who may not.");
    private static final Key<List<String>> ALLOWED_ROLES = ids("discord.roles.allowed", "Whose members may.");
    private static final Key<List<String>> BLOCKED_ROLES = ids("discord.roles.blocked", "Whose members may not.");
    private static final Key<List<String>> ALLOWED_CHANNELS = ids("discord.channels.allowed", "Where she listens.");
    private static final Key<List<String>> BLOCKED_CHANNELS = ids("discord.channels.blocked", "Where she does not.");
    private static final Key<List<String>> ANSWERED_CHANNELS =
            ids("discord.answered_channels", "Where she answers without being named.");
    private static final Key<Integer> BOT_CHAIN =
            Key.of("discord.bot_chain", ValueTypes.whole(0, 100), "0", "Messages of other bots she answers in a row.");
    private static final Key<Duration> BURST_PAUSE =
            Key.of("discord.burst_pause", ValueTypes.duration("0s", "10s"), "1500ms", "Whether somebody types on.");
    private static final Key<Integer> OVERHEARD =
            Key.of("discord.overheard", ValueTypes.whole(0, 50), "20", "Messages of a channel she is told of.");

    @Override
    public String name() {
        return "discord";
    }

    @Override
    public Set<String> otherPrefixes() {
        return Set.of("network");
    }

    @Override
    public boolean isEssential() {
        return false;
    }

    @Override
    public boolean rehearses(Settings settings) {
        return settings.find(API_BASE_URL) != null;
    }

    @Override
    public @Nullable String ramblePlace(Settings settings) {
        return settings.find(BOT_TOKEN) == null ? null : settings.find(RAMBLE_CHANNEL);
    }

    @Override
    public Optional<Probe> probe() {
        return Optional.of(bus -> bus.request(NetworkApi.status("discord"), new NetworkApi.GetStatus()));
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(
                BOT_TOKEN,
                RAMBLE_CHANNEL,
                API_BASE_URL,
                DIRECT_MESSAGES,
                ALLOWED_USERS,
                BLOCKED_USERS,
                ALLOWED_ROLES,
                BLOCKED_ROLES,
                ALLOWED_CHANNELS,
                BLOCKED_CHANNELS,
                ANSWERED_CHANNELS,
                BOT_CHAIN,
                BURST_PAUSE,
                OVERHEARD);
    }

    private static Key<List<String>> ids(String path, String says) {
        return Key.of(path, SNOWFLAKES, "", says);
    }

    @Override
    public DiscordSettings settings(Settings settings) {
        return new DiscordSettings(
                settings.secret(BOT_TOKEN),
                settings.nameOf(BOT_TOKEN),
                settings.find(RAMBLE_CHANNEL),
                settings.find(API_BASE_URL),
                settings.get(DIRECT_MESSAGES),
                new AllowList(settings.get(ALLOWED_USERS), settings.get(BLOCKED_USERS)),
                new AllowList(settings.get(ALLOWED_ROLES), settings.get(BLOCKED_ROLES)),
                new AllowList(settings.get(ALLOWED_CHANNELS), settings.get(BLOCKED_CHANNELS)),
                settings.get(ANSWERED_CHANNELS),
                settings.get(BOT_CHAIN),
                settings.get(BURST_PAUSE),
                settings.get(OVERHEARD));
    }

    @Override
    public Optional<Supplier<VerticleBase>> factory(RoomContext context) {
        DiscordSettings settings = settings(context.settings());
        return settings.botToken() == null
                ? Optional.empty()
                : Optional.of(() -> new DiscordVerticle(context.bus(), context.clock(), settings, context.isCommand()));
    }
}
