package demi.network.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message on a chat network, as far as it matters to Demi.
 *
 * @param parent of a thread: the channel it belongs to; null otherwise
 * @param where the name of the channel, as people read it
 * @param content as it was typed, mentions and all
 * @param words the same without her own mention; empty: there is nothing to answer
 * @param attached what comes with it
 * @param references what it refers to
 */
public record InboundMessage(
        ReplyTarget place,
        @Nullable String parent,
        String where,
        Author author,
        Signs signs,
        String content,
        String words,
        Attachments attached,
        List<Reference> references,
        Instant at) {

    public InboundMessage {
        references = List.copyOf(references);
    }

    /** @param roles ids */
    public record Author(String id, String name, boolean bot, List<String> roles) {
        public Author {
            roles = List.copyOf(roles);
        }
    }

    /**
     * What says that it is for her: it names her, answers her, or stands in a thread of hers.
     *
     * @param forOthers it names or answers somebody else
     */
    public record Signs(boolean mentionsDemi, boolean repliesToDemi, boolean inDemisThread, boolean forOthers) {}

    /** The channel, and that which it is a thread of. */
    public List<String> channels() {
        List<String> all = new ArrayList<>(List.of(place.channel()));
        if (parent != null) {
            all.add(parent);
        }
        return all;
    }

    /** Whether it is for her: a direct message, or one that says so. */
    public boolean isForDemi() {
        return place.isDirect() || signs.mentionsDemi() || signs.repliesToDemi() || signs.inDemisThread();
    }

    @Override
    public String toString() {
        return "InboundMessage[" + place.message() + ", " + content.length() + " characters]";
    }
}
