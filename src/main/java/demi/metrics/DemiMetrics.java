package demi.metrics;

import demi.api.ChatApi;
import demi.api.HealthApi;
import demi.api.InferenceApi;
import demi.api.ResourcesApi;
import demi.api.StoreEvents;
import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import demi.api.value.Message;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is counted of Demi herself. Every label has a bounded set of values, and what can be there is there from the start. */
final class DemiMetrics {

    private static final List<String> ENGINES = List.of("sqlite", "postgresql");
    private static final List<String> BREAKER = List.of("closed", "half_open", "open");

    private final MeterRegistry registry;
    /** Those that read a value of this instance. */
    private final List<Meter> readers = new ArrayList<>();

    private final Map<String, GaugeValue> parts = new HashMap<>();
    private final Map<String, GaugeValue> breaker = new HashMap<>();
    private final Map<String, GaugeValue> engine = new HashMap<>();
    private final Map<Emotion, GaugeValue> feelings = new EnumMap<>(Emotion.class);
    private final GaugeValue ready;
    private final GaugeValue waiting;
    private final GaugeValue running;
    private final GaugeValue shedding;
    private final GaugeValue memoryUsed;
    private final GaugeValue memoryLimit;
    private final GaugeValue processor;
    private final GaugeValue loopLag;
    private final GaugeValue commits;
    private final GaugeValue writes;
    private final GaugeValue writesWaiting;
    private final GaugeValue backup;
    private final Counter messagesReceived;
    private final Counter messagesSent;
    private final Timer firstToken;

    DemiMetrics(MeterRegistry registry, String version) {
        this.registry = registry;
        readers.add(Gauge.builder("demi.build.info", () -> 1)
                .description("Always 1; the label is what counts.")
                .tag("version", version)
                .register(registry));
        BREAKER.forEach(state -> breaker.put(
                state, gauge("demi.model.breaker.state", "1 for the state that it is in.", "state", state)));
        for (Emotion emotion : Emotion.values()) {
            feelings.put(emotion, gauge("demi.emotion.level", "How she feels, from 0 to 1.", "emotion", emotion.key()));
        }
        ready = gauge("demi.model.ready", "Whether a model can answer.");
        waiting = gauge("demi.model.queue.waiting", "Replies that wait for the model.");
        running = gauge("demi.model.queue.running", "Replies that are being made.");
        shedding = gauge("demi.load.shedding", "Whether she does less, since memory is short.");
        memoryUsed = bytes("demi.memory.used", "Memory in use, of the container or the machine.");
        memoryLimit = bytes("demi.memory.limit", "Memory there is, of the container or the machine.");
        processor = gauge("demi.cpu.used.ratio", "Part of the processors in use, of the container or machine.");
        loopLag = new GaugeValue(0);
        readers.add(Gauge.builder("demi.event.loop.lag", loopLag, GaugeValue::get)
                .description("The longest wait for an event loop since the sample before.")
                .baseUnit("seconds")
                .register(registry));
        ENGINES.forEach(name -> engine.put(
                name, gauge("demi.store.engine", "1 for the database that she is kept in.", "engine", name)));
        commits = counted("demi.store.commits", "Transactions that reached the disk.");
        writes = counted("demi.store.writes", "Writes that those held.");
        writesWaiting = gauge("demi.store.writes.waiting", "Writes that wait for their commit.");
        backup = new GaugeValue(0);
        readers.add(Gauge.builder("demi.backup.last.success.timestamp", backup, GaugeValue::get)
                .description("When the newest scheduled backup was made; 0 before there is one.")
                .baseUnit("seconds")
                .register(registry));
        messagesReceived = Counter.builder("demi.messages.received")
                .description("Messages of people that were kept.")
                .register(registry);
        messagesSent = Counter.builder("demi.messages.sent")
                .description("Messages that she has sent.")
                .register(registry);
        firstToken = Timer.builder("demi.model.first.token")
                .description("From a reply being asked for to its first word, for people.")
                .serviceLevelObjectives(List.of(250, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000).stream()
                        .map(Duration::ofMillis)
                        .toArray(Duration[]::new))
                .register(registry);
        for (InferenceApi.Priority priority : InferenceApi.Priority.values()) {
            for (InferenceApi.Outcome outcome : InferenceApi.Outcome.values()) {
                generations(priority, outcome);
            }
        }
        tokens("prompt");
        cachedTokens();
        tokens("reply");
    }

    private GaugeValue gauge(String name, String description, String... tags) {
        GaugeValue value = new GaugeValue(0);
        readers.add(Gauge.builder(name, value, GaugeValue::get)
                .description(description)
                .tags(tags)
                .register(registry));
        return value;
    }

    private GaugeValue bytes(String name, String description) {
        GaugeValue value = new GaugeValue(0);
        readers.add(Gauge.builder(name, value, GaugeValue::get)
                .description(description)
                .baseUnit("bytes")
                .register(registry));
        return value;
    }

    private GaugeValue counted(String name, String description) {
        GaugeValue value = new GaugeValue(0);
        readers.add(FunctionCounter.builder(name, value, GaugeValue::get)
                .description(description)
                .register(registry));
        return value;
    }

    private Timer generations(InferenceApi.Priority priority, InferenceApi.Outcome outcome) {
        return Timer.builder("demi.model.generation.duration")
                .description("What the model was asked for, until the end.")
                .tag("priority", label(priority))
                .tag("outcome", label(outcome))
                .register(registry);
    }

    private Counter tokens(String kind) {
        return Counter.builder("demi.model.tokens")
                .description("Tokens, as the model server counts them.")
                .tag("kind", kind)
                .register(registry);
    }

    private Counter cachedTokens() {
        return Counter.builder("demi.model.prompt.cached.tokens")
                .description("Tokens of prompts that the model server had read before, where it tells.")
                .register(registry);
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Gives up what reads its values: the registry would keep it, and not take what a later instance has. */
    void close() {
        readers.forEach(registry::remove);
    }

    void component(HealthApi.ComponentHealth part) {
        parts.computeIfAbsent(
                        part.name(),
                        name -> gauge(
                                "demi.component.health",
                                "1 while a component is up, 0.5 degraded, 0 down.",
                                "component",
                                name))
                .set(
                        switch (part.status()) {
                            case UP -> 1;
                            case DEGRADED -> .5;
                            case DOWN -> 0;
                        });
        choose(breaker, part.facts().get("breaker"));
        choose(engine, part.facts().get("engine"));
    }

    private static void choose(Map<String, GaugeValue> states, @Nullable String fact) {
        String now = fact == null ? "" : fact.toLowerCase(Locale.ROOT);
        if (states.containsKey(now)) {
            states.forEach((name, value) -> value.set(name.equals(now) ? 1 : 0));
        }
    }

    void feelings(EmotionLevels now) {
        feelings.forEach((emotion, value) -> value.set(now.get(emotion)));
    }

    void model(InferenceApi.State state) {
        ready.set(state.ready() ? 1 : 0);
    }

    void queue(InferenceApi.Queue queue) {
        waiting.set(queue.waiting());
        running.set(queue.running());
    }

    void measured(InferenceApi.Measured measured) {
        generations(measured.priority(), measured.outcome()).record(measured.whole());
        if (measured.priority() == InferenceApi.Priority.PERSON
                && !measured.firstToken().isNegative()) {
            firstToken.record(measured.firstToken());
        }
        tokens("prompt").increment(Math.max(0, measured.promptTokens()));
        cachedTokens().increment(Math.max(0, measured.cachedTokens()));
        tokens("reply").increment(Math.max(0, measured.replyTokens()));
    }

    void load(ResourcesApi.Load load) {
        shedding.set(load.shedding() ? 1 : 0);
    }

    void sample(ResourcesApi.Sample sample) {
        memoryUsed.set((double) sample.memoryUsed());
        memoryLimit.set((double) sample.memoryTotal());
        processor.set(sample.processor());
        loopLag.set(sample.loopLag() / 1_000.0);
    }

    void store(StoreEvents.Counts counts) {
        commits.set((double) counts.commits());
        writes.set((double) counts.writes());
        writesWaiting.set(counts.waiting());
    }

    void backedUp(StoreEvents.BackedUp made) {
        backup.set((double) made.at().getEpochSecond());
    }

    void event(ChatApi.Event event) {
        if (event instanceof ChatApi.MessageAdded spoken) {
            (spoken.message().sender() == Message.Sender.DEMI ? messagesSent : messagesReceived).increment();
        }
    }
}
