package demi.emotion;

import static demi.api.value.Emotion.CONFIDENCE;
import static demi.api.value.Emotion.EXCITEMENT;
import static demi.api.value.Emotion.FRUSTRATION;
import static demi.api.value.Emotion.JEALOUSY;
import static demi.api.value.Emotion.LONELINESS;
import static demi.api.value.Emotion.VULNERABILITY;

import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What one event does: habituation, momentum, the change itself, and how emotions pull at one another after it. */
final class Appraisal {
    private final EmotionSettings settings;

    Appraisal(EmotionSettings settings) {
        this.settings = settings;
    }

    /** The event with all its strength. */
    Mood apply(Mood mood, InteractionType event, EffectTotals ledger) {
        return apply(mood, event, 1, ledger);
    }

    /**
     * Leaves the times of the mood alone.
     *
     * @param strength the part of its effect that the event has
     */
    Mood apply(Mood mood, InteractionType event, double strength, EffectTotals ledger) {
        int run = event == mood.lastEvent() ? mood.run() + 1 : 1;
        double habituation = run == 1
                ? 1
                : run == 2
                        ? settings.habituation().second()
                        : settings.habituation().later();
        List<Emotion> strongest = mood.feelings().strongest(settings.momentumStrongest());
        EnumMap<Emotion, Double> momentum = new EnumMap<>(Emotion.class);
        momentum.putAll(mood.momentum());
        EmotionLevels feelings = mood.feelings();
        for (Map.Entry<Emotion, Double> effect :
                settings.events().getOrDefault(event, Map.of()).entrySet()) {
            Emotion emotion = effect.getKey();
            double push = strongest.contains(emotion)
                    ? 1 + settings.momentumFactor() * mood.momentum().getOrDefault(emotion, 0.0)
                    : 1;
            double value = feelings.get(emotion);
            double change = effect.getValue() * habituation * push * strength;
            // In full, though it is felt only as far as there is room: or nothing would ever overflow.
            if (value + change > settings.ceiling()) {
                momentum.merge(emotion, value + change - settings.ceiling(), Math::max);
            } else if (change != 0) {
                momentum.remove(emotion);
            }
            double felt = change > 0 ? change * settings.room(value) : change;
            feelings = move(feelings, emotion, value + felt, event.key(), ledger);
        }
        EmotionLevels pushed = feelings;
        EmotionLevels pulled = cascade(pushed, ledger);
        momentum.keySet()
                .removeIf(emotion ->
                        pulled.get(emotion) != pushed.get(emotion) && pulled.get(emotion) < settings.ceiling());
        return new Mood(
                pulled,
                mood.rest(),
                momentum,
                event,
                Math.min(run, 1_000),
                mood.agedUntil(),
                mood.lastInteraction(),
                mood.longIdle());
    }

    /**
     * A neutral message. It is no event: it must not reset habituation, or "ok" would buy back every "thanks".
     */
    Mood plain(Mood mood, EffectTotals ledger) {
        EmotionLevels feelings = mood.feelings();
        for (Map.Entry<Emotion, Double> effect : settings.events()
                .getOrDefault(InteractionType.MESSAGE, Map.of())
                .entrySet()) {
            Emotion emotion = effect.getKey();
            feelings = move(
                    feelings,
                    emotion,
                    feelings.get(emotion) + effect.getValue(),
                    InteractionType.MESSAGE.key(),
                    ledger);
        }
        return mood.with(feelings);
    }

    private EmotionLevels cascade(EmotionLevels before, EffectTotals ledger) {
        EmotionSettings.Cascades cascades = settings.cascades();
        EmotionLevels after = before;
        if (felt(before, JEALOUSY) && felt(before, LONELINESS)) {
            double lift =
                    ((before.jealousy() + before.loneliness()) / 2 - cascades.above()) * cascades.jealousyLoneliness();
            String cause = "cascade_jealousy_loneliness";
            after = move(after, JEALOUSY, before.jealousy() + lift, cause, ledger);
            after = move(after, LONELINESS, before.loneliness() + lift, cause, ledger);
        }
        if (felt(before, CONFIDENCE) && felt(before, VULNERABILITY)) {
            double lowered = before.vulnerability() - cascades.confidenceVulnerability() * before.confidence();
            after = move(after, VULNERABILITY, lowered, "cascade_confidence_vulnerability", ledger);
        }
        if (felt(before, EXCITEMENT) && felt(before, FRUSTRATION)) {
            double lowered = before.frustration() - cascades.excitementFrustration() * before.excitement();
            after = move(after, FRUSTRATION, lowered, "cascade_excitement_frustration", ledger);
        }
        return after;
    }

    private boolean felt(EmotionLevels feelings, Emotion emotion) {
        return feelings.get(emotion) > settings.cascades().above();
    }

    private EmotionLevels move(EmotionLevels from, Emotion emotion, double wanted, String cause, EffectTotals ledger) {
        double value = settings.clamp(emotion, wanted);
        ledger.add(cause, emotion, value - from.get(emotion));
        return from.with(emotion, value);
    }
}
