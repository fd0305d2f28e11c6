package demi.emotion;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Of whom the judgement is that they are in distress. */
final class Distressed {

    /** As sure as that, a judgement outweighs words that speak of distress. */
    private static final double SURE = .8;

    private final Set<String> users = new HashSet<>();

    /** As an earlier process has left it. */
    void addAll(Collection<String> distressed) {
        users.addAll(distressed);
    }

    boolean has(String userId) {
        return users.contains(userId);
    }

    /**
     * In doubt somebody stays in distress: care does no harm.
     *
     * @return whether that changes something
     */
    boolean judged(String userId, boolean distress, double certainty, List<Guess> of) {
        boolean spoke = of.stream().anyMatch(Guess::distress);
        if (distress) {
            return users.add(userId);
        }
        if (certainty >= (spoke ? SURE : EmotionVerticle.CERTAIN)) {
            return users.remove(userId);
        }
        return spoke && users.add(userId);
    }
}
