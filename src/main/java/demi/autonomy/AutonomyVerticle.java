package demi.autonomy;

import demi.api.AutonomyApi;
import demi.api.AutonomyApi.Confirmation;
import demi.api.AutonomyApi.Decision;
import demi.api.AutonomyApi.Quiet;
import demi.api.ChatApi;
import demi.api.HealthApi;
import demi.api.ResourcesApi;
import demi.api.store.AutonomyStore;
import demi.api.store.AutonomyStore.Person;
import demi.api.store.RuntimeOverrideStore;
import demi.autonomy.quiet.QuietHint;
import demi.autonomy.quiet.QuietInChat;
import demi.bus.Ack;
import demi.bus.BaseVerticle;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.Timers;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every quarter of an hour whether she speaks first, and answers every address of {@link AutonomyApi}. */
@WallTime("quiet hours, pauses that are kept, and the watch over the clock itself")
public final class AutonomyVerticle extends BaseVerticle {

    private static final Logger LOG = LoggerFactory.getLogger(AutonomyVerticle.class);
    /** The first look: not at once, so that a start is over, and soon, so that restarts do not put it off for ever. */
    private static final long FIRST_MS = 60_000;

    private static final long TIDY_MS = 3_600_000;

    private final Bus bus;
    private final InstantSource clock;
    private final AutonomySettings settings;
    private final ProactivePolicy policy;
    private final DecisionInputs inputs;
    private final PersonInputs persons;
    private final String channelId;
    private boolean looking;

    /**
     * @param zone of people who have named no other
     * @param channelId where she thinks aloud; empty: nowhere
     */
    public AutonomyVerticle(Bus bus, InstantSource clock, AutonomySettings settings, ZoneId zone, String channelId) {
        this(bus, clock, System::nanoTime, settings, zone, channelId);
    }

    /** @param steady nanoseconds of a clock that nobody sets */
    AutonomyVerticle(
            Bus bus,
            InstantSource clock,
            LongSupplier steady,
            AutonomySettings settings,
            ZoneId zone,
            String channelId) {
        this.bus = bus;
        this.clock = clock;
        this.settings = settings;
        this.policy = new ProactivePolicy(settings, zone);
        this.inputs = new DecisionInputs(bus, clock, steady, settings);
        this.persons = new PersonInputs(bus, settings);
        this.channelId = channelId;
    }

    @Override
    public Future<?> start() {
        Claims claims = new Claims(bus, settings, channelId);
        Rambles rambles = new Rambles(bus, clock, policy, inputs, claims, channelId);
        ProactiveRun round = new ProactiveRun(bus, policy, inputs, persons, claims);
        long every = settings.every().toMillis();
        Timers.every(vertx, Math.min(FIRST_MS, every), every, timer -> runNow(round, rambles));
        Timers.every(vertx, 0, TIDY_MS, timer -> prune());
        bus.request(ResourcesApi.STATUS, new ResourcesApi.GetLoad())
                .onSuccess(inputs::load)
                .onFailure(thrown -> LOG.debug("Could not get the machine's load: {}", thrown.getMessage()));
        return inputs.begin(vertx.fileSystem()).compose(begun -> answers(round, rambles));
    }

    private Future<?> answers(ProactiveRun round, Rambles rambles) {
        QuietInChat inChat = new QuietInChat(bus, clock, userId -> quiet(new AutonomyApi.GetQuiet(userId)));
        return Future.all(List.of(
                bus.handle(AutonomyApi.RUN_NOW, look -> runNow(round, rambles)),
                bus.handle(AutonomyApi.RAMBLE_NOW, asked -> rambles.runNow()),
                bus.handle(AutonomyApi.PREVIEW, this::preview),
                bus.handle(AutonomyApi.CONFIRM, this::confirm),
                bus.handle(AutonomyApi.DECISIONS, this::decisions),
                bus.handle(AutonomyApi.QUIET, this::quiet),
                bus.handle(AutonomyApi.SET_QUIET, set -> bus.request(AutonomyStore.SET_QUIET, set)),
                bus.handle(AutonomyApi.SUGGEST_ZONE, zone -> bus.request(AutonomyStore.SUGGEST_ZONE, zone)),
                bus.handle(
                        AutonomyApi.DETECT_QUIET,
                        asked -> Future.succeededFuture(new AutonomyApi.QuietDetected(QuietHint.isIn(asked.said())))),
                bus.handle(AutonomyApi.APPLY_MODEL_QUIET, inChat::applyModel),
                bus.handle(AutonomyApi.PARSE_QUIET, inChat::understood),
                bus.handle(AutonomyApi.PAUSE, this::pause),
                bus.handle(AutonomyApi.PAUSED, asked -> inputs.paused().map(AutonomyApi.Pause::new)),
                bus.subscribe(ChatApi.EVENTS, inChat::onMessage),
                bus.subscribe(ResourcesApi.LOAD, load -> {
                    inputs.load(load);
                    publishHealth();
                }),
                bus.subscribe(HealthApi.REQUESTED, call -> publishHealth())));
    }

    private Future<Ack> runNow(ProactiveRun round, Rambles rambles) {
        if (looking) {
            return Future.succeededFuture(Ack.DONE);
        }
        looking = true;
        inputs.remember();
        return round.all()
                .compose(done -> rambles.runIfDue())
                .onFailure(thrown -> LOG.warn("Could not decide on a check-in: {}", thrown.getMessage()))
                .onComplete(done -> looking = false);
    }

    private Future<Decision> preview(AutonomyApi.PreviewDecision asked) {
        return inputs.now()
                .compose(now -> now.people().people().stream()
                        .filter(person -> person.userId().equals(asked.userId()))
                        .findFirst()
                        .map(person -> preview(person, now.situation()))
                        .orElseGet(() -> Future.failedFuture(nobody())));
    }

    private Future<Decision> preview(Person person, DecisionContext situation) {
        return persons.of(person, policy.zone(person.quiet()), situation)
                .map(who -> Claims.decision(
                        person.userId(),
                        policy.decideForPerson(who, situation),
                        situation.now(),
                        situation.feelings(),
                        null));
    }

    private Future<Confirmation> confirm(AutonomyApi.Confirm asked) {
        return inputs.now()
                .map(now -> now.people().people().stream()
                        .filter(person -> person.userId().equals(asked.userId()))
                        .findFirst()
                        .map(person -> policy.forbids(person.quiet(), now.situation()))
                        .map(forbidden -> new Confirmation(forbidden.code(), forbidden.reason()))
                        .orElseGet(() -> personExists(now, asked.userId()) ? Confirmation.ALLOWED : Confirmation.GONE));
    }

    private static boolean personExists(DecisionInputs.Now now, String userId) {
        return now.people().people().stream().anyMatch(person -> person.userId().equals(userId));
    }

    private Future<Quiet> quiet(AutonomyApi.GetQuiet asked) {
        return bus.request(AutonomyStore.QUIET, new AutonomyStore.FindQuiet(asked.userId()))
                .map(found -> {
                    Quiet quiet = policy.quiet(found.quiet());
                    Instant until = quiet.until();
                    boolean over = until == null || !until.isAfter(clock.instant());
                    return new Quiet(over ? null : until, quiet.from(), quiet.to(), quiet.zone(), quiet.hurtTones());
                });
    }

    private static Failure nobody() {
        return new Failure(Failure.Code.NOT_FOUND, "There is no such account.");
    }

    private Future<AutonomyApi.DecisionPage> decisions(AutonomyApi.ListDecisions asked) {
        return bus.request(AutonomyStore.DECISIONS, asked).map(found -> {
            List<Decision> decisions = found.decisions();
            boolean more = decisions.size() > asked.limit();
            return new AutonomyApi.DecisionPage(more ? decisions.subList(0, asked.limit()) : decisions, more);
        });
    }

    private Future<Ack> pause(AutonomyApi.Pause pause) {
        return bus.request(
                        RuntimeOverrideStore.SAVE,
                        new RuntimeOverrideStore.SaveOverride(DecisionInputs.PAUSED, Boolean.toString(pause.paused())))
                .onSuccess(done -> publishHealth());
    }

    private void prune() {
        Instant now = clock.instant();
        Duration abandoned = settings.pause().plus(Duration.ofMinutes(30));
        bus.request(
                        AutonomyStore.PRUNE,
                        new AutonomyStore.Prune(now.minus(settings.keepDecisions()), now.minus(abandoned)))
                .onFailure(thrown -> LOG.warn("Could not prune old decisions: {}", thrown.getMessage()));
    }

    private void publishHealth() {
        inputs.paused().onSuccess(paused -> {
            String detail = !settings.enabled()
                    ? "She never speaks first: the settings say so."
                    : paused
                            ? "She is told to speak to nobody first."
                            : inputs.isShort()
                                    ? "She does not speak first while memory is short."
                                    : "She may speak first.";
            bus.publish(HealthApi.COMPONENT, HealthApi.ComponentHealth.of("autonomy", HealthApi.Status.UP, detail));
        });
    }
}
