package demi.autonomy;

import demi.api.EmotionApi;
import demi.api.InferenceApi;
import demi.api.ResourcesApi;
import demi.api.store.AutonomyStore;
import demi.api.store.AutonomyStore.PeopleFound;
import demi.api.store.RuntimeOverrideStore;
import demi.bus.Bus;
import demi.util.WallTime;
import io.vertx.core.Future;
import io.vertx.core.file.FileSystem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the other rooms for all that a decision needs. */
@WallTime("quiet hours, pauses that are kept, and the watch over the clock itself")
final class DecisionInputs {

    static final String PAUSED = "autonomy.paused";

    private static final Logger LOG = LoggerFactory.getLogger(DecisionInputs.class);
    private static final String CLOCK = "autonomy.clock";
    private static final String BOOT = "/proc/sys/kernel/random/boot_id";

    private final Bus bus;
    private final InstantSource clock;
    private final LongSupplier steady;
    private final AutonomySettings settings;
    private ClockJumpDetector watch;
    /** Of the machine's start: the steady clock counts from there. */
    private String boot = "";

    private boolean shedding;

    /** @param steady nanoseconds of a clock that nobody sets */
    DecisionInputs(Bus bus, InstantSource clock, LongSupplier steady, AutonomySettings settings) {
        this.bus = bus;
        this.clock = clock;
        this.steady = steady;
        this.settings = settings;
        this.watch = new ClockJumpDetector(clock.instant(), steady.getAsLong());
    }

    /** Goes on with what an earlier process since the same start of the machine knew of the clock. */
    Future<?> begin(FileSystem files) {
        return files.readFile(BOOT)
                .map(id -> id.toString().strip())
                .compose(id -> bus.request(RuntimeOverrideStore.GET, new RuntimeOverrideStore.GetOverride(CLOCK))
                        .onSuccess(kept -> {
                            boot = id;
                            String known = kept.value();
                            if (known != null && known.startsWith(id + " ")) {
                                ClockJumpDetector.of(known.substring(id.length() + 1), steady.getAsLong())
                                        .ifPresent(before -> watch = before);
                            }
                        }))
                .onFailure(thrown -> LOG.debug("Could not load the clock state: {}", thrown.getMessage()))
                .mapEmpty()
                .otherwiseEmpty();
    }

    /** For the next process. */
    void remember() {
        if (!boot.isEmpty()) {
            watch.update(clock.instant(), steady.getAsLong());
            bus.request(
                            RuntimeOverrideStore.SAVE,
                            new RuntimeOverrideStore.SaveOverride(CLOCK, boot + " " + watch.state()))
                    .onFailure(thrown -> LOG.warn("Could not save the clock state: {}", thrown.getMessage()));
        }
    }

    void load(ResourcesApi.Load now) {
        shedding = now.shedding();
    }

    /** Whether the machine is short of memory. */
    boolean isShort() {
        return shedding;
    }

    record Now(DecisionContext situation, PeopleFound people) {}

    Future<PeopleFound> people() {
        Instant now = clock.instant();
        return bus.request(AutonomyStore.PEOPLE, new AutonomyStore.FindPeople(now.minus(Duration.ofHours(1)), now));
    }

    Future<Now> now() {
        Instant now = clock.instant();
        boolean settled = watch.update(now, steady.getAsLong());
        Future<PeopleFound> people =
                bus.request(AutonomyStore.PEOPLE, new AutonomyStore.FindPeople(now.minus(Duration.ofHours(1)), now));
        Future<EmotionApi.Mood> mood = bus.request(EmotionApi.STATUS, new EmotionApi.GetMood());
        Future<InferenceApi.State> model = bus.request(InferenceApi.STATUS, new InferenceApi.GetState());
        return Future.all(people, mood, model, paused()).map(all -> {
            InferenceApi.State state = model.result();
            boolean paused = all.resultAt(3);
            DecisionContext situation = new DecisionContext(
                    now,
                    watch.believed(),
                    settled,
                    paused || !settings.enabled(),
                    shedding,
                    mood.result().feelings(),
                    state.ready() ? "" : state.detail(),
                    people.result().recent());
            return new Now(situation, people.result());
        });
    }

    /** Whether the owner has told her to speak to nobody first. */
    Future<Boolean> paused() {
        return bus.request(RuntimeOverrideStore.GET, new RuntimeOverrideStore.GetOverride(PAUSED))
                .map(chosen -> "true".equals(chosen.value()));
    }
}
