package demi.http;

import demi.room.Room;
import demi.room.RoomContext;
import demi.settings.Settings;
import demi.settings.ValueTypes;
import demi.settings.source.Key;
import demi.settings.source.ValueType;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells a monitor how she is, where one is set. A rehearsal is told to none. */
public final class UptimePushRoom implements Room {

    /** A monitor shows its address with an example of a query, which is not a part of it. */
    private static final ValueType<String> ADDRESS = new ValueType<>(
            "the absolute URL of a push monitor, such as https://kuma.lan/api/push/TOKEN",
            text -> ValueTypes.webAddress(text.replaceFirst("\\?.*$", "")).toString());

    private static final Key<String> URL =
            Key.of("push.url", ADDRESS, null, "Who is told how she is.").hidden();
    private static final Key<Duration> EVERY =
            Key.of("push.every", ValueTypes.duration("1s", "1d"), "60s", "How often a monitor is told.");
    private static final Key<Boolean> STRICT =
            Key.of("push.strict", ValueTypes.FLAG, "false", "Whether it hears of everything.");

    @Override
    public String name() {
        return "push";
    }

    @Override
    public boolean isEssential() {
        return false;
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(URL, EVERY, STRICT);
    }

    @Override
    public UptimePushSettings settings(Settings settings) {
        return new UptimePushSettings(settings.secret(URL), settings.get(EVERY), settings.get(STRICT));
    }

    @Override
    public Optional<Supplier<VerticleBase>> factory(RoomContext context) {
        UptimePushSettings settings = settings(context.settings());
        return settings.url() == null
                ? Optional.empty()
                : Optional.of(() -> new UptimePushVerticle(context.bus(), settings));
    }
}
