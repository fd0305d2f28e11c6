package demi.memory;

import demi.api.MemoryApi;
import demi.api.MemoryApi.ForgetAbout;
import demi.api.MemoryApi.ForgotAbout;
import demi.api.MemoryApi.Recall;
import demi.api.store.MemoryStore;
import demi.api.store.RecallStore;
import demi.api.value.MemoryFact;
import demi.bus.Bus;
import demi.memory.meaning.Meanings;
import demi.memory.recall.RecallQuery;
import demi.util.WallTime;
import demi.util.WordParts;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets go of what somebody asks her to forget: the facts, and the messages that it was said in, with her answers, which are
 * never recalled again. They stay where the person reads them.
 */
@WallTime("times that are kept")
final class MemoryForgetter {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryForgetter.class);
    private static final int CANDIDATES = 20;

    private final Bus bus;
    private final InstantSource clock;
    private final Meanings meanings;

    MemoryForgetter(Bus bus, InstantSource clock, Meanings meanings) {
        this.bus = bus;
        this.clock = clock;
        this.meanings = meanings;
    }

    /** Whether there was something to forget, or nothing is to be learned of what was just said. */
    Future<Boolean> carryOut(Recall asked) {
        return ForgetRequestParser.in(asked.said().content())
                .map(wish -> carryOut(asked, wish))
                .orElseGet(() -> Future.succeededFuture(false));
    }

    private Future<Boolean> carryOut(Recall asked, ForgetRequestParser wish) {
        if (wish.all()) {
            return everything(asked.userId()).map(memories -> {
                LOG.info(
                        "Forgot all {} memories of a person, as message {} asks",
                        memories,
                        asked.said().messageId());
                return true;
            });
        }
        if (wish.sameMessage()) {
            return messages(
                            asked.userId(),
                            asked.conversationId(),
                            List.of(asked.said().messageId()))
                    .map(wish.what().isEmpty());
        }
        Future<Boolean> any = wish.what().isEmpty() ? latest(asked) : about(asked, wish.what());
        return any.map(found -> wish.what().isEmpty() || found);
    }

    /** What was said just before. */
    private Future<Boolean> latest(Recall asked) {
        return bus.request(
                        MemoryStore.LATEST,
                        new MemoryStore.FindLatest(asked.userId(), asked.said().messageId(), 1))
                .compose(found ->
                        facts(asked.userId(), found.memories(), asked.said().messageId()))
                .compose(any -> bus.request(
                                RecallStore.FORGET_LATEST,
                                new RecallStore.ForgetLatest(
                                        asked.userId(),
                                        asked.conversationId(),
                                        asked.said().messageId()))
                        .map(any));
    }

    /** Without a message that says so. */
    Future<ForgotAbout> forgetAbout(ForgetAbout asked) {
        String what = asked.what();
        bus.publish(MemoryApi.FORGETTING, new MemoryApi.ForgettingStarted(asked.userId()));
        if (what == null || ForgetRequestParser.isEverything(what)) {
            return everything(asked.userId()).map(memories -> {
                LOG.info("Forgot all {} memories of a person", memories);
                return new ForgotAbout(true);
            });
        }
        return about(asked.userId(), asked.userId(), what, null).map(ForgotAbout::new);
    }

    private Future<Integer> everything(String userId) {
        return bus.request(MemoryStore.CLEAR, new MemoryStore.Clear(userId))
                .compose(emptied -> messages(userId, userId, null).map(emptied.memories()));
    }

    private Future<Boolean> about(Recall asked, String what) {
        return about(asked.userId(), asked.conversationId(), what, asked.said().messageId());
    }

    /** More than half of the words: one alone would take too much along. */
    private Future<Boolean> about(String userId, String conversationId, String what, @Nullable String messageId) {
        List<String> words = KeywordExtractor.of(what);
        Future<Boolean> facts = bus.request(
                        MemoryStore.MATCHING, new MemoryStore.FindMatching(userId, words, false, CANDIDATES))
                .map(found -> found.memories().stream()
                        .filter(fact -> hasMost(fact.content(), words))
                        .toList())
                .compose(found -> facts(userId, found, messageId));
        Future<Boolean> lines = said(userId, conversationId, what, words, messageId);
        return Future.all(facts, lines).map(both -> facts.result() || lines.result());
    }

    private Future<Boolean> said(
            String userId, String conversationId, String what, List<String> words, @Nullable String messageId) {
        RecallQuery query = RecallQuery.of(what + "?");
        if (query.words().isEmpty()) {
            return Future.succeededFuture(false);
        }
        return bus.request(
                        RecallStore.CANDIDATES,
                        new RecallStore.FindCandidates(
                                userId,
                                conversationId,
                                query.words(),
                                false,
                                messageId == null ? "" : messageId,
                                0,
                                List.of(),
                                List.of()))
                .map(found -> found.lines().stream()
                        .filter(line -> hasMost(line.content(), words))
                        .map(RecallStore.Line::messageId)
                        .toList())
                .compose(ids -> ids.isEmpty() ? Future.succeededFuture(false) : messages(userId, conversationId, ids));
    }

    /** Whether there were any. */
    private Future<Boolean> messages(String userId, String conversationId, @Nullable List<String> messageIds) {
        return bus.request(RecallStore.FORGET, new RecallStore.Forget(userId, conversationId, messageIds))
                .map(forgotten -> {
                    meanings.onForgotten(userId);
                    meanings.onForgotten(conversationId);
                    return forgotten.messages() > 0;
                });
    }

    /** Whether there are any. */
    private Future<Boolean> facts(String userId, List<MemoryFact> facts, @Nullable String messageId) {
        List<String> ids = facts.stream().map(MemoryFact::memoryId).toList();
        LOG.info("Forgot {} memories, as {} asks", ids.size(), messageId == null ? "a person" : "message " + messageId);
        return bus.request(MemoryStore.SAVE_FACTS, new MemoryStore.SaveFacts(userId, List.of(), ids, clock.instant()))
                .map(done -> {
                    meanings.onForgotten(userId);
                    return !ids.isEmpty();
                });
    }

    private static boolean hasMost(String content, List<String> words) {
        List<String> there = KeywordExtractor.of(content);
        long both = words.stream()
                .filter(word -> there.stream().anyMatch(other -> alike(word, other)))
                .count();
        return !words.isEmpty() && (both * 2 > words.size() || both == words.size());
    }

    /** The same, or the same with another ending. */
    private static boolean alike(String one, String other) {
        int same = WordParts.commonBeginning(one, other);
        return one.equals(other) || (same >= 3 && Math.max(one.length(), other.length()) - same <= 2);
    }
}
