package demi.soak;

import demi.bench.Samples;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the talkers were told. Used on the clients' event loop. */
final class Ledger {

    /** Messages that were acknowledged, by their words, which are never the same. */
    final Set<String> acknowledged = new HashSet<>();
    /** Frames {@code error}, by code. */
    final Map<String, Integer> errors = new TreeMap<>();
    /** Turns of the phase, from sending to the whole reply; without those whose connection was cut. */
    Samples turns = new Samples();

    int begun;
    int resent;
    int answered;
    /** The same message twice on one socket. */
    int toldTwice;

    void error(String code) {
        errors.merge(code, 1, Integer::sum);
    }

    /** The durations until now; from now on others are taken. */
    long[] nextPhase() {
        long[] taken = turns.sorted();
        turns = new Samples();
        return taken;
    }
}
