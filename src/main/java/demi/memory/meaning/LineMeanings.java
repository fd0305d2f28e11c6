package demi.memory.meaning;

import demi.api.store.VectorStore;
import demi.api.store.VectorStore.Code;
import demi.api.store.VectorStore.MessageText;
import demi.bus.Bus;
import demi.memory.recall.RecallQuery;
import demi.util.BoundedMap;
import io.vertx.core.Future;
import java.util.ArrayList;
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
    private final Map<String, CodeIndex> byConversation = new BoundedMap<>(CONVERSATIONS);
    /** Every message before has its code, or was looked at in this process. */
    private long lookedDownTo = Long.MAX_VALUE;

    LineMeanings(Bus bus, Embedder embedder) {
        this.bus = bus;
        this.embedder = embedder;
    }

    /** As far as they are there: what has come since they were read is added. */
    Future<CodeIndex> codes(String conversationId, int dimensions) {
        // There before it is read: what is made meanwhile is added to it.
        return more(conversationId, byConversation.computeIfAbsent(conversationId, first -> new CodeIndex(dimensions)));
    }

    private Future<CodeIndex> more(String conversationId, CodeIndex codes) {
        return bus.request(
                        VectorStore.MESSAGE_CODES,
                        new VectorStore.LoadMessageCodes(conversationId, embedder.keptAs(), codes.last(), PAGE))
                .compose(found -> {
                    for (Code code : found.codes()) {
                        codes.put(code.number(), code.code());
                    }
                    boolean full = found.codes().size() == PAGE && codes.size() < MOST;
                    return full ? more(conversationId, codes) : Future.succeededFuture(codes);
                });
    }

    void onForgotten(String conversationId) {
        byConversation.remove(conversationId);
    }

    void clear() {
        byConversation.clear();
        lookedDownTo = Long.MAX_VALUE;
    }

    /** New messages are there: they come first. */
    void onSaid() {
        lookedDownTo = Long.MAX_VALUE;
    }

    /** Sees to a few messages that have no code yet; tells how many numbers a vector has, 0 where nothing was left to do. */
    Future<Integer> fill() {
        if (lookedDownTo == 0) {
            return Future.succeededFuture(0);
        }
        return bus.request(
                        VectorStore.MESSAGES_MISSING,
                        new VectorStore.FindMessagesWithoutCode(embedder.keptAs(), lookedDownTo, BATCH))
                .compose(found -> {
                    List<MessageText> telling = found.messages().stream()
                            .filter(message ->
                                    RecallQuery.of(message.content()).words().size() >= LEAST_WORDS)
                            .toList();
                    return read(telling).compose(dimensions -> {
                        lookedDownTo = found.lookedDownTo();
                        return dimensions == 0 ? fill() : Future.succeededFuture(dimensions);
                    });
                });
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
            CodeIndex known = byConversation.get(messages.get(i).conversationId());
            if (known != null) {
                known.put(codes.get(i).number(), codes.get(i).code());
            }
        }
    }
}
