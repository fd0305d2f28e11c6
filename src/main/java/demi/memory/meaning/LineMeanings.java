package demi.memory.meaning;

import demi.api.store.VectorStore;
import demi.api.store.VectorStore.Code;
import demi.api.store.VectorStore.MessageText;
import demi.bus.Bus;
import demi.memory.recall.RecallQuery;
import demi.util.BoundedMap;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * What messages mean: their codes only, in the store and, for those who talked to her last, in memory. The newest are read
 * first; short ones that tell nothing, never.
 */
final class LineMeanings {

    private static final int BATCH = 16;
    private static final int PAGE = 10_000;
    private static final int CONVERSATIONS = 100;
    /** Of one conversation; 60 to 110 bytes each. */
    private static final int MOST = 500_000;

    private static final int LEAST_WORDS = 2;
    /** Further words do not change what a message is about. */
    private static final int CHARACTERS = 1_000;

    private final Bus bus;
    private final Embedder embedder;
    private final Map<String, Known> byConversation = new BoundedMap<>(CONVERSATIONS);
    /** What is still to be looked at: of what was said last first. */
    private final Deque<Range> ranges = new ArrayDeque<>();
    /** The newest message that was looked at in this process: none is looked at twice. */
    private long newest;

    /**
     * The codes of a conversation.
     *
     * @param loaded done when all that were kept are in it; what is made meanwhile is added beside
     */
    private record Known(CodeIndex codes, Future<CodeIndex> loaded) {}

    /** Messages by their {@code seq}, from the newest down; both ends are out of it. */
    private static final class Range {
        private long below = Long.MAX_VALUE;
        private final long above;

        private Range(long above) {
            this.above = above;
        }
    }

    LineMeanings(Bus bus, Embedder embedder) {
        this.bus = bus;
        this.embedder = embedder;
        ranges.push(new Range(0));
    }

    Future<CodeIndex> codes(String conversationId, int dimensions) {
        Known known = byConversation.get(conversationId);
        if (known != null) {
            return known.loaded();
        }
        Promise<CodeIndex> loaded = Promise.promise();
        CodeIndex codes = new CodeIndex(dimensions);
        byConversation.put(conversationId, new Known(codes, loaded.future()));
        load(conversationId, codes, 0)
                .onFailure(thrown -> byConversation.remove(conversationId))
                .onComplete(loaded);
        return loaded.future();
    }

    private Future<CodeIndex> load(String conversationId, CodeIndex codes, long above) {
        return bus.request(
                        VectorStore.MESSAGE_CODES,
                        new VectorStore.LoadMessageCodes(conversationId, embedder.keptAs(), above, PAGE))
                .compose(found -> {
                    List<Code> page = found.codes();
                    page.forEach(code -> codes.put(code.number(), code.code()));
                    codes.keepNewest(MOST);
                    return page.size() < PAGE
                            ? Future.succeededFuture(codes)
                            : load(conversationId, codes, page.get(PAGE - 1).number());
                });
    }

    void onForgotten(String conversationId) {
        byConversation.remove(conversationId);
    }

    void clear() {
        byConversation.clear();
        ranges.clear();
        ranges.push(new Range(0));
        newest = 0;
    }

    /** New messages are there: they come first. */
    void onSaid() {
        Range top = ranges.peek();
        if (top == null || top.below != Long.MAX_VALUE) {
            ranges.push(new Range(newest));
        }
    }

    /** Sees to a few messages that have no code yet; tells how many numbers a vector has, 0 where nothing was left to do. */
    Future<Integer> fill() {
        Range range = ranges.peek();
        if (range == null) {
            return Future.succeededFuture(0);
        }
        return bus.request(
                        VectorStore.MESSAGES_MISSING,
                        new VectorStore.FindMessagesWithoutCode(embedder.keptAs(), range.below, range.above, BATCH))
                .compose(found -> read(telling(found.messages())).compose(dimensions -> {
                    newest = Math.max(newest, found.newest());
                    range.below = found.lookedDownTo();
                    if (range.below <= range.above) {
                        ranges.remove(range);
                    }
                    return dimensions == 0 ? fill() : Future.succeededFuture(dimensions);
                }));
    }

    private static List<MessageText> telling(List<MessageText> messages) {
        return messages.stream()
                .filter(message -> RecallQuery.of(message.content()).words().size() >= LEAST_WORDS)
                .toList();
    }

    private Future<Integer> read(List<MessageText> messages) {
        if (messages.isEmpty()) {
            return Future.succeededFuture(0);
        }
        List<String> texts =
                messages.stream().map(message -> clipped(message.content())).toList();
        return embedder.documents(texts).compose(embedded -> {
            List<Code> codes = new ArrayList<>();
            for (int i = 0; i < messages.size(); i++) {
                codes.add(new Code(
                        messages.get(i).seq(), CodeIndex.code(embedded.get(i).numbers())));
            }
            return bus.request(VectorStore.SAVE_MESSAGES, new VectorStore.SaveMessageCodes(embedder.keptAs(), codes))
                    .map(kept -> {
                        remember(messages, codes);
                        return embedded.get(0).numbers().length;
                    });
        });
    }

    private static String clipped(String text) {
        return text.length() <= CHARACTERS
                ? text
                : text.substring(
                        0, Character.isHighSurrogate(text.charAt(CHARACTERS - 1)) ? CHARACTERS - 1 : CHARACTERS);
    }

    private void remember(List<MessageText> messages, List<Code> codes) {
        for (int i = 0; i < codes.size(); i++) {
            Known known = byConversation.get(messages.get(i).conversationId());
            if (known != null) {
                known.codes().put(codes.get(i).number(), codes.get(i).code());
            }
        }
    }
}
