package demi.network.inbound;

import demi.network.message.AttachmentPolicy;
import demi.network.message.InboundMessage;
import demi.network.message.Reference;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Messages that one person types in a row in one channel are one turn. Times are of a clock that nobody sets, in nanoseconds. */
public final class MessageDebouncer {

    /** What a message to her may have. */
    static final int LONGEST = 4_000;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Map<String, Burst> open = new HashMap<>();

    /**
     * @param first its first message
     * @param newest the last message of it
     * @param text of all, a line each
     * @param pictures of all
     * @param references of all
     * @param onlyShown whether they have no words of their own, nor anything else than pictures
     */
    public record Burst(
            InboundMessage first,
            InboundMessage newest,
            String text,
            List<String> pictures,
            List<Reference> references,
            boolean onlyShown,
            long began,
            int messages) {

        public Burst {
            pictures = List.copyOf(pictures);
            references = List.copyOf(references);
        }

        public String key() {
            return MessageDebouncer.key(newest);
        }

        @Override
        public String toString() {
            return "Burst[" + key() + ", " + messages + " messages]";
        }
    }

    private static String key(InboundMessage message) {
        return message.place().channel() + "/" + message.author().id();
    }

    /** Whether this person is in the middle of one here. */
    public boolean isOpen(InboundMessage message) {
        return open.containsKey(key(message));
    }

    /** How many there are in a channel. */
    public int countIn(String channel) {
        return (int) open.values().stream()
                .filter(burst -> burst.newest().place().channel().equals(channel))
                .count();
    }

    /** What is full and to be answered before {@code message} can be added. */
    public Optional<Burst> takeIfFull(InboundMessage message, String words) {
        Burst burst = open.get(key(message));
        boolean full = burst != null
                && (burst.text().length() + 1 + words.length() > LONGEST
                        || burst.pictures().size()
                                        + message.attached().pictures().size()
                                > AttachmentPolicy.MOST);
        return full ? Optional.ofNullable(open.remove(key(message))) : Optional.empty();
    }

    public Burst add(InboundMessage message, String words, boolean onlyShown, long now) {
        return open.merge(
                key(message),
                new Burst(
                        message,
                        message,
                        words,
                        message.attached().pictures(),
                        message.references(),
                        onlyShown,
                        now,
                        1),
                (before, more) -> new Burst(
                        before.first(),
                        message,
                        before.text() + "\n" + words,
                        Stream.concat(before.pictures().stream(), more.pictures().stream())
                                .toList(),
                        Stream.concat(before.references().stream(), more.references().stream())
                                .toList(),
                        before.onlyShown() && more.onlyShown(),
                        before.began(),
                        before.messages() + 1));
    }

    /** What is too long for one message ends at a whole character. */
    public static String fitting(String words) {
        if (words.length() <= LONGEST) {
            return words;
        }
        return words.substring(0, Character.isHighSurrogate(words.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }

    /** Ends all there are. */
    public List<Burst> takeAll() {
        List<Burst> all = List.copyOf(open.values());
        open.clear();
        return all;
    }

    /** Ends a burst if nothing has been added since {@code seen}, or it has been open for long. */
    public Optional<Burst> takeIfOver(Burst seen, long now) {
        Burst burst = open.get(seen.key());
        boolean over = burst != null && (burst.equals(seen) || now - burst.began() >= LONGEST_WAIT.toNanos());
        return over ? Optional.ofNullable(open.remove(seen.key())) : Optional.empty();
    }
}
