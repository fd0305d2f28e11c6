package demi.emotion;

import demi.api.value.Emotion;
import demi.emotion.EmotionSettings.Cascades;
import demi.emotion.EmotionSettings.Habituation;
import demi.emotion.EmotionSettings.Idle;
import demi.emotion.EmotionSettings.Length;
import demi.emotion.EmotionSettings.ModulationSettings;
import demi.emotion.EmotionSettings.Retention;
import demi.room.Room;
import demi.room.RoomContext;
import demi.settings.Settings;
import demi.settings.SettingsRules;
import demi.settings.ValueTypes;
import demi.settings.source.Key;
import demi.settings.source.ValueType;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** How she feels. */
public final class EmotionRoom implements Room {

    @Override
    public String name() {
        return "emotion";
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
        return Numbers.all();
    }

    @Override
    public void check(SettingsRules rules) {
        Numbers.check(rules);
    }

    @Override
    public EmotionSettings settings(Settings settings) {
        return Numbers.build(settings);
    }

    @Override
    public Optional<Supplier<VerticleBase>> factory(RoomContext context) {
        EmotionSettings settings = settings(context.settings());
        return Optional.of(() -> new EmotionVerticle(context.bus(), context.clock(), settings));
    }

    /**
     * The numbers of her inner life. One walk over {@link EmotionSettings} makes the list of keys from the defaults, and
     * the same walk makes the record from the values.
     */
    private static final class Numbers {
        private static final List<Emotion> EMOTIONS = List.of(Emotion.values());
        private static final List<StyleTrait> TRAITS = List.of(StyleTrait.values());
        private static final ValueType<Double> PART = ValueTypes.number(0, 1);
        private static final ValueType<Integer> WORDS = ValueTypes.whole(1, 5000);
        private static final ValueType<Double> CHANGE = ValueTypes.number(-1, 1);

        /** What the walk asks for at each number: its value. */
        private interface Visitor {
            <T> T at(String path, ValueType<T> kind, T byDefault);
        }

        private final Visitor visitor;

        private Numbers(Visitor visitor) {
            this.visitor = visitor;
        }

        static List<Key<?>> all() {
            List<Key<?>> keys = new ArrayList<>();
            new Numbers(new Visitor() {
                        @Override
                        public <T> T at(String path, ValueType<T> kind, T byDefault) {
                            String text = byDefault instanceof String none && none.isEmpty()
                                    ? null
                                    : kind.show().apply(byDefault);
                            keys.add(Key.of("emotion." + path, kind, text, "Her inner life."));
                            return byDefault;
                        }
                    })
                    .walk(EmotionSettings.defaults());
            return keys;
        }

        static EmotionSettings build(Settings settings) {
            return new Numbers(new Visitor() {
                        @Override
                        public <T> T at(String path, ValueType<T> kind, T byDefault) {
                            T value = settings.find(Key.of("emotion." + path, kind, null, ""));
                            return value == null ? byDefault : value;
                        }
                    })
                    .walk(EmotionSettings.defaults());
        }

        static void check(SettingsRules rules) {
            rules.notGreater(words("modulation.length.shortest"), words("modulation.length.longest"));
        }

        private static Key<Integer> words(String path) {
            return Key.of("emotion." + path, WORDS, null, "");
        }

        private EmotionSettings walk(EmotionSettings d) {
            return new EmotionSettings(
                    number("start", PART, d.start()),
                    table("floor", EMOTIONS, Emotion::key, PART, d.floor()),
                    number("ceiling", PART, d.ceiling()),
                    table("temperament", EMOTIONS, Emotion::key, PART, d.temperament()),
                    duration("tick", "1s", "1d", d.tick()),
                    table("decay", EMOTIONS, Emotion::key, PART, d.decay()),
                    number("slow_decay_above", PART, d.slowDecayAbove()),
                    number("slow_decay_factor", PART, d.slowDecayFactor()),
                    idle(d.idle()),
                    events(d.events()),
                    number("shrink_above", PART, d.shrinkAbove()),
                    new Habituation(
                            number("habituation.second", PART, d.habituation().second()),
                            number("habituation.later", PART, d.habituation().later())),
                    number("momentum_factor", ValueTypes.number(0, 10), d.momentumFactor()),
                    number("momentum_fade", PART, d.momentumFade()),
                    visitor.at("momentum_strongest", ValueTypes.whole(0, EMOTIONS.size()), d.momentumStrongest()),
                    cascades(d.cascades()),
                    modulation(d.modulation()),
                    visitor.at("help_line", ValueTypes.LINE, d.helpLine()),
                    retention(d.retention()));
        }

        private Idle idle(Idle d) {
            return new Idle(
                    duration("idle.begins", "1s", "7d", d.begins()),
                    table("idle.drift", EMOTIONS, Emotion::key, CHANGE, d.drift()),
                    duration("idle.scale", "1s", "365d", d.scale()),
                    number("idle.cap", ValueTypes.number(0, 1000), d.cap()),
                    duration("idle.long_after", "1s", "365d", d.longAfter()));
        }

        private Map<InteractionType, Map<Emotion, Double>> events(Map<InteractionType, Map<Emotion, Double>> d) {
            Map<InteractionType, Map<Emotion, Double>> events = new EnumMap<>(InteractionType.class);
            Arrays.stream(InteractionType.values()).filter(d::containsKey).forEach(type -> {
                Map<Emotion, Double> row = d.getOrDefault(type, Map.of());
                events.put(type, table("events." + type.key(), EMOTIONS, Emotion::key, CHANGE, row));
            });
            return events;
        }

        private Cascades cascades(Cascades d) {
            return new Cascades(
                    number("cascades.above", PART, d.above()),
                    number("cascades.jealousy_loneliness", PART, d.jealousyLoneliness()),
                    number("cascades.confidence_vulnerability", PART, d.confidenceVulnerability()),
                    number("cascades.excitement_frustration", PART, d.excitementFrustration()));
        }

        private ModulationSettings modulation(ModulationSettings d) {
            Map<StyleTrait, Double> baseline =
                    table("modulation.baseline", TRAITS, StyleTrait::key, PART, d.baseline());
            double fromRest = number("modulation.from_rest", PART, d.fromRest());
            Map<Emotion, Map<StyleTrait, Double>> deltas = new EnumMap<>(Emotion.class);
            for (Emotion emotion : EMOTIONS) {
                Map<StyleTrait, Double> row = d.deltas().getOrDefault(emotion, Map.of());
                deltas.put(emotion, table("modulation.deltas." + emotion.key(), TRAITS, StyleTrait::key, CHANGE, row));
            }
            return new ModulationSettings(baseline, fromRest, deltas, length(d.length()));
        }

        private Length length(Length d) {
            return new Length(
                    visitor.at("modulation.length.words", WORDS, d.words()),
                    visitor.at("modulation.length.shortest", WORDS, d.shortest()),
                    visitor.at("modulation.length.longest", WORDS, d.longest()),
                    number("modulation.length.curiosity", ValueTypes.number(0, 10), d.curiosity()));
        }

        private Retention retention(Retention d) {
            return new Retention(
                    duration("retention.save_every", "1s", "1d", d.saveEvery()),
                    duration("retention.dense", "1h", "36500d", d.dense()),
                    duration("retention.total", "1h", "36500d", d.total()));
        }

        /** A number for each name; one that is 0 by default and stays so is left out. */
        private <K extends Enum<K>> Map<K, Double> table(
                String path, List<K> names, Function<K, String> key, ValueType<Double> kind, Map<K, Double> d) {
            Map<K, Double> table = new EnumMap<>(names.get(0).getDeclaringClass());
            for (K name : names) {
                double value = number(path + "." + key.apply(name), kind, d.getOrDefault(name, 0.0));
                if (value != 0 || d.containsKey(name)) {
                    table.put(name, value);
                }
            }
            return table;
        }

        private double number(String path, ValueType<Double> kind, double byDefault) {
            return visitor.at(path, kind, byDefault);
        }

        private Duration duration(String path, String least, String most, Duration byDefault) {
            return visitor.at(path, ValueTypes.duration(least, most), byDefault);
        }
    }
}
