package demi.matrix;

import demi.api.NetworkApi;
import demi.matrix.MatrixSettings.Invites;
import demi.network.message.AccessPolicy;
import demi.network.message.AllowList;
import demi.room.Room;
import demi.room.RoomContext;
import demi.settings.Settings;
import demi.settings.SettingsRules;
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

/** Demi on Matrix, where she has an account. Closed in a rehearsal. */
public final class MatrixRoom implements Room {

    private static final ValueType<URI> ADDRESS = new ValueType<>(
            "an absolute URL that begins with http:// or https://, without a user, ? and #",
            text -> {
                URI address = ValueTypes.webAddress(text);
                ValueTypes.require(address.getRawUserInfo() == null);
                return address;
            },
            ValueTypes.WEB_ADDRESS.show());
    private static final ValueType<List<String>> USERS = ValueTypes.listOf(
            ValueTypes.matching(Pattern.compile("@[^\\s:,]+:[^\\s,]+"), "a user's id, such as @ann:example.org"),
            "a list of users' ids, such as [\"@ann:example.org\"]");
    private static final ValueType<List<String>> ROOMS = ValueTypes.listOf(
            ValueTypes.matching(Pattern.compile("![^\\s,]+"), "a room's id, such as !abc:example.org"),
            "a list of rooms' ids, such as [\"!abc:example.org\"]");

    private static final Key<URI> HOMESERVER =
            Key.of("matrix.homeserver", ADDRESS, null, "Where her account is.").variable("MATRIX_HOMESERVER");
    private static final Key<String> ACCESS_TOKEN = Key.of(
                    "matrix.access_token", ValueTypes.TOKEN, null, "Of her account.")
            .variable("MATRIX_ACCESS_TOKEN")
            .hidden();
    private static final Key<Invites> INVITES = Key.of(
            "matrix.invites",
            ValueTypes.oneOf(Invites.class, "everyone, homeserver or off"),
            "homeserver",
            "Whose she accepts.");
    private static final Key<AccessPolicy.Direct> DIRECT_MESSAGES = Key.of(
            "matrix.direct_messages",
            ValueTypes.oneOf(AccessPolicy.Direct.class, "everyone, linked or off"),
            "everyone",
            "Whose she answers.");
    private static final Key<List<String>> ALLOWED_USERS = users("matrix.users.allowed", "Who may talk to her.");
    private static final Key<List<String>> BLOCKED_USERS = users("matrix.users.blocked", "Who may not.");
    private static final Key<List<String>> ALLOWED_ROOMS = rooms("matrix.rooms.allowed", "Where she listens.");
    private static final Key<List<String>> BLOCKED_ROOMS = rooms("matrix.rooms.blocked", "Where she does not.");
    private static final Key<List<String>> ANSWERED_ROOMS =
            rooms("matrix.answered_rooms", "Where she answers without being named.");
    private static final Key<Duration> BURST_PAUSE =
            Key.of("matrix.burst_pause", ValueTypes.duration("0s", "10s"), "1500ms", "Whether somebody types on.");
    private static final Key<Integer> OVERHEARD =
            Key.of("matrix.overheard", ValueTypes.whole(0, 50), "20", "Messages of a room she is told of.");

    @Override
    public String name() {
        return "matrix";
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
    public Optional<Probe> probe() {
        return Optional.of(bus -> bus.request(NetworkApi.status(name()), new NetworkApi.GetStatus()));
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(
                HOMESERVER,
                ACCESS_TOKEN,
                INVITES,
                DIRECT_MESSAGES,
                ALLOWED_USERS,
                BLOCKED_USERS,
                ALLOWED_ROOMS,
                BLOCKED_ROOMS,
                ANSWERED_ROOMS,
                BURST_PAUSE,
                OVERHEARD);
    }

    private static Key<List<String>> users(String path, String says) {
        return Key.of(path, USERS, "", says);
    }

    private static Key<List<String>> rooms(String path, String says) {
        return Key.of(path, ROOMS, "", says);
    }

    @Override
    public void check(SettingsRules rules) {
        rules.bothOrNeither(HOMESERVER, ACCESS_TOKEN, "matrix.homeserver and matrix.access_token");
    }

    @Override
    public MatrixSettings settings(Settings settings) {
        return new MatrixSettings(
                settings.find(HOMESERVER),
                settings.secret(ACCESS_TOKEN),
                settings.nameOf(ACCESS_TOKEN),
                settings.get(INVITES),
                settings.get(DIRECT_MESSAGES),
                new AllowList(settings.get(ALLOWED_USERS), settings.get(BLOCKED_USERS)),
                new AllowList(settings.get(ALLOWED_ROOMS), settings.get(BLOCKED_ROOMS)),
                settings.get(ANSWERED_ROOMS),
                settings.get(BURST_PAUSE),
                settings.get(OVERHEARD));
    }

    @Override
    public Optional<Supplier<VerticleBase>> factory(RoomContext context) {
        MatrixSettings settings = settings(context.settings());
        return settings.accessToken() == null
                ? Optional.empty()
                : Optional.of(() -> new MatrixVerticle(context.bus(), context.clock(), settings, context.isCommand()));
    }
}
