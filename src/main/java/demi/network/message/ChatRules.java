package demi.network.message;

import java.time.Duration;
import java.util.List;

/**
 * How she behaves on a network, as its settings say.
 *
 * @param answeredChannels in which she answers without being named, threads too
 * @param botChain how many messages of other bots in a row she answers in a channel; 0: none
 * @param burstPause how long she waits whether somebody goes on typing
 * @param overheard how many of the last messages of a channel she is told of when she is spoken to there
 */
public record ChatRules(
        AccessPolicy access, List<String> answeredChannels, int botChain, Duration burstPause, int overheard) {
    public ChatRules {
        answeredChannels = List.copyOf(answeredChannels);
    }
}
