package demi.modeltest;

import demi.api.InferenceApi.Measured;
import java.util.ArrayList;
import java.util.List;

/** What one message of the test came to. */
final class TalkTurn {

    private final List<Measured> requests = new ArrayList<>();
    private final long asked = System.nanoTime();
    private long firstWord = -1;
    private long ended = -1;
    private int begun;
    private String reply = "";

    /** A piece of the reply; the number 0 begins it, or begins it anew. */
    void delta(int seq) {
        firstWord = firstWord < 0 ? System.nanoTime() : firstWord;
        begun += seq == 0 ? 1 : 0;
    }

    /** One request to the model is over. */
    void measured(Measured request) {
        requests.add(request);
    }

    /** @param text empty where there is no reply */
    void end(String text) {
        ended = System.nanoTime();
        reply = text;
    }

    List<Measured> requests() {
        return List.copyOf(requests);
    }

    boolean isAnswered() {
        return !reply.isEmpty();
    }

    String reply() {
        return reply;
    }

    /** Whether words that were sent turned out to be none. */
    boolean isBegunAnew() {
        return begun > 1;
    }

    /** In seconds; NaN where there was no word. */
    double secondsToFirstWord() {
        return firstWord < 0 ? Double.NaN : (firstWord - asked) / 1e9;
    }

    double seconds() {
        return (ended - asked) / 1e9;
    }
}
