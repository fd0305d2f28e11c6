package demi.autonomy;

import demi.contract.Autonomy;
import demi.contract.Autonomy.Decision;
import demi.contract.Autonomy.Leave;
import demi.contract.Autonomy.Quiet;
import demi.contract.AutonomyStore;
import demi.contract.AutonomyStore.Person;
import demi.contract.Bus;
import demi.contract.Chat;
import demi.contract.ChoiceStore;
import demi.contract.Done;
import demi.contract.Failure;
import demi.contract.Health;
import demi.contract.Resources;
import demi.contract.Room;
import demi.contract.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every quarter of an hour whether she speaks first, and answers every address of {@link Autonomy}. */
public final class AutonomyVerticle extends Room {

    private static final Logger LOG = LoggerFactory.getLogger(AutonomyVerticle.class);
    /** The first look: not at once, so that a start is over, and soon, so that restarts do not put it off for ever. */
    private static final long FIRST_MS = 60_000;

    private static final long TIDY_MS = 3_600_000;

    private final Bus bus;
    private final InstantSource clock;
    private final AutonomySettings settings;
    private final Decider decider;
    private final Circumstances circumstances;
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
        this.decider = new Decider(settings, zone);
        this.circumstances = new Circumstances(bus, clock, steady, settings);
        this.channelId = channelId;
    }

    @Override
    public Future<?> start() {
        Claims claims = new Claims(bus, settings, channelId);
        Rambles rambles = new Rambles(bus, clock, decider, circumstances, claims, channelId);
        Round round = new Round(bus, decider, circumstances, claims, rambles);
        long every = settings.every().toMillis();
        Timers.every(vertx, Math.min(FIRST_MS, every), every, timer -> look(round));
        Timers.every(vertx, 0, TIDY_MS, timer -> tidy());
        bus.ask(Resources.NOW, new Resources.HowMuch())
                .onSuccess(circumstances::load)
                .onFailure(thrown -> LOG.debug("How the machine is, is not known: {}", thrown.getMessage()));
        return circumstances.begin(vertx.fileSystem()).compose(begun -> answers(round, rambles));
    }

    private Future<?> answers(Round round, Rambles rambles) {
        QuietInChat inChat = new QuietInChat(bus, clock, userId -> quiet(new Autonomy.QuietOf(userId)));
        return Future.all(List.of(
                bus.answer(Autonomy.LOOK, look -> look(round)),
                bus.answer(Autonomy.RAMBLE_NOW, asked -> rambles.now()),
                bus.answer(Autonomy.WOULD, this::would),
                bus.answer(Autonomy.MAY_STILL, this::mayStill),
                bus.answer(Autonomy.LEDGER, this::ledger),
                bus.answer(Autonomy.QUIET, this::quiet),
                bus.answer(Autonomy.SET_QUIET, set -> bus.ask(AutonomyStore.SET_QUIET, set)),
                bus.answer(Autonomy.SUGGEST_ZONE, zone -> bus.ask(AutonomyStore.SUGGEST_ZONE, zone)),
                bus.answer(
                        Autonomy.QUIET_WANTED,
                        asked -> Future.succeededFuture(new Autonomy.QuietWanted(QuietHint.isIn(asked.said())))),
                bus.answer(Autonomy.QUIET_MEANT, inChat::meant),
                bus.answer(Autonomy.QUIET_UNDERSTOOD, inChat::understood),
                bus.answer(Autonomy.PAUSE, this::pause),
                bus.answer(Autonomy.PAUSED, asked -> circumstances.paused().map(Autonomy.Pause::new)),
                bus.listen(Chat.EVENTS, inChat::heard),
                bus.listen(Resources.LOAD, load -> {
                    circumstances.load(load);
                    tellHealth();
                }),
                bus.listen(Health.ROLL_CALL, call -> tellHealth())));
    }

    private Future<Done> look(Round round) {
        if (looking) {
            return Future.succeededFuture(Done.DONE);
        }
        looking = true;
        circumstances.remember();
        return round.all()
                .onFailure(thrown -> LOG.warn("Whether to speak first could not be decided: {}", thrown.getMessage()))
                .onComplete(done -> looking = false);
    }

    private Future<Decision> would(Autonomy.Would asked) {
        return circumstances
                .now()
                .map(now -> now.people().people().stream()
                        .filter(person -> person.userId().equals(asked.userId()))
                        .findFirst()
                        .map(person -> Claims.decision(
                                person.userId(),
                                decider.about(person, now.situation()),
                                now.situation().now(),
                                now.situation().feelings(),
                                null))
                        .orElseThrow(AutonomyVerticle::nobody));
    }

    private Future<Leave> mayStill(Autonomy.Still asked) {
        return circumstances
                .now()
                .map(now -> now.people().people().stream()
                        .filter(person -> person.userId().equals(asked.userId()))
                        .findFirst()
                        .map(person -> decider.forbids(person.quiet(), now.situation()))
                        .map(forbidden -> new Leave(forbidden.code(), forbidden.reason()))
                        .orElseGet(() -> isThere(now, asked.userId()) ? Leave.GIVEN : Leave.GONE));
    }

    private static boolean isThere(Circumstances.Now now, String userId) {
        return now.people().people().stream().anyMatch(person -> person.userId().equals(userId));
    }

    private Future<Quiet> quiet(Autonomy.QuietOf asked) {
        return person(asked.userId()).map(person -> {
            Quiet quiet = decider.quiet(person.quiet());
            Instant until = quiet.until();
            boolean over = until == null || !until.isAfter(clock.instant());
            return new Quiet(over ? null : until, quiet.from(), quiet.to(), quiet.zone());
        });
    }

    private Future<Person> person(String userId) {
        return circumstances
                .people()
                .map(all -> all.people().stream()
                        .filter(person -> person.userId().equals(userId))
                        .findFirst()
                        .orElseThrow(AutonomyVerticle::nobody));
    }

    private static Failure nobody() {
        return new Failure(Failure.Code.NOT_FOUND, "There is no such account.");
    }

    private Future<Autonomy.Page> ledger(Autonomy.LedgerOf asked) {
        return bus.ask(AutonomyStore.LEDGER, asked).map(found -> {
            List<Decision> decisions = found.decisions();
            boolean more = decisions.size() > asked.limit();
            return new Autonomy.Page(more ? decisions.subList(0, asked.limit()) : decisions, more);
        });
    }

    private Future<Done> pause(Autonomy.Pause pause) {
        return bus.ask(ChoiceStore.KEEP, new ChoiceStore.Keep(Circumstances.PAUSED, Boolean.toString(pause.paused())))
                .onSuccess(done -> tellHealth());
    }

    private void tidy() {
        Instant now = clock.instant();
        Duration abandoned = settings.pause().plus(Duration.ofMinutes(30));
        bus.ask(AutonomyStore.TIDY, new AutonomyStore.Tidy(now.minus(settings.keepDecisions()), now.minus(abandoned)))
                .onFailure(thrown -> LOG.warn("Old decisions could not be let go: {}", thrown.getMessage()));
    }

    private void tellHealth() {
        circumstances.paused().onSuccess(paused -> {
            String detail = !settings.enabled()
                    ? "She never speaks first: the settings say so."
                    : paused
                            ? "She is told to speak to nobody first."
                            : circumstances.isShort()
                                    ? "She does not speak first while memory is short."
                                    : "She may speak first.";
            bus.tell(Health.PART, Health.Part.of("autonomy", Health.Status.UP, detail));
        });
    }
}
