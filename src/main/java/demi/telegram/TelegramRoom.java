package demi.telegram;

import demi.api.NetworkApi;
import demi.network.message.AllowList;
import demi.room.Room;
import demi.room.RoomContext;
import demi.settings.Settings;
import demi.settings.ValueTypes;
import demi.settings.source.Key;
import demi.settings.source.ValueType;
import demi.telegram.TelegramSettings.DirectMessages;
import io.vertx.core.VerticleBase;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Demi on Telegram, where there is a token. Only a server of the owner's is talked to in a rehearsal, never Telegram itself. */
public final class TelegramRoom implements Room {

    private static final ValueType<List<String>> IDS = ValueTypes.listOf(
            ValueTypes.matching(
                    Pattern.compile("-?[1-9][0-9]{0,17}"), "a Telegram id, such as 123456789 or -1001234567890"),
            "a list of Telegram ids, such as [123456789] or [-1001234567890]");

    private static final Key<String> BOT_TOKEN = Key.of(
                    "telegram.bot_token", ValueTypes.TOKEN, null, "Turns the bridge on.")
            .variable("TELEGRAM_BOT_TOKEN")
            .hidden();
    private static final Key<URI> API_BASE_URL = Key.of(
                    "telegram.api_base_url", ValueTypes.WEB_ADDRESS, null, "For a Bot API server of one's own.")
            .variable("TELEGRAM_API_BASE_URL");
    private static final Key<DirectMessages> DIRECT_MESSAGES = Key.of(
            "telegram.direct_messages",
            ValueTypes.oneOf(DirectMessages.class, "everyone, linked or off"),
            "everyone",
            "Whose she answers.");
    private static final Key<List<String>> ALLOWED_USERS = ids("telegram.users.allowed", "Who may talk to her.");
    private static final Key<List<String>> BLOCKED_USERS = ids("telegram.users.blocked", "Who may not.");
    private static final Key<List<String>> ALLOWED_GROUPS = ids("telegram.groups.allowed", "Where she listens.");
    private static final Key<List<String>> BLOCKED_GROUPS = ids("telegram.groups.blocked", "Where she does not.");
    private static final Key<List<String>> ANSWERED_GROUPS =
            ids("telegram.answered_groups", "Where she answers without being named.");
    private static final Key<Duration> BURST_PAUSE =
            Key.of("telegram.burst_pause", ValueTypes.duration("0s", "10s"), "1500ms", "Whether somebody types on.");
    private static final Key<Integer> OVERHEARD =
            Key.of("telegram.overheard", ValueTypes.whole(0, 50), "20", "Messages of a group she is told of.");

    private static Key<List<String>> ids(String path, String says) {
        return Key.of(path, IDS, "", says);
    }

    @Override
    public String name() {
        return "telegram";
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
    public Optional<Probe> probe() {
        return Optional.of(bus -> bus.request(NetworkApi.status(name()), new NetworkApi.GetStatus()));
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(
                BOT_TOKEN,
                API_BASE_URL,
                DIRECT_MESSAGES,
                ALLOWED_USERS,
                BLOCKED_USERS,
                ALLOWED_GROUPS,
                BLOCKED_GROUPS,
                ANSWERED_GROUPS,
                BURST_PAUSE,
                OVERHEARD);
    }

    @Override
    public TelegramSettings settings(Settings settings) {
        return new TelegramSettings(
                settings.secret(BOT_TOKEN),
                settings.nameOf(BOT_TOKEN),
                settings.find(API_BASE_URL),
                settings.get(DIRECT_MESSAGES),
                new AllowList(settings.get(ALLOWED_USERS), settings.get(BLOCKED_USERS)),
                new AllowList(settings.get(ALLOWED_GROUPS), settings.get(BLOCKED_GROUPS)),
                settings.get(ANSWERED_GROUPS),
                settings.get(BURST_PAUSE),
                settings.get(OVERHEARD));
    }

    @Override
    public Optional<Supplier<VerticleBase>> factory(RoomContext context) {
        TelegramSettings settings = settings(context.settings());
        return settings.botToken() == null
                ? Optional.empty()
                : Optional.of(
                        () -> new TelegramVerticle(context.bus(), context.clock(), settings, context.isCommand()));
    }
}
