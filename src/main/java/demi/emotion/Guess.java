package demi.emotion;

import demi.contract.Emotion;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a message did to her on first hearing, kept until it was judged.
 *
 * @param before her mood as it was just before
 * @param after and as it was just after
 * @param moved what the message added to each emotion; what time did is not in it
 * @param distress whether the words spoke of distress
 */
record Guess(InteractionType type, Mood before, Mood after, Map<Emotion, Double> moved, boolean distress) {

    Guess {
        moved = EmotionSettings.copy(Emotion.class, moved);
    }

    static Guess of(InteractionType type, Mood before, Outcome outcome, boolean distress) {
        return new Guess(type, before, outcome.mood(), moved(outcome.effects()), distress);
    }

    private static Map<Emotion, Double> moved(List<Outcome.Effect> effects) {
        Map<Emotion, Double> moved = new EnumMap<>(Emotion.class);
        effects.stream()
                .filter(effect -> !Ledger.isTime(effect.cause()))
                .forEach(effect -> moved.merge(effect.emotion(), effect.delta(), Double::sum));
        return moved;
    }
}
