package demi.conductor;

import demi.api.InferenceApi;
import demi.bus.Scope;
import demi.room.Room;
import demi.room.RoomContext;
import demi.room.SharedKeys;
import demi.settings.Settings;
import demi.settings.ValueTypes;
import demi.settings.source.Key;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Turns messages into replies. */
public final class ConductorRoom implements Room {

    public static final Key<Path> PERSONA_FILE = Key.of("conductor.persona_file", ValueTypes.PATH, null, "Who she is.")
            .inDataDir("persona.md");
    private static final Key<Integer> HISTORY_DAYS =
            Key.of("conductor.history_days", ValueTypes.whole(1, 3650), "7", "Days she remembers word for word.");
    private static final Key<Duration> PATIENCE =
            Key.of("conductor.patience", ValueTypes.duration("10ms", "1h"), "30s", "Until she says she cannot think.");
    private static final Key<Integer> TURNS_PER_PERSON =
            Key.of("conductor.turns_per_person", ValueTypes.whole(1, 10_000), "50", "Messages kept in memory.");
    /** The limit holds wherever people write; its name is from when that was HTTP only. */
    private static final Key<Integer> MESSAGES_PER_MINUTE =
            Key.of("http.messages_per_minute", ValueTypes.whole(1, 100_000), "50", "Chat messages of one person.");

    private static final Key<Boolean> THINKS_OVER =
            Key.of("conductor.thinks_over", ValueTypes.FLAG, "true", "Whether the model judges what was said.");
    private static final Key<Boolean> LEARNS =
            Key.of("conductor.learns", ValueTypes.FLAG, "true", "Whether she learns lasting facts about people.");
    public static final Key<Duration> FOLLOW_UP_AFTER =
            Key.of("conductor.follow_up_after", ValueTypes.duration("10ms", "1h"), "10s", "Silence before follow-ups.");
    public static final Key<Duration> FOLLOW_UP_AFTER_SLIDING = Key.of(
            "conductor.follow_up_after_sliding",
            ValueTypes.duration("10ms", "1h"),
            "2m",
            "The same with a model that has to read everything again.");

    @Override
    public String name() {
        return "conductor";
    }

    @Override
    public Scope scope() {
        return Scope.PERSON;
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
                PERSONA_FILE,
                HISTORY_DAYS,
                PATIENCE,
                TURNS_PER_PERSON,
                MESSAGES_PER_MINUTE,
                THINKS_OVER,
                LEARNS,
                FOLLOW_UP_AFTER,
                FOLLOW_UP_AFTER_SLIDING);
    }

    @Override
    public ConductorSettings settings(Settings settings) {
        return new ConductorSettings(
                settings.path(PERSONA_FILE),
                settings.get(HISTORY_DAYS),
                settings.get(PATIENCE),
                settings.get(TURNS_PER_PERSON),
                settings.get(MESSAGES_PER_MINUTE),
                settings.get(THINKS_OVER),
                settings.get(LEARNS),
                settings.get(FOLLOW_UP_AFTER),
                settings.get(FOLLOW_UP_AFTER_SLIDING));
    }

    @Override
    public Optional<Supplier<VerticleBase>> factory(RoomContext context) {
        Settings all = context.settings();
        ConductorSettings settings = settings(all);
        Integer window = all.find(SharedKeys.NUM_CTX);
        ConductorVerticle.PromptSettings prompt = new ConductorVerticle.PromptSettings(
                window == null ? InferenceApi.USUAL_WINDOW : window, all.get(SharedKeys.NUM_PREDICT), all.timezone());
        return Optional.of(() -> new ConductorVerticle(context.bus(), context.clock(), settings, prompt));
    }
}
