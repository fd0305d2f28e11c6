package demi.http.rest.message;

import demi.api.store.MessageSearchStore;
import demi.api.store.MessageSearchStore.FindMessages;
import demi.api.store.MessageSearchStore.GetNewer;
import demi.api.store.MessageStore;
import demi.api.store.MessageStore.GetHistory;
import demi.api.store.MessageStore.Page;
import demi.api.store.RecallStore;
import demi.api.store.RecallStore.Word;
import demi.api.value.Message;
import demi.bus.Bus;
import demi.http.rest.Paging;
import demi.http.server.FairQueue;
import demi.http.web.ApiRouter;
import demi.http.web.BearerAuth;
import demi.http.web.JsonResponse;
import demi.http.web.JsonViews;
import demi.http.web.Problem;
import demi.util.WallTime;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** A conversation, page by page: the newest, what is older or newer than a page, what is around a message or has some words. */
@WallTime("timestamps of frames, ends of sessions, what a request's days and hours mean")
public final class MessageRoutes {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 500;
    private static final int MAX_DAYS = 36_500;
    private static final int MAX_ID = 128;
    private static final int MAX_WORDS = 512;
    private static final int PORTION = 100;
    /** What was said in the last seconds may not be in the index. */
    private static final int INDEXED_AT_ONCE = 500;

    private final Bus bus;
    private final BearerAuth guard;
    private final FairQueue turns;
    private final InstantSource clock;

    public MessageRoutes(Bus bus, BearerAuth guard, FairQueue turns, InstantSource clock) {
        this.bus = bus;
        this.turns = turns;
        this.guard = guard;
        this.clock = clock;
    }

    /** What is asked for: at most one of these is not null, besides the bounds of a search. */
    private record Question(
            String userId,
            int limit,
            @Nullable String words,
            @Nullable String around,
            @Nullable Long after,
            long before,
            @Nullable Instant since) {}

    public void install(ApiRouter routes) {
        routes.get("/api/v1/messages", this::messages);
    }

    private Future<JsonResponse> messages(RoutingContext context) {
        return guard.caller(context.request())
                .map(caller -> question(context, caller.userId()))
                .compose(question -> Paging.inTurn(context, turns, question.userId(), () -> page(question)));
    }

    private Question question(RoutingContext context, String userId) {
        String words = text(context, "q", MAX_WORDS);
        String around = text(context, "around", MAX_ID);
        long after = Paging.cursor(context, "after");
        long before = Paging.cursor(context, "before");
        int days = Paging.number(context, "days", 0, MAX_DAYS);
        refuseBoth("around", around != null, words != null || after != 0 || before != 0 || days != 0);
        refuseBoth("after", after != 0, words != null || before != 0 || days != 0);
        refuseBoth("q", words != null, days != 0);
        return new Question(
                userId,
                Paging.number(context, "limit", DEFAULT_LIMIT, MAX_LIMIT),
                words,
                around,
                after == 0 ? null : after,
                before,
                days == 0 ? null : clock.instant().minus(Duration.ofDays(days)));
    }

    private static void refuseBoth(String field, boolean one, boolean other) {
        if (one && other) {
            throw Problem.field(field, "cannot be asked for together with the other parameters.");
        }
    }

    private static @Nullable String text(RoutingContext context, String name, int most) {
        String text = Paging.parameter(context, name);
        if (text != null && (text.isBlank() || text.length() > most || !JsonViews.isClean(text))) {
            throw Problem.field(name, "has to have from 1 to " + most + " characters.");
        }
        return text;
    }

    private Future<JsonResponse> page(Question question) {
        String userId = question.userId();
        if (question.words() != null) {
            return search(question, SearchWords.of(question.words()));
        }
        if (question.around() != null) {
            return around(question, question.around());
        }
        if (question.after() != null) {
            return newer(userId, question.after(), question.limit(), new MessagePage(1))
                    .map(MessagePage::answer);
        }
        return older(userId, question.before(), question.limit(), question.since(), new MessagePage(1))
                .map(MessagePage::answer);
    }

    private Future<JsonResponse> search(Question question, List<Word> words) {
        return bus.request(RecallStore.INDEX, new RecallStore.Index(INDEXED_AT_ONCE))
                .transform(indexed -> older(
                        before -> portion -> bus.request(
                                MessageSearchStore.FIND, new FindMessages(question.userId(), words, portion, before)),
                        question.before(),
                        question.limit(),
                        new MessagePage(1)))
                .map(MessagePage::answer);
    }

    /** Half of the page is older; the message itself is in the other half. */
    private Future<JsonResponse> around(Question question, String messageId) {
        String userId = question.userId();
        int half = question.limit() / 2;
        return bus.request(MessageSearchStore.GET, new MessageSearchStore.GetMessage(userId, messageId))
                .compose(found -> {
                    Message message = found.message();
                    if (message == null) {
                        throw Problem.of(404, "There is no such message.");
                    }
                    Future<MessagePage> older = older(userId, message.seq(), half, null, new MessagePage(2));
                    Future<MessagePage> newer =
                            newer(userId, message.seq() - 1, question.limit() - half, new MessagePage(2));
                    return Future.all(older, newer).map(both -> older.result().answer(newer.result()));
                });
    }

    private Future<MessagePage> older(
            String userId, long before, int limit, @Nullable Instant since, MessagePage page) {
        return older(
                from -> portion -> bus.request(MessageStore.HISTORY, new GetHistory(userId, portion, from, since)),
                before,
                limit,
                page);
    }

    /** In portions, lest the store hands over what does not go into the page. */
    private static Future<MessagePage> older(LongFunction<Portions> source, long before, int limit, MessagePage page) {
        return source.apply(before)
                .first(Math.min(PORTION, limit - page.size()))
                .compose(found -> page.addOlder(found) && page.size() < limit
                        ? older(source, page.oldest(), limit, page)
                        : Future.succeededFuture(page));
    }

    /** From one place in a conversation on. */
    private interface Portions {
        Future<Page> first(int messages);
    }

    private Future<MessagePage> newer(String userId, long after, int limit, MessagePage page) {
        int portion = Math.min(PORTION, limit - page.size());
        return bus.request(MessageSearchStore.NEWER, new GetNewer(userId, after, portion))
                .compose(found -> page.addNewer(found) && page.size() < limit
                        ? newer(userId, page.newest(), limit, page)
                        : Future.succeededFuture(page));
    }
}
