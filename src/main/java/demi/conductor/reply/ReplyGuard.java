package demi.conductor.reply;

import demi.conductor.reply.Words.Word;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Watches a reply grow. Its first words are held back until it is clear that they are hers: not the prompt's own
 * sentences, not her last reply, not the same over and over, not a claim to be a language model. A sentence that begins
 * as an assistant's offer waits, too, wherever it stands, and the reply ends before it. One instance a reply.
 */
public final class ReplyGuard {

    /** What is wrong with it. */
    public enum Fault {
        ECHO,
        SAME,
        LOOP,
        ASSISTANT,
        /** A sentence with which an assistant offers its services; what stands before it is good. */
        OFFER,
        /** Somebody else's words follow. */
        SPEAKER
    }

    /** Words that are held back. */
    private static final double HELD = 8;
    /** What has no words is not held for ever. */
    private static final int LONGEST_HELD = 400;
    /** So many words that are those of an earlier reply make it the same. */
    private static final int SAME = 16;

    private static final double SAME_PART = .6;
    /** In these many last words a claim is looked for. */
    private static final int CLAIM = 14;
    /** So many words before an offer are a reply without it; fewer are only a greeting. */
    private static final int ENOUGH = 3;

    private final PromptWords promptWords;
    private final StringBuilder text = new StringBuilder();
    private final Words words = new Words();
    private final Echo echo;
    private final Loops loops = new Loops();
    private final Offers offers = new Offers();
    private boolean offersMayStay;
    private List<List<String>> like;
    private double weight;
    private int looked;
    private int lineFrom;
    /** Whether the line that has begun may be somebody else's. */
    private boolean others;

    private int seen;
    private int released;
    private boolean open;
    private @Nullable Fault fault;
    /** Where what is wrong begins. */
    private int faultAt;

    public ReplyGuard(PromptWords house) {
        this.promptWords = house;
        this.echo = new Echo(house);
        this.like = house.replies();
        this.offersMayStay = house.needsHelp();
    }

    /** What may be said now; nothing any more once there is a {@link #fault}. */
    public String accept(String piece) {
        text.append(piece);
        read(false);
        if (!open) {
            return "";
        }
        return release(fault == null ? safe() : firstSentences());
    }

    /** What comes before the fault was fit to be given out, as far as it may stay. */
    private int firstSentences() {
        String clean = clean();
        return text.indexOf(clean) == 0 ? clean.length() : released;
    }

    /** What is held back, now that it takes so long: better a few words that are not proven than none. */
    public String releaseHeld() {
        open = open || (fault == null && weight > 0 && !isSuspicious() && like.isEmpty());
        return accept("");
    }

    /** The rest, now that nothing more comes. */
    public String end() {
        read(true);
        if (fault == null && like.stream().anyMatch(reply -> reply.size() == words.count())) {
            found(Fault.SAME, 0);
        }
        return fault == null
                ? release(text.toString().stripTrailing().length())
                : open ? release(firstSentences()) : "";
    }

    public @Nullable Fault fault() {
        return fault;
    }

    /** Whether its first words are not fit to be said, or not yet known to be. */
    public boolean isHeldBack() {
        return !open;
    }

    /** What of it may stay: where there is a fault, whole sentences before it. */
    public String clean() {
        String before =
                text.substring(0, fault == null ? text.length() : faultAt).strip();
        return fault == null || fault == Fault.SPEAKER ? before : Sentences.whole(before);
    }

    /** Of a whole reply, the sentences without a fault, each once, and none that would have one together. */
    public static String cleanOf(String reply, PromptWords house) {
        return cleanOf(reply, house, false);
    }

    /** @param offersMayStay whether offers are no fault: where she has nothing else to say */
    public static String cleanOf(String reply, PromptWords house, boolean offersMayStay) {
        StringBuilder clean = new StringBuilder();
        for (String sentence : Sentences.of(reply)) {
            ReplyGuard together = new ReplyGuard(house);
            together.like = List.of();
            together.offersMayStay |= offersMayStay;
            together.accept(clean + sentence);
            together.end();
            boolean again = Words.of(sentence).size() > 2 && clean.indexOf(sentence.strip()) >= 0;
            clean.append(together.fault == null && !again ? sentence : "");
        }
        String text = clean.toString().strip();
        return text.codePoints().anyMatch(Character::isLetterOrDigit) ? text : "";
    }

    private void read(boolean all) {
        while (looked < text.length() && fault == null) {
            int codePoint = text.codePointAt(looked);
            if (!all && looked + 1 == text.length() && Character.isHighSurrogate((char) codePoint)) {
                return;
            }
            words.add(codePoint);
            line(codePoint);
            if (loops.repeats(codePoint)) {
                found(Fault.LOOP, looked);
            }
            looked += Character.charCount(codePoint);
            readWords(false);
            boolean enough = (weight >= HELD && like.isEmpty()) || looked >= LONGEST_HELD;
            open = open || (fault == null && enough && !isSuspicious());
        }
        if (all && fault == null) {
            words.end();
            readWords(true);
        }
    }

    private boolean isSuspicious() {
        return echo.suspicious() >= 0 || offering() >= 0;
    }

    private void line(int codePoint) {
        if (codePoint == '\n') {
            lineFrom = looked + 1;
            others = true;
        } else if (others || looked == 0) {
            int whose = promptWords.isOthers(text.substring(lineFrom, looked + Character.charCount(codePoint)));
            others = whose < 0;
            if (whose > 0) {
                found(Fault.SPEAKER, lineFrom);
            }
        }
    }

    private void readWords(boolean ended) {
        while (seen < words.count() && fault == null) {
            Word word = words.all().get(seen);
            weight += word.weight();
            compare(word);
            seen++;
            List<Word> all = words.all().subList(0, seen);
            int echoed = echo.add(word);
            int again = fault == null ? loops.isLoop(all) : -1;
            offered(offers.add(all, text));
            if (echoed >= 0) {
                found(Fault.ECHO, echoed);
            } else if (again >= 0) {
                found(Fault.LOOP, again);
            }
            claims(false);
        }
        if (ended && words.count() > 0) {
            offered(offers.end());
            int again = loops.sentence(words.all(), words.count());
            if (again >= 0) {
                found(Fault.LOOP, again);
            }
            claims(true);
        }
    }

    /** Whether it is still one of her last replies, word for word. */
    private void compare(Word word) {
        like = like.stream()
                .filter(reply -> seen < reply.size() && reply.get(seen).equals(word.text()))
                .toList();
        int same = seen + 1;
        boolean enough =
                like.stream().anyMatch(reply -> same >= SAME || (same >= HELD && same >= reply.size() * SAME_PART));
        if (enough) {
            found(Fault.SAME, 0);
        }
    }

    private void claims(boolean all) {
        if (promptWords.asksWhatSheIs() || fault != null) {
            return;
        }
        int from = Math.max(0, seen - CLAIM);
        List<Word> last = words.all().subList(from, seen);
        if (last.stream().noneMatch(word -> AssistantTalk.mayBeginWith(word.text()))) {
            return;
        }
        String joined =
                last.stream().map(Word::text).collect(Collectors.joining(" ")).toLowerCase(Locale.ROOT);
        int at = AssistantTalk.in(joined, all);
        if (at >= 0) {
            int before =
                    (int) joined.substring(0, at).chars().filter(c -> c == ' ').count();
            found(Fault.ASSISTANT, last.get(before).start());
        }
    }

    /** Where an offer may begin; -1 where none does. */
    private int offering() {
        int last = words.count() - 1;
        return offersMayStay
                ? -1
                : offers.suspicious(text, last < 0 ? 0 : words.all().get(last).end());
    }

    private void offered(int at) {
        if (at < 0 || offersMayStay) {
            return;
        }
        found(Fault.OFFER, at);
        boolean enough = Words.of(text.substring(0, at)).size() >= ENOUGH;
        open = open || (fault == Fault.OFFER && enough && like.isEmpty());
    }

    private void found(Fault what, int at) {
        if (fault == null) {
            fault = what;
            faultAt = at;
        }
    }

    /** Up to where it may be given out: not the beginning of an echo, nor space that may be the last. */
    private int safe() {
        int suspicious = echo.suspicious();
        int end = suspicious < 0 ? text.length() : suspicious;
        int offer = offering();
        end = offer < 0 ? end : Math.min(end, offer);
        end = others ? Math.min(end, lineFrom) : end;
        while (end > released && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private String release(int to) {
        int from = released;
        released = Math.max(from, Math.min(to, text.length()));
        String now = text.substring(from, released);
        return from == 0 ? now.stripLeading() : now;
    }
}
