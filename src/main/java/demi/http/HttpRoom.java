package demi.http;

import demi.bus.Scope;
import demi.room.Room;
import demi.room.RoomContext;
import demi.settings.Settings;
import demi.settings.SettingsRules;
import demi.settings.ValueTypes;
import demi.settings.source.Key;
import demi.settings.source.ValueType;
import demi.util.Version;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Everything that comes in over HTTP. */
public final class HttpRoom implements Room {

    private static final ValueType<String> SUB_PATH = new ValueType<>(
            "a path of letters, digits and . _ ~ -, such as /demi; / for none",
            text -> {
                ValueTypes.require(text.matches("/|(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+/?"));
                return text.replaceFirst("/$", "");
            },
            path -> path.isEmpty() ? "/" : path);

    private static final Key<String> HOST = Key.of(
                    "http.host", ValueTypes.HOST_NAME, "0.0.0.0", "The listener's address.")
            .variable("ANDROID_API_HOST");
    private static final Key<Integer> PORT = Key.of("http.port", ValueTypes.port(), "8000", "The listener's port.")
            .variable("ANDROID_API_PORT");
    private static final Key<Integer> MAX_FRAME =
            Key.of("http.max_frame", ValueTypes.size("32KiB", "1MiB"), "64KiB", "The largest chat frame.");
    private static final Key<Integer> MAX_BODY =
            Key.of("http.max_body", ValueTypes.size("4KiB", "1MiB"), "64KiB", "The largest request body.");
    private static final Key<Duration> PING_EVERY =
            Key.of("http.ping_every", ValueTypes.duration("1s", "60s"), "25s", "How often a socket is pinged.");
    private static final Key<Duration> PEER_GONE_AFTER =
            Key.of("http.peer_gone_after", ValueTypes.duration("2s", "90s"), "60s", "When a silent socket is closed.");
    private static final Key<Integer> SOCKETS_PER_USER =
            Key.of("http.sockets_per_user", ValueTypes.whole(1, 10_000), "50", "Chat connections of one person.");
    private static final Key<Integer> SOCKETS_IN_ALL =
            Key.of("http.sockets_in_all", ValueTypes.whole(1, 1_000_000), "10000", "Chat connections of everybody.");
    private static final Key<List<String>> TRUSTED_PROXIES =
            Key.of("http.trusted_proxies", ValueTypes.NETWORKS, "", "Whose word on a client's address counts.");
    private static final Key<String> BASE_PATH = Key.of("http.base_path", SUB_PATH, "/", "Where everything is.");
    private static final Key<String> MANAGEMENT_HOST = Key.of(
                    "management.host", ValueTypes.HOST_NAME, "127.0.0.1", "The metrics listener's address.")
            .variable("DEMI_MANAGEMENT_HOST");
    private static final Key<Integer> MANAGEMENT_PORT = Key.of(
                    "management.port", ValueTypes.port(), "8001", "The metrics listener's port.")
            .variable("DEMI_MANAGEMENT_PORT");

    @Override
    public String name() {
        return "http";
    }

    @Override
    public Scope scope() {
        return Scope.NODE;
    }

    @Override
    public boolean isEssential() {
        return true;
    }

    @Override
    public boolean rehearses(Settings settings) {
        return true;
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(
                HOST,
                PORT,
                MAX_FRAME,
                MAX_BODY,
                PING_EVERY,
                PEER_GONE_AFTER,
                SOCKETS_PER_USER,
                SOCKETS_IN_ALL,
                TRUSTED_PROXIES,
                BASE_PATH,
                MANAGEMENT_HOST,
                MANAGEMENT_PORT);
    }

    @Override
    public void check(SettingsRules rules) {
        Integer port = rules.find(PORT);
        if (port != null && port != 0 && port.equals(rules.find(MANAGEMENT_PORT))) {
            rules.broken("http.port and management.port", "must be two different ports");
        }
        rules.shorter(PING_EVERY, PEER_GONE_AFTER);
    }

    @Override
    public HttpSettings settings(Settings settings) {
        return new HttpSettings(
                settings.get(HOST),
                settings.get(PORT),
                settings.get(MAX_BODY),
                settings.get(MAX_FRAME),
                settings.get(PING_EVERY),
                settings.get(PEER_GONE_AFTER),
                settings.get(SOCKETS_PER_USER),
                settings.get(SOCKETS_IN_ALL),
                settings.get(MANAGEMENT_HOST),
                settings.get(MANAGEMENT_PORT),
                settings.get(TRUSTED_PROXIES),
                settings.get(BASE_PATH),
                settings.isRehearsal());
    }

    @Override
    public Optional<Supplier<VerticleBase>> factory(RoomContext context) {
        HttpSettings settings = settings(context.settings());
        return Optional.of(
                () -> new HttpVerticle(context.bus(), context.clock(), settings, context.registry(), Version.number()));
    }
}
