package demi.network.inbound;

import demi.util.BoundedMap;
import java.util.Map;

/** How many messages of other bots have been heard in a channel since a person last wrote there. */
public final class BotLoopGuard {

    private static final int MOST_CHANNELS = 1_000;

    private final int most;
    private final Map<String, Integer> chains = new BoundedMap<>(MOST_CHANNELS);

    /** @param most that are answered in a row; 0: none */
    public BotLoopGuard(int most) {
        this.most = most;
    }

    /** Whether a message may be answered, as far as that goes; each one for her counts. */
    public boolean mayAnswer(String channel, boolean byBot) {
        if (!byBot) {
            chains.remove(channel);
            return true;
        }
        return chains.merge(channel, 1, Integer::sum) <= most;
    }
}
