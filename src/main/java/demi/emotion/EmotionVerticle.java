package demi.emotion;

import demi.api.EmotionApi;
import demi.api.EmotionApi.Appraise;
import demi.api.EmotionApi.Care;
import demi.api.EmotionApi.Reappraise;
import demi.api.HealthApi;
import demi.api.store.EmotionStore;
import demi.api.store.EmotionStore.Interaction;
import demi.api.store.EmotionStore.NewestState;
import demi.api.store.EmotionStore.SaveState;
import demi.api.store.EmotionStore.State;
import demi.bus.Ack;
import demi.bus.BaseVerticle;
import demi.bus.Bus;
import demi.bus.Timers;
import demi.emotion.distress.DistressDetector;
import demi.emotion.distress.DistressSign;
import demi.emotion.distress.DistressedUsers;
import demi.emotion.history.MoodHistory;
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
 * Keeps Demi's mood. There is one mood; it is kept in the store at each interaction, every few minutes, and
 * at the end, each time with what led to it.
 */
@WallTime("times that are kept; how much time has passed is measured by MonotonicAge")
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
    private final SpeechStyler speechStyler;
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
        this.speechStyler = new SpeechStyler(settings.modulation());
        Instant now = clock.instant();
        this.mood = model.start(now);
        this.time = new MonotonicAge(now, now, System.nanoTime());
    }

    @Override
    public Future<?> start() {
        return vertx.<Void>executeBlocking(() -> {
                    DistressDetector.load();
                    return null;
                })
                .compose(loaded -> bus.request(EmotionStore.NEWEST_STATE, new EmotionStore.GetNewestState()))
                .onSuccess(this::restore)
                .compose(awake -> keep(timePasses()))
                .compose(kept -> Future.all(
                        bus.handle(EmotionApi.APPRAISE, this::appraise),
                        bus.handle(EmotionApi.REAPPRAISE, this::reappraise),
                        bus.handle(EmotionApi.STATUS, this::now),
                        bus.handle(EmotionApi.PROJECT, this::project),
                        bus.handle(EmotionApi.HISTORY, this::history),
                        bus.subscribe(HealthApi.REQUESTED, call -> publishHealth())))
                .onSuccess(ready -> {
                    Timers.every(vertx, settings.retention().saveEvery().toMillis(), timer -> save());
                    Timers.every(vertx, THIN_EVERY.toMillis(), timer -> prune());
                    prune();
                    publishHealth();
                });
    }

    @Override
    protected Future<?> close() {
        return keep(timePasses());
    }

    private void restore(NewestState kept) {
        distressed.addAll(kept.distressed(), clock.instant());
        State state = kept.state();
        if (state != null) {
            mood = json.mood(state.feelings(), state.inner(), state.at());
            time = new MonotonicAge(mood.agedUntil(), clock.instant(), System.nanoTime());
        }
    }

    private Future<EmotionApi.Mood> appraise(Appraise heard) {
        Instant at = clock.instant();
        DistressSign sign = DistressDetector.find(heard.text());
        EmotionStore.Distress change = distressed.heard(heard.userId(), heard.messageId(), sign, heard.text(), at);
        Care care = distressed.care(heard.userId(), at);
        Care spokenOf = heard.shared() ? careFor(sign) : care;
        return bus.request(EmotionStore.IS_APPRAISED, new EmotionStore.IsAppraised(heard.messageId()))
                .compose(before -> before.appraised() ? keep(change) : move(heard, care, change))
                .map(moved -> publishChange(care, spokenOf));
    }

    /** Where others read, only what was said there shows. */
    private static Care careFor(DistressSign sign) {
        if (!sign.isHeard() || sign.near()) {
            return sign.isHeard() ? Care.CONCERN : Care.NONE;
        }
        return sign.isAtLeast(DistressSign.Certainty.SURE) ? Care.DISTRESS : Care.POSSIBLE_DISTRESS;
    }

    private Future<Void> keep(EmotionStore.@Nullable Distress change) {
        return change == null ? Future.succeededFuture() : keep(List.of(), List.of(), change);
    }

    private Future<Void> move(Appraise heard, Care care, EmotionStore.@Nullable Distress change) {
        boolean distress = care.isDistress();
        Instant at = clock.instant();
        List<Interaction> causes = new ArrayList<>(timePasses());
        // Somebody who suffers does not hurt her, whichever words they use.
        SentimentLexicon.Guess guess = SentimentLexicon.guess(distress ? "" : heard.text());
        InteractionType words = guess.type();
        InteractionType type =
                words == InteractionType.ERROR_OCCURRED && errors.isStreak(at) ? InteractionType.RAPID_ERRORS : words;
        Mood before = mood;
        MoodChange outcome = model.interact(before, type, guess.strength(), moodTime());
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
        return keep(causes, List.of(), change);
    }

    /** The first guess gives way to the appraisal, as far as that is believed; either way it is written down. */
    private Future<Ack> reappraise(Reappraise judged) {
        return bus.request(EmotionStore.APPRAISALS, new EmotionStore.FindAppraisals(judged.messageIds()))
                .map(found -> found.appraisals().stream()
                        .flatMap(row -> ProvisionalAppraisalJson.read(row).stream())
                        .toList())
                .compose(guesses -> reappraise(judged, guesses))
                .map(Ack.DONE);
    }

    private Future<Void> reappraise(Reappraise judged, List<ProvisionalAppraisal> guesses) {
        String userId = judged.userId();
        Instant at = clock.instant();
        EmotionStore.Distress distress = distressed.appraised(
                userId,
                DistressDetector.find(judged.words()),
                judged.distress(),
                judged.words(),
                judged.messageIds().size(),
                at);
        boolean suffers = distressed.care(userId, at).isDistress();
        if (guesses.isEmpty()) {
            return keep(distress);
        }
        Optional<InteractionType> believed = AppraisalRules.believed(judged, guesses);
        boolean counts = believed.isPresent();
        InteractionType type = suffers ? InteractionType.MESSAGE : believed.orElse(InteractionType.MESSAGE);
        Mood before = mood;
        MoodChange outcome = counts
                ? model.reappraise(before, guesses, type, judged.strength(), moodTime())
                : model.age(before, moodTime());
        mood = outcome.mood();
        String guessed = guesses.stream().map(guess -> guess.type().key()).collect(Collectors.joining(", "));
        String notes = (counts ? "judged instead of " : isAppraised(judged) + "? it stays ") + guessed
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

    private static String isAppraised(Reappraise judged) {
        EmotionApi.Kind kind = judged.kind();
        return kind == null ? "nothing" : kind.key();
    }

    private Instant moodTime() {
        return time.at(clock.instant(), System.nanoTime());
    }

    /** Ages her to now; what that did to her, if anything, is the only element. */
    private List<Interaction> timePasses() {
        Instant at = clock.instant();
        Mood before = mood;
        MoodChange outcome = model.age(before, moodTime());
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
        keep(timePasses()).onComplete(kept -> publishHealth());
    }

    private Future<Void> keep(List<Interaction> causes) {
        return keep(causes, List.of(), null);
    }

    /** A mood that cannot be kept is felt all the same. */
    private Future<Void> keep(List<Interaction> causes, List<String> judged, EmotionStore.@Nullable Distress distress) {
        bus.publish(EmotionApi.CHANGED, new EmotionApi.Changed(mood.feelings()));
        State state = new State(clock.instant(), mood.feelings(), MoodJson.inner(mood), "");
        return bus.request(EmotionStore.SAVE_STATE, new SaveState(state, causes, judged, distress))
                .onFailure(thrown -> LOG.warn("Could not save the mood: {}", thrown.getMessage()))
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    private void prune() {
        Instant at = clock.instant();
        Future<Ack> thinned = bus.request(
                EmotionStore.PRUNE,
                new EmotionStore.Prune(
                        at.minus(settings.retention().dense()),
                        at.minus(settings.retention().total())));
        thinned.onFailure(thrown -> LOG.warn("Could not prune old moods: {}", thrown.getMessage()));
    }

    private Future<EmotionApi.Projected> project(EmotionApi.Project asked) {
        return Future.succeededFuture(new EmotionApi.Projected(model.project(asked.feelings(), asked.alone())));
    }

    private Future<EmotionApi.Mood> now(EmotionApi.GetMood asked) {
        String towards = asked.towards();
        List<Interaction> causes = timePasses();
        Care care = towards == null ? Care.NONE : distressed.care(towards, clock.instant());
        Future<Void> kept = causes.isEmpty() ? Future.succeededFuture() : keep(causes);
        return kept.map(done -> publishChange(care, care));
    }

    private Future<EmotionApi.History> history(EmotionApi.GetHistory asked) {
        return now(new EmotionApi.GetMood())
                .compose(felt -> new MoodHistory(bus)
                        .read(asked, felt.feelings(), clock.instant(), model.idleSince(mood, moodTime())));
    }

    /** Who needs care is spoken to without the act also where it must not be spoken of. */
    private EmotionApi.Mood publishChange(Care care, Care spokenOf) {
        return new EmotionApi.Mood(
                mood.feelings(),
                care == Care.NONE ? speechStyler.styleFor(mood.feelings(), mood.rest()) : speechStyler.baseline(),
                spokenOf,
                settings.helpLine(),
                new EmotionApi.Baseline(mood.rest(), speechStyler.styleAtRest(mood.rest())));
    }

    private void publishHealth() {
        String dominant =
                mood.feelings().dominant().map(emotion -> emotion.key()).orElse("neutral");
        bus.publish(
                HealthApi.COMPONENT,
                new HealthApi.ComponentHealth(
                        "emotion", HealthApi.Status.UP, "She feels " + dominant + ".", Map.of("dominant", dominant)));
    }
}
