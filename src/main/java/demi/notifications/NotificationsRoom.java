package demi.notifications;

import demi.api.value.Secret;
import demi.room.Room;
import demi.room.RoomContext;
import demi.settings.GeneratedSecrets;
import demi.settings.Settings;
import demi.settings.SettingsRules;
import demi.settings.ValueTypes;
import demi.settings.source.Key;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells phones and browsers. In a rehearsal it answers what it is asked, and tells nobody. */
public final class NotificationsRoom implements Room {

    private static final Key<NotificationSettings.Kind> KIND = Key.of(
            "notifications.kind",
            ValueTypes.oneOf(NotificationSettings.Kind.class, "one of ntfy, gotify, webhook"),
            "ntfy",
            "The server's language.");
    /** Whoever knows a topic or a webhook can write there, and read a topic. */
    private static final Key<URI> URL = Key.of(
                    "notifications.url", ValueTypes.WEB_ADDRESS, null, "Where phones are told.")
            .variable("DEMI_NOTIFY_URL")
            .hidden();

    private static final Key<String> TOKEN = Key.of("notifications.token", ValueTypes.TOKEN, null, "Opens that server.")
            .variable("DEMI_NOTIFY_TOKEN")
            .hidden();
    private static final Key<String> CLIENT_TOKEN = Key.of(
                    "notifications.client_token", ValueTypes.TOKEN, null, "Sees what has arrived at a Gotify.")
            .variable("DEMI_NOTIFY_CLIENT_TOKEN")
            .hidden();
    private static final Key<Boolean> TEXT =
            Key.of("notifications.text", ValueTypes.FLAG, "false", "Whether her words go along.");
    private static final Key<Integer> PRIORITY =
            Key.of("notifications.priority", ValueTypes.whole(1, 5), "3", "How urgent they are.");
    private static final Key<List<URI>> SERVERS = Key.of(
            "notifications.servers", ValueTypes.WEB_ADDRESSES, "https://ntfy.sh", "Where people may have their own.");
    private static final Key<Boolean> WEB_PUSH =
            Key.of("notifications.web_push", ValueTypes.FLAG, "false", "Whether browsers can be told.");
    /** It is where notifications lead. */
    private static final Key<URI> PUBLIC_URL = Key.of(
                    "http.public_url", ValueTypes.WEB_ADDRESS, null, "Where people reach her, from outside, too.")
            .variable("DEMI_PUBLIC_URL");

    /** Of the data directory's secrets. */
    private static final String KEY_FILE = "web_push_key";

    @Override
    public String name() {
        return "notifications";
    }

    @Override
    public boolean isEssential() {
        return false;
    }

    @Override
    public boolean rehearses(Settings settings) {
        return true;
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(KIND, URL, TOKEN, CLIENT_TOKEN, TEXT, PRIORITY, SERVERS, WEB_PUSH, PUBLIC_URL);
    }

    /** People see the servers, and have tokens of their own. */
    @Override
    public void check(SettingsRules rules) {
        List<URI> servers = rules.find(SERVERS);
        if (servers != null && servers.stream().anyMatch(server -> server.getRawUserInfo() != null)) {
            rules.broken("notifications.servers", "must be addresses without a user or password");
        }
    }

    @Override
    public NotificationSettings settings(Settings settings) {
        return settings.isRehearsal()
                ? NotificationSettings.none()
                : new NotificationSettings(
                        settings.get(KIND),
                        settings.find(URL),
                        settings.secret(TOKEN),
                        settings.secret(CLIENT_TOKEN),
                        settings.get(TEXT),
                        settings.get(PRIORITY),
                        settings.get(SERVERS),
                        settings.get(WEB_PUSH),
                        settings.find(PUBLIC_URL));
    }

    @Override
    public Optional<Supplier<VerticleBase>> factory(RoomContext context) throws IOException {
        NotificationSettings settings = settings(context.settings());
        WebPushSettings webPush = settings.webPush() && !context.isCommand()
                ? WebPushSettings.of(keys(context.settings().dataDir()), settings.click())
                : null;
        return Optional.of(() ->
                new NotificationsVerticle(context.bus(), context.clock(), settings, webPush, context.isCommand()));
    }

    private static WebPushKeyPair keys(Path dataDir) throws IOException {
        Secret kept = GeneratedSecrets.keep(dataDir, KEY_FILE, WebPushKeyPair::generate);
        try {
            return WebPushKeyPair.of(kept);
        } catch (IllegalArgumentException e) {
            throw new FileSystemException(
                    dataDir.resolve("secrets").resolve(KEY_FILE).toString(),
                    null,
                    "it holds no key pair of Web Push; remove it, and a new one is made: browsers then have to be set anew");
        }
    }
}
