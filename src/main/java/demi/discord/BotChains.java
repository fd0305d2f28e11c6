package demi.discord;

import java.util.LinkedHashMap;
import java.util.Map;

/** How many messages of other bots have been heard in a channel since a person last wrote there. */
final class BotChains {

    private static final int MOST_CHANNELS = 1_000;

    private final int most;
    private final Map<String, Integer> chains = new Bounded<>(MOST_CHANNELS);

    /** @param most that are answered in a row; 0: none */
    BotChains(int most) {
        this.most = most;
    }

    /** Whether a message may be answered, as far as that goes; each one for her counts. */
    boolean mayAnswer(String channel, boolean byBot) {
        if (!byBot) {
            chains.remove(channel);
            return true;
        }
        return chains.merge(channel, 1, Integer::sum) <= most;
    }

    /** A map that forgets what it has not been asked for longest. */
    static final class Bounded<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;
        private final int most;

        Bounded(int most) {
            super(16, .75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }
}
