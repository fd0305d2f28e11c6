package demi.memory;

import demi.room.Room;
import demi.room.RoomContext;
import demi.settings.Settings;
import demi.settings.ValueTypes;
import demi.settings.source.Key;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What she knows of people. */
public final class MemoryRoom implements Room {

    private static final Key<Integer> MOST =
            Key.of("memory.most", ValueTypes.whole(0, 50), "30", "Memories and lines that come to mind at most.");
    private static final Key<Integer> BUDGET =
            Key.of("memory.budget", ValueTypes.whole(0, 4000), "500", "Tokens that they may take, about.");
    private static final Key<String> EMBEDDING_MODEL =
            Key.of("memory.embedding_model", ValueTypes.MODEL_NAME, null, "Finds memories by their meaning.");
    private static final Key<Duration> EMBEDDING_PATIENCE = Key.of(
            "memory.embedding_patience", ValueTypes.duration("10ms", "10s"), "300ms", "How long to wait for it.");
    private static final Key<Duration> FADE_AFTER =
            Key.of("memory.fade_after", ValueTypes.duration("1d", "36500d"), "180d", "Until an unused memory fades.");

    @Override
    public String name() {
        return "memory";
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
        return List.of(MOST, BUDGET, EMBEDDING_MODEL, EMBEDDING_PATIENCE, FADE_AFTER);
    }

    @Override
    public MemorySettings settings(Settings settings) {
        String model = settings.find(EMBEDDING_MODEL);
        return new MemorySettings(
                settings.get(MOST),
                settings.get(BUDGET),
                model == null ? "" : model,
                settings.get(EMBEDDING_PATIENCE),
                settings.get(FADE_AFTER));
    }

    @Override
    public Optional<Supplier<VerticleBase>> factory(RoomContext context) {
        MemorySettings settings = settings(context.settings());
        return Optional.of(() -> new MemoryVerticle(context.bus(), context.clock(), settings));
    }
}
