package demi.model.profile;

import demi.api.value.PromptMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * How fast a server reads prompts with one model. It counts all tokens of a prompt, but reads only what it has not read
 * before: so what it read last is remembered, as many prompts as it has places, and what counts is the part that was new.
 */
public final class ReadingSpeed {

    /** What is shorter says more about the machine's other work than about its speed. */
    private static final int LEAST_TOKENS = 64;
    /** The middle one of the newest counts: one that was disturbed does not. */
    private static final int SAMPLES = 5;
    /** Tokens a second below which a prompt is long in being read, and above which it is not any more. */
    private static final double SLOW = 60;

    private static final double NOT_SLOW = 90;
    /** Until it was counted: on the long side for every language. */
    private static final double CHARACTERS_PER_TOKEN = 3;

    /** So many characters are compared at once. */
    private static final int BLOCK = 64;

    /** @param whole whether the server is known to have read it to its end */
    private record Read(List<PromptMessage> prompt, boolean whole) {}

    private final int places;
    private final boolean rewinds;
    /** Newest first. */
    private final Deque<Read> read = new ArrayDeque<>();

    private final Deque<Double> samples = new ArrayDeque<>();
    private double charactersPerToken = CHARACTERS_PER_TOKEN;
    private boolean slow;

    /** @param places how many prompts the server keeps at a time */
    public ReadingSpeed(int places, boolean rewinds) {
        this.places = places;
        this.rewinds = rewinds;
    }

    /** What of a prompt has to be read, in tokens; all of it where nothing is known. */
    public int unreadBytes(List<PromptMessage> prompt) {
        return (int) Math.ceil((length(prompt) - bestRead(prompt, false)) / charactersPerToken);
    }

    /** Whether the server need not read most of it. */
    public boolean isWarm(List<PromptMessage> prompt) {
        return !prompt.isEmpty() && bestRead(prompt, true) * 2 > length(prompt);
    }

    /** How long it takes to read so many tokens; zero where that is not known. */
    public Duration unreadTokens(int tokens) {
        double speed = tokensPerSecond();
        return speed <= 0 ? Duration.ZERO : Duration.ofMillis((long) (tokens * 1_000 / speed));
    }

    /** 0 where it was not measured yet. */
    public double tokensPerSecond() {
        double[] sorted =
                samples.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    public boolean isSlow() {
        return slow;
    }

    /**
     * The server has read a prompt to its end, and begun a reply, which it need not read again either.
     *
     * @param tokens of the prompt, all of them; -1 where the server did not count
     * @param took for what it had not read before; zero where the server did not say
     */
    public void finished(List<PromptMessage> prompt, String reply, int tokens, Duration took) {
        long length = length(prompt);
        long known = bestRead(prompt, false);
        boolean certain = !read.isEmpty() && (read.stream().allMatch(Read::whole) || bestRead(prompt, true) == known);
        List<PromptMessage> talk = new ArrayList<>(prompt);
        talk.add(new PromptMessage(PromptMessage.Role.ASSISTANT, reply.strip()));
        remember(talk, true);
        // Pictures are tokens, too.
        if (tokens <= 0
                || length <= 0
                || prompt.stream().anyMatch(line -> !line.images().isEmpty())) {
            return;
        }
        charactersPerToken = Math.max(.5, (double) length / tokens);
        double fresh = (double) tokens * (length - known) / length;
        if (certain && fresh >= LEAST_TOKENS && took.toMillis() > 0) {
            samples.addFirst(fresh * 1_000 / took.toMillis());
            if (samples.size() > SAMPLES) {
                samples.removeLast();
            }
            double speed = tokensPerSecond();
            slow = slow ? speed < NOT_SLOW : speed < SLOW;
        }
    }

    /** The server was broken off before its first word: how much of the prompt it has read is not known. */
    public void brokenOff(List<PromptMessage> prompt) {
        remember(prompt, false);
    }

    /** The model was unloaded: nothing of what it read is left. */
    public void unloaded() {
        read.clear();
    }

    private void remember(List<PromptMessage> prompt, boolean whole) {
        Read replaced = null;
        long most = -1;
        for (Read each : read) {
            long common = common(each.prompt(), prompt);
            if (common > most) {
                most = common;
                replaced = each;
            }
        }
        // A conversation that goes on takes its own place, another one the oldest.
        if (replaced != null && most * 2 > length(replaced.prompt())) {
            read.remove(replaced);
        }
        read.addFirst(new Read(prompt.stream().map(PromptMessage::words).toList(), whole));
        while (read.size() > places) {
            read.removeLast();
        }
    }

    private long bestRead(List<PromptMessage> prompt, boolean alsoPartly) {
        long best = 0;
        for (Read each : read) {
            if (each.whole() || alsoPartly) {
                long common = common(each.prompt(), prompt);
                // What cannot go back has to find all of what it read before.
                best = Math.max(best, rewinds || common == length(each.prompt()) ? common : 0);
            }
        }
        return best;
    }

    private static long length(List<PromptMessage> prompt) {
        return prompt.stream().mapToLong(line -> line.content().length()).sum();
    }

    /** How many characters both begin with. */
    private static long common(List<PromptMessage> one, List<PromptMessage> other) {
        long common = 0;
        Iterator<PromptMessage> others = other.iterator();
        for (PromptMessage line : one) {
            if (!others.hasNext()) {
                return common;
            }
            PromptMessage beside = others.next();
            if (line.role() != beside.role()) {
                return common;
            }
            if (!isSame(line.content(), beside.content())) {
                return common + beginning(line.content(), beside.content());
            }
            common += line.content().length();
        }
        return common;
    }

    /** By their hashes, which are kept with them: of all prompts many long lines are the same, and only an estimate hangs on it. */
    private static boolean isSame(String one, String other) {
        return one.length() == other.length() && one.hashCode() == other.hashCode();
    }

    private static int beginning(String one, String other) {
        int end = Math.min(one.length(), other.length());
        int same = 0;
        while (same + BLOCK <= end && one.regionMatches(same, other, same, BLOCK)) {
            same += BLOCK;
        }
        for (int i = same; i < end; i++) {
            if (one.charAt(i) != other.charAt(i)) {
                return i;
            }
        }
        return end;
    }
}
