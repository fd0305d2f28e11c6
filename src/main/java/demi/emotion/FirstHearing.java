package demi.emotion;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was made of messages on first hearing, and of whom the judgement is that they are in distress. */
final class FirstHearing {

    private static final int MOST = 500;
    /** As sure as that, a judgement outweighs words that speak of distress. */
    private static final double SURE = .8;

    private final Map<String, Guess> guesses = new LinkedHashMap<>();
    private final Set<String> distressed = new HashSet<>();

    void keep(String messageId, Guess guess) {
        guesses.put(messageId, guess);
        if (guesses.size() > MOST) {
            guesses.remove(guesses.keySet().iterator().next());
        }
    }

    /** The guesses at these messages, in this order; those that are not known any more are left out. */
    List<Guess> take(List<String> messageIds) {
        List<Guess> taken = new ArrayList<>();
        for (String id : messageIds) {
            Guess guess = guesses.remove(id);
            if (guess != null) {
                taken.add(guess);
            }
        }
        return taken;
    }

    boolean isInDistress(String userId, String words) {
        return distressed.contains(userId) || Distress.in(words);
    }

    /** In doubt somebody stays in distress: care does no harm. */
    void judged(String userId, boolean distress, double certainty, List<Guess> of) {
        if (distress) {
            distressed.add(userId);
        } else if (certainty >= (of.stream().anyMatch(Guess::distress) ? SURE : EmotionVerticle.CERTAIN)) {
            distressed.remove(userId);
        } else if (of.stream().anyMatch(Guess::distress)) {
            distressed.add(userId);
        }
    }
}
