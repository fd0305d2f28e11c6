package demi.conductor;

import demi.contract.Line;
import java.util.List;

/**
 * How many tokens a prompt has, estimated from its characters; the ratio is learned from what the model server counts.
 * Errs on the side of more tokens, because a prompt that is too long loses its beginning in silence.
 */
final class TokenBudget {

    /** Of most languages that small models speak well. */
    private static final double START = 3.2;

    private static final double LEAST = 1;
    private static final double MOST = 4.5;
    private static final double LEARNING = .2;
    /** The template around each message. */
    private static final int PER_LINE = 8;

    private final int tokens;
    private double charactersPerToken = START;

    /** @param contextWindow of the model; what the longest reply takes comes off it */
    TokenBudget(int contextWindow, int longestReply) {
        this.tokens = Math.max(256, contextWindow - longestReply - contextWindow / 32);
    }

    boolean fits(List<Line> lines) {
        return estimate(lines) <= tokens;
    }

    /** Whether at most half of the budget is used, so that many turns pass before the next cut. */
    boolean fitsEasily(List<Line> lines) {
        return estimate(lines) <= tokens / 2;
    }

    /** The most characters that one line may have when it is nearly alone. */
    int charactersBeside(List<Line> lines) {
        int left = tokens - estimate(lines) - PER_LINE - 1;
        return (int) Math.max(200, left * charactersPerToken);
    }

    /** @param counted by the server for exactly these lines; counts of only what was new to it teach nothing */
    void learn(List<Line> lines, int counted) {
        int characters = characters(lines);
        int text = counted - lines.size() * PER_LINE;
        if (text < characters / MOST / 2 || text <= 0) {
            return;
        }
        double seen = Math.max(LEAST, Math.min(MOST, (double) characters / text));
        charactersPerToken += LEARNING * (seen - charactersPerToken);
    }

    int estimate(List<Line> lines) {
        return (int) Math.ceil(characters(lines) / charactersPerToken) + lines.size() * PER_LINE;
    }

    private static int characters(List<Line> lines) {
        return lines.stream().mapToInt(line -> line.content().length()).sum();
    }
}
