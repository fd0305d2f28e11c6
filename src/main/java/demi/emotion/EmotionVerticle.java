package demi.emotion;

import demi.api.EmotionApi;
import demi.api.EmotionApi.Heard;
import demi.api.EmotionApi.Judged;
import demi.api.HealthApi;
import demi.api.store.MoodStore;
import demi.api.store.MoodStore.Interaction;
import demi.api.store.MoodStore.Keep;
import demi.api.store.MoodStore.Kept;
import demi.api.store.MoodStore.State;
import demi.bus.Ack;
import demi.bus.BaseVerticle;
import demi.bus.Bus;
import demi.bus.Timers;
import demi.emotion.words.DistressDetector;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The room in which Demi feels. There is one mood; it is kept in the store at each interaction, every few minutes, and
 * at the end, each time with what led to it.
 */
@WallTime("times that are kept; how much time has passed is OwnTime's")
public final class EmotionVerticle extends BaseVerticle {

    private static final Logger LOG = LoggerFactory.getLogger(EmotionVerticle.class);
    private static final Duration THIN_EVERY = Duration.ofHours(24);
    /** The word list is a guess, and says so. */
    private static final double CONFIDENCE = .5;
    /** A model that reads what was said is more to be trusted than the word list, and no more than the words allow. */
    private static final double APPRAISED = .8;

    private final Bus bus;
    private final InstantSource clock;
    private final EmotionSettings settings;
    private final MoodModel model;
    private final MoodJson json;
    private final SpeechStyler modulator;
    private final ErrorStreak errors = new ErrorStreak();
    private Mood mood;
    private MonotonicAge time;
    private final DistressedUsers distressed = new DistressedUsers();

    public EmotionVerticle(Bus bus, InstantSource clock, EmotionSettings settings) {
        this.bus = bus;
        this.clock = clock;
        this.settings = settings;
        this.model = new MoodModel(settings);
        this.json = new MoodJson(settings);
        this.modulator = new SpeechStyler(settings.modulation());
        Instant now = clock.instant();
        this.mood = model.start(now);
        this.time = new MonotonicAge(now, now, System.nanoTime());
    }

    @Override
    public Future<?> start() {
        return bus.ask(MoodStore.NEWEST, new MoodStore.Newest())
                .onSuccess(this::wake)
                .compose(awake -> keep(timePasses()))
                .compose(kept -> Future.all(
                        bus.answer(EmotionApi.HEARD, this::heard),
                        bus.answer(EmotionApi.JUDGED, this::judged),
                        bus.answer(EmotionApi.NOW, this::now),
                        bus.listen(HealthApi.ROLL_CALL, call -> tellHealth())))
                .onSuccess(ready -> {
                    Timers.every(vertx, settings.retention().saveEvery().toMillis(), timer -> save());
                    Timers.every(vertx, THIN_EVERY.toMillis(), timer -> thin());
                    thin();
                    tellHealth();
                });
    }

    @Override
    protected Future<?> close() {
        return keep(timePasses());
    }

    private void wake(Kept kept) {
        distressed.addAll(kept.distressed(), clock.instant());
        State state = kept.state();
        if (state != null) {
            mood = json.mood(state.feelings(), state.inner(), state.at());
            time = new MonotonicAge(mood.agedUntil(), clock.instant(), System.nanoTime());
        }
    }

    private Future<EmotionApi.Mood> heard(Heard heard) {
        boolean said = DistressDetector.in(heard.text());
        if (distressed.ended(heard.userId(), clock.instant())) {
            keep(List.of(), List.of(), new MoodStore.Distress(heard.userId(), false));
        }
        boolean known = distressed.has(heard.userId(), clock.instant());
        boolean distress = said || known;
        return bus.ask(MoodStore.WAS_HEARD, new MoodStore.WasHeard(heard.messageId()))
                .compose(before -> before.heard() ? Future.succeededFuture() : move(heard, distress))
                .map(moved -> told(distress, said || (known && !heard.shared())));
    }

    private Future<Void> move(Heard heard, boolean distress) {
        Instant at = clock.instant();
        List<Interaction> causes = new ArrayList<>(timePasses());
        // Somebody who suffers does not hurt her, whichever words they use.
        InteractionType words = distress ? InteractionType.MESSAGE : SentimentLexicon.classify(heard.text());
        InteractionType type =
                words == InteractionType.ERROR_OCCURRED && errors.isStreak(at) ? InteractionType.RAPID_ERRORS : words;
        Mood before = mood;
        MoodChange outcome = model.interact(before, type, herTime());
        mood = outcome.mood();
        causes.add(new Interaction(
                at,
                type.key(),
                heard.messageId(),
                heard.text(),
                before.feelings(),
                mood.feelings(),
                MoodJson.effects(outcome.effects()),
                CONFIDENCE,
                distress ? "distress" : "word list",
                ProvisionalAppraisalJson.write(ProvisionalAppraisal.of(type, before, outcome, distress))));
        return keep(causes);
    }

    /** The first guess gives way to the appraisal, as far as that is believed; either way it is written down. */
    private Future<Ack> judged(Judged judged) {
        return bus.ask(MoodStore.HEARINGS, new MoodStore.HearingsOf(judged.messageIds()))
                .map(found -> found.hearings().stream()
                        .flatMap(row -> ProvisionalAppraisalJson.read(row).stream())
                        .toList())
                .compose(guesses -> judged(judged, guesses))
                .map(Ack.DONE);
    }

    private Future<Void> judged(Judged judged, List<ProvisionalAppraisal> guesses) {
        String userId = judged.userId();
        Instant at = clock.instant();
        boolean changed = distressed.judged(userId, judged.distress(), judged.words(), at);
        boolean suffers = distressed.has(userId, at);
        MoodStore.Distress distress = changed ? new MoodStore.Distress(userId, suffers) : null;
        if (guesses.isEmpty()) {
            return distress == null ? Future.succeededFuture() : keep(List.of(), List.of(), distress);
        }
        Optional<InteractionType> believed = AppraisalRules.believed(judged, guesses);
        boolean counts = believed.isPresent();
        InteractionType type = suffers ? InteractionType.MESSAGE : believed.orElse(InteractionType.MESSAGE);
        Mood before = mood;
        MoodChange outcome = counts
                ? model.judge(before, guesses, type, judged.strength(), herTime())
                : model.age(before, herTime());
        mood = outcome.mood();
        String guessed = guesses.stream().map(guess -> guess.type().key()).collect(Collectors.joining(", "));
        String notes = (counts ? "judged instead of " : said(judged) + "? it stays ") + guessed
                + (suffers ? "; in distress" : "") + ": " + String.join(", ", judged.messageIds());
        Interaction row = new Interaction(
                clock.instant(),
                counts ? type.key() : "unsure",
                null,
                null,
                before.feelings(),
                mood.feelings(),
                MoodJson.effects(outcome.effects()),
                counts ? APPRAISED : CONFIDENCE,
                notes,
                null);
        return keep(List.of(row), judged.messageIds(), distress);
    }

    private static String said(Judged judged) {
        EmotionApi.Kind kind = judged.kind();
        return kind == null ? "nothing" : kind.key();
    }

    private Instant herTime() {
        return time.at(clock.instant(), System.nanoTime());
    }

    /** Ages her to now; what that did to her, if anything, is the only element. */
    private List<Interaction> timePasses() {
        Instant at = clock.instant();
        Mood before = mood;
        MoodChange outcome = model.age(before, herTime());
        mood = outcome.mood();
        if (outcome.effects().isEmpty()) {
            return List.of();
        }
        boolean longIdle = mood.longIdle() && !before.longIdle();
        return List.of(new Interaction(
                at,
                longIdle ? InteractionType.LONG_IDLE.key() : "time",
                null,
                null,
                before.feelings(),
                mood.feelings(),
                MoodJson.effects(outcome.effects()),
                1,
                "",
                null));
    }

    private void save() {
        keep(timePasses()).onComplete(kept -> tellHealth());
    }

    private Future<Void> keep(List<Interaction> causes) {
        return keep(causes, List.of(), null);
    }

    /** A mood that cannot be kept is felt all the same. */
    private Future<Void> keep(List<Interaction> causes, List<String> judged, MoodStore.@Nullable Distress distress) {
        bus.tell(EmotionApi.CHANGED, new EmotionApi.Changed(mood.feelings()));
        State state = new State(clock.instant(), mood.feelings(), MoodJson.inner(mood), "");
        return bus.ask(MoodStore.KEEP, new Keep(state, causes, judged, distress))
                .onFailure(thrown -> LOG.warn("Her mood could not be kept: {}", thrown.getMessage()))
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    private void thin() {
        Instant at = clock.instant();
        Future<Ack> thinned = bus.ask(
                MoodStore.THIN,
                new MoodStore.Thin(
                        at.minus(settings.retention().dense()),
                        at.minus(settings.retention().total())));
        thinned.onFailure(thrown -> LOG.warn("Old moods could not be thinned out: {}", thrown.getMessage()));
    }

    private Future<EmotionApi.Mood> now(EmotionApi.HowAreYou asked) {
        String towards = asked.towards();
        List<Interaction> causes = timePasses();
        Future<Void> kept = causes.isEmpty() ? Future.succeededFuture() : keep(causes);
        boolean distress = towards != null && distressed.has(towards, clock.instant());
        return kept.map(done -> told(distress, distress));
    }

    /** Who is in distress is spoken to without the act also where it must not be spoken of. */
    private EmotionApi.Mood told(boolean distress, boolean spokenOf) {
        return new EmotionApi.Mood(
                mood.feelings(),
                distress ? modulator.baseline() : modulator.modulate(mood.feelings(), mood.rest()),
                spokenOf,
                settings.helpLine(),
                new EmotionApi.Rest(mood.rest(), modulator.atRest(mood.rest())));
    }

    private void tellHealth() {
        String dominant =
                mood.feelings().dominant().map(emotion -> emotion.key()).orElse("neutral");
        bus.tell(
                HealthApi.PART,
                new HealthApi.Part(
                        "emotion", HealthApi.Status.UP, "She feels " + dominant + ".", Map.of("dominant", dominant)));
    }

    /** Three errors within ten minutes are more than three times one error. */
    private static final class ErrorStreak {

        private static final Duration WITHIN = Duration.ofMinutes(10);

        private @Nullable Instant last;
        private @Nullable Instant beforeLast;

        boolean isStreak(Instant at) {
            boolean streak =
                    beforeLast != null && Duration.between(beforeLast, at).compareTo(WITHIN) <= 0;
            beforeLast = streak ? null : last;
            last = streak ? null : at;
            return streak;
        }
    }
}
