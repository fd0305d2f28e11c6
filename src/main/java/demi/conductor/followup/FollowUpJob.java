package demi.conductor.followup;

import demi.api.MemoryApi;
import demi.api.store.MessageStore.FollowUpKinds;
import demi.api.value.Message;
import demi.api.value.PromptMessage;
import demi.api.value.PromptMessage.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be followed up of one person's turns.
 *
 * @param lines the newest prompt as it was sent, and the reply to it
 * @param items messages that wait for it, oldest first
 * @param full whether the context window is nearly full and has no notes yet on the part that will be cut
 * @param speaker whose words they are, in a conversation that several share; null in one person's own
 */
public record FollowUpJob(
        List<PromptMessage> lines, List<Item> items, boolean full, Message.@Nullable Speaker speaker) {

    static final int MOST_MESSAGES = 40;

    /** Of one question: an answer has room for few facts, and what is not in it is never learned. */
    static final int MOST_AT_ONCE = 6;

    /**
     * @param appraise whether it is not known yet what it was to her
     * @param learn whether nothing was learned from it yet
     */
    record Item(String messageId, String content, Instant at, boolean appraise, boolean learn) {
        boolean isOpen() {
            return appraise || learn;
        }

        Item learned() {
            return new Item(messageId, content, at, appraise, false);
        }

        MemoryApi.Said said() {
            return new MemoryApi.Said(messageId, content, at);
        }
    }

    public FollowUpJob {
        lines = List.copyOf(lines);
        Map<String, Item> byId = new LinkedHashMap<>();
        items.stream().filter(Item::isOpen).forEach(item -> byId.putIfAbsent(item.messageId(), item));
        List<Item> open = List.copyOf(byId.values());
        items = List.copyOf(open.subList(Math.max(0, open.size() - MOST_MESSAGES), open.size()));
    }

    /** Of one message that has just been answered. */
    public static FollowUpJob of(Message said, List<PromptMessage> lines, FollowUpKinds thoughts, boolean full) {
        return new FollowUpJob(lines, List.of(item(said, thoughts)), full, said.speaker());
    }

    static Item item(Message said, FollowUpKinds thoughts) {
        return new Item(said.messageId(), said.content(), said.createdAt(), thoughts.appraise(), thoughts.learn());
    }

    /** This and a later one together; where several speak only the later, lest words be taken for somebody else's. */
    FollowUpJob then(FollowUpJob later) {
        if (speaker != null || later.speaker != null) {
            return later;
        }
        List<Item> both = Stream.concat(items.stream(), later.items.stream()).toList();
        return new FollowUpJob(later.lines, both, later.full, null);
    }

    /** The oldest of its messages, as many as have so many characters together, a few, and one at least. */
    List<Item> batch(int characters) {
        List<Item> batch = new ArrayList<>();
        int room = characters;
        for (Item item : items) {
            room -= item.content().length();
            if ((room < 0 && !batch.isEmpty()) || batch.size() == MOST_AT_ONCE) {
                break;
            }
            batch.add(item);
        }
        return batch;
    }

    /** Without messages that are done. */
    FollowUpJob without(List<String> messageIds) {
        List<Item> left = items.stream()
                .filter(item -> !messageIds.contains(item.messageId()))
                .toList();
        return new FollowUpJob(lines, left, full, speaker);
    }

    FollowUpJob learned() {
        return new FollowUpJob(lines, items.stream().map(Item::learned).toList(), full, speaker);
    }

    FollowUpJob summarised() {
        return new FollowUpJob(lines, items, false, speaker);
    }

    boolean isOver() {
        return items.isEmpty() && !full;
    }

    /** Whether others were there. */
    boolean shared() {
        return speaker != null;
    }

    /** Whose words they are. */
    String whose(String userId) {
        return speaker == null ? userId : speaker.userId();
    }

    /** The newest prompt without the reply to it: what a server has to read to have the conversation at hand again. */
    List<PromptMessage> prompt() {
        int end = lines.size();
        while (end > 0 && lines.get(end - 1).role() == Role.ASSISTANT) {
            end--;
        }
        return lines.subList(0, end);
    }
}
