package demi.emotion;

import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Her inner life as functions from one mood to the next. Holds no state. */
final class MoodModel {
    /** Less than that strengthens nothing that anybody would notice. */
    private static final double LEAST_MOMENTUM = .001;

    private final EmotionSettings settings;
    private final Appraisal appraisal;

    MoodModel(EmotionSettings settings) {
        this.settings = settings;
        this.appraisal = new Appraisal(settings);
    }

    /** Who she is when she first wakes. */
    Mood start(Instant now) {
        EmotionLevels feelings = EmotionLevels.of(emotion -> settings.clamp(emotion, settings.start()));
        return new Mood(feelings, feelings, Map.of(), null, 0, now, now, false);
    }

    /**
     * Applies the whole ticks between {@link Mood#agedUntil} and {@code now}; what is left over stays for the next
     * call, so the result does not depend on how often this is called. A clock that was set back changes nothing.
     */
    MoodChange age(Mood mood, Instant now) {
        EffectTotals ledger = new EffectTotals();
        Mood aged = age(mood, now, ledger);
        return new MoodChange(aged, ledger.effects());
    }

    /**
     * Ages her to {@code now}, then lets something happen to her. Whatever happens ends her being alone.
     *
     * @param type not {@link InteractionType#LONG_IDLE}: only time does that
     */
    MoodChange interact(Mood mood, InteractionType type, Instant now) {
        return interact(mood, type, 1, now);
    }

    /** @param strength the part of its effect that it has */
    MoodChange interact(Mood mood, InteractionType type, double strength, Instant now) {
        if (type == InteractionType.LONG_IDLE) {
            throw new IllegalArgumentException("long_idle comes of ageing");
        }
        EffectTotals ledger = new EffectTotals();
        Mood aged = age(mood, now, ledger);
        Mood moved = type == InteractionType.MESSAGE
                ? appraisal.plain(aged, ledger)
                : appraisal.apply(aged, type, strength, ledger);
        return new MoodChange(moved.at(moved.agedUntil(), now, false), ledger.effects());
    }

    /**
     * Ages her to {@code now}, takes back what messages did to her on first hearing, and lets them be one event instead.
     * Nobody has spoken: she is alone for as long as before.
     *
     * @param guesses of the messages judged, oldest first
     * @param strength the part of its effect that the event has
     */
    MoodChange reappraise(
            Mood mood, List<ProvisionalAppraisal> guesses, InteractionType type, double strength, Instant now) {
        EffectTotals ledger = new EffectTotals();
        Mood current = age(mood, now, ledger);
        for (ProvisionalAppraisal guess : guesses) {
            current = takeBack(current, guess, ledger);
        }
        current = asBefore(current, guesses);
        Mood moved = type == InteractionType.MESSAGE
                ? appraisal.plain(current, ledger)
                : appraisal.apply(current, type, strength, ledger);
        return new MoodChange(moved, ledger.effects());
    }

    private Mood takeBack(Mood mood, ProvisionalAppraisal guess, EffectTotals ledger) {
        EmotionLevels feelings = mood.feelings();
        for (Map.Entry<Emotion, Double> moved : guess.moved().entrySet()) {
            Emotion emotion = moved.getKey();
            double value = settings.clamp(emotion, feelings.get(emotion) - moved.getValue());
            ledger.add("taken_back", emotion, value - feelings.get(emotion));
            feelings = feelings.with(emotion, value);
        }
        return mood.with(feelings);
    }

    /** Habituation and momentum as if the guesses had never been, unless something else has happened since. */
    private static Mood asBefore(Mood mood, List<ProvisionalAppraisal> guesses) {
        if (guesses.isEmpty()) {
            return mood;
        }
        ProvisionalAppraisal.HabituationState first = guesses.get(0).before();
        ProvisionalAppraisal.HabituationState last =
                guesses.get(guesses.size() - 1).after();
        boolean isLast = mood.lastEvent() == last.lastEvent() && mood.run() == last.run();
        return !isLast
                ? mood
                : new Mood(
                        mood.feelings(),
                        mood.rest(),
                        faded(first.momentum(), last.momentum(), mood.momentum()),
                        first.lastEvent(),
                        first.run(),
                        mood.agedUntil(),
                        mood.lastInteraction(),
                        mood.longIdle());
    }

    /** What the momentum before the guesses would be by now, where that after them has faded to this. */
    private static Map<Emotion, Double> faded(
            Map<Emotion, Double> before, Map<Emotion, Double> after, Map<Emotion, Double> now) {
        Map<Emotion, Double> faded = new EnumMap<>(Emotion.class);
        before.forEach((emotion, value) -> {
            double then = after.getOrDefault(emotion, 0.0);
            double left = then == 0 ? 1 : Math.min(1, now.getOrDefault(emotion, 0.0) / then);
            if (left > 0) {
                faded.put(emotion, value * left);
            }
        });
        return faded;
    }

    /**
     * What time alone makes of feelings.
     *
     * @param from null: those that she rests in
     */
    EmotionLevels project(@Nullable EmotionLevels from, Duration alone) {
        EmotionLevels feelings = from == null
                ? EmotionLevels.of(emotion ->
                        settings.clamp(emotion, settings.temperament().getOrDefault(emotion, 0.0)))
                : from;
        Mood mood = new Mood(feelings, feelings, Map.of(), null, 0, Instant.EPOCH, Instant.EPOCH, false);
        return age(mood, Instant.EPOCH.plus(alone), new EffectTotals()).feelings();
    }

    /** Sets one emotion, within its bounds, and clears its momentum. */
    Mood set(Mood mood, Emotion emotion, double value) {
        EmotionLevels feelings = mood.feelings().with(emotion, value);
        Map<Emotion, Double> momentum = new EnumMap<>(Emotion.class);
        momentum.putAll(mood.momentum());
        momentum.remove(emotion);
        return mood.with(feelings.with(emotion, settings.clamp(emotion, value))).with(momentum);
    }

    private Mood age(Mood mood, Instant now, EffectTotals ledger) {
        if (now.isBefore(mood.agedUntil())) {
            return mood;
        }
        Mood current = mood;
        for (long left = ticks(mood.agedUntil(), now); left > 0; left--) {
            Mood next = tick(current, ledger);
            if (settled(current, next)) {
                return next.at(
                        next.agedUntil().plus(settings.tick().multipliedBy(left - 1)), next.lastInteraction(), true);
            }
            current = next;
        }
        return current;
    }

    private long ticks(Instant from, Instant to) {
        return Duration.between(from, to).dividedBy(settings.tick());
    }

    /** Nothing moved, and more time alone will not move more: ten thousand years end here. */
    private boolean settled(Mood before, Mood after) {
        return before.longIdle()
                && before.feelings().equals(after.feelings())
                && before.rest().equals(after.rest())
                && after.momentum().isEmpty()
                && loneliness(idle(before)) >= settings.idle().cap();
    }

    private Mood tick(Mood mood, EffectTotals ledger) {
        Instant at = mood.agedUntil().plus(settings.tick());
        Duration idle = Duration.between(mood.lastInteraction(), at);
        double alone = idle.compareTo(settings.idle().begins()) >= 0
                ? Math.min(loneliness(idle), settings.idle().cap())
                : 0;
        Mood faded = mood.with(fade(mood.feelings(), alone, ledger))
                .restingAt(fade(mood.rest(), alone, new EffectTotals()))
                .with(lessMomentum(mood.momentum()));
        boolean longIdle = !mood.longIdle() && idle.compareTo(settings.idle().longAfter()) >= 0;
        Mood next = longIdle ? idleForLong(faded, ledger) : faded;
        return next.at(at, mood.lastInteraction(), mood.longIdle() || longIdle);
    }

    /** Time does that as well, so her rest goes along. */
    /** Since when nobody has spoken; null where that is too short to be felt. */
    @Nullable
    Instant idleSince(Mood mood, Instant now) {
        Duration idle = Duration.between(mood.lastInteraction(), now);
        return idle.compareTo(settings.idle().begins()) >= 0 ? mood.lastInteraction() : null;
    }

    private Mood idleForLong(Mood mood, EffectTotals ledger) {
        Mood resting = mood.with(mood.rest()).with(Map.of());
        EmotionLevels rest = appraisal
                .apply(resting, InteractionType.LONG_IDLE, new EffectTotals())
                .feelings();
        return appraisal.apply(mood, InteractionType.LONG_IDLE, ledger).restingAt(rest);
    }

    private EmotionLevels fade(EmotionLevels feelings, double alone, EffectTotals ledger) {
        return EmotionLevels.of(emotion -> fade(emotion, feelings.get(emotion), alone, ledger));
    }

    /** Decay within the bounds first, and then what being alone does: it is felt at the floor, too. */
    private double fade(Emotion emotion, double value, double alone, EffectTotals ledger) {
        double rate = settings.decay().getOrDefault(emotion, 0.0)
                * (value > settings.slowDecayAbove() ? settings.slowDecayFactor() : 1);
        double away = value - settings.temperament().getOrDefault(emotion, 0.0);
        double decayed = settings.clamp(emotion, value - away * rate);
        double drift = alone * settings.idle().drift().getOrDefault(emotion, 0.0);
        double felt = drift > 0 ? drift * settings.room(decayed) : drift;
        double after = settings.clamp(emotion, decayed + felt);
        ledger.add(EffectTotals.DECAY, emotion, decayed - value);
        ledger.add(EffectTotals.IDLE, emotion, after - decayed);
        return after;
    }

    private Map<Emotion, Double> lessMomentum(Map<Emotion, Double> momentum) {
        if (momentum.isEmpty()) {
            return momentum;
        }
        Map<Emotion, Double> less = new EnumMap<>(Emotion.class);
        momentum.forEach((emotion, value) -> {
            double left = value - value * settings.momentumFade();
            if (left >= LEAST_MOMENTUM) {
                less.put(emotion, left);
            }
        });
        return less;
    }

    private Duration idle(Mood mood) {
        return Duration.between(mood.lastInteraction(), mood.agedUntil());
    }

    /** How long alone, in units of the idle scale. */
    private double loneliness(Duration idle) {
        return (double) idle.toMillis() / settings.idle().scale().toMillis();
    }
}
