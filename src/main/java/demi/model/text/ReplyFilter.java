package demi.model.text;

/**
 * Takes out of a streamed reply what is not the model's words: its turn's head, thinking at the beginning, calls of tools,
 * labels, special tokens and control characters. The reply ends where its turn does, whatever family's token says so, and
 * where somebody else's words begin; see {@link #isOver}. Anything may be split anywhere between two pieces, so what might
 * be the beginning of a marker is held back until it is clear. What stands in code is text. One instance a reply.
 *
 * <p>Some templates open the thinking in the prompt, so that only its end comes: what was given out before that was
 * thinking, too, and {@link #startsAnew} says so. Of a model that has done so before nothing is given out until then.
 */
public final class ReplyFilter {

    private final StringBuilder held = new StringBuilder();
    /** What may be thinking that the prompt has opened; the reply itself, if it never ends. */
    private final StringBuilder maybeThought = new StringBuilder();

    private final boolean words;
    private ReplyHead head;
    private ReplyBody body;
    private boolean waits;
    private boolean anew;

    private ReplyFilter(boolean words, boolean thinksFirst) {
        this.words = words;
        this.waits = thinksFirst;
        this.head = new ReplyHead(words);
        this.body = new ReplyBody(words, false);
    }

    /** @param thinksFirst whether the model is known to think before it speaks, without saying where that begins */
    public static ReplyFilter ofWords(boolean thinksFirst) {
        return new ReplyFilter(true, thinksFirst);
    }

    /** For what is to follow a schema: JSON is what was asked for, and nobody speaks in it. */
    public static ReplyFilter ofData(boolean thinksFirst) {
        return new ReplyFilter(false, thinksFirst);
    }

    /** The part of all pieces so far that is certainly text and was not given out before. */
    public String accept(String piece) {
        held.append(piece);
        return run(false);
    }

    /** Whether, since this was last asked, everything given out before has turned out to be thinking. */
    public boolean startsAnew() {
        boolean now = anew;
        anew = false;
        return now;
    }

    /** Whether her turn is over, whatever else comes: the model goes on for somebody else. {@link #end} is still due. */
    public boolean isOver() {
        return head.isOver() || body.isOver();
    }

    /**
     * What was held back, now that nothing more comes.
     *
     * @param cut whether more would have come: then it was still thinking
     */
    public String end(boolean cut) {
        String rest = run(true);
        if (cut) {
            return rest;
        }
        String unfinished = head.unfinished();
        head = new ReplyHead(words);
        String all = maybeThought + rest + (unfinished.isEmpty() ? "" : asWords(unfinished));
        maybeThought.setLength(0);
        return all;
    }

    /** What only looked like thinking. */
    private String asWords(String text) {
        ReplyBody alone = new ReplyBody(words, true);
        StringBuilder rest = new StringBuilder(text);
        int at = 0;
        while (at < rest.length() && !alone.isOver()) {
            at += alone.step(rest, at, true, false);
        }
        return alone.take();
    }

    private String run(boolean all) {
        int at = 0;
        while (at < held.length() && !isOver()) {
            int consumed = head.isPassed() ? body.step(held, at, all, waits) : head.step(held, at, all);
            if (consumed < 0) {
                break;
            }
            at += consumed;
            // Where it says itself when it thinks, nothing else has to be waited for.
            waits &= !head.marksThinking();
            if (body.wasThinking()) {
                begin();
            }
        }
        held.delete(0, isOver() ? held.length() : at);
        String clean = body.take();
        if (waits) {
            maybeThought.append(clean);
            return "";
        }
        return clean;
    }

    /** What came before was thinking. */
    private void begin() {
        anew = true;
        waits = false;
        maybeThought.setLength(0);
        head = new ReplyHead(words);
        body = new ReplyBody(words, true);
    }
}
