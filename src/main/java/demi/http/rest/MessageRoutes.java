package demi.http.rest;

import com.fasterxml.jackson.databind.JsonNode;
import demi.api.store.MessageStore;
import demi.api.store.MessageStore.GetHistory;
import demi.api.store.MessageStore.Page;
import demi.api.value.Message;
import demi.bus.Bus;
import demi.http.server.FairQueue;
import demi.http.web.ApiRouter;
import demi.http.web.BearerAuth;
import demi.http.web.JsonResponse;
import demi.http.web.JsonViews;
import demi.util.WallTime;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A conversation, page by page. */
@WallTime("timestamps of frames, ends of sessions, what a request's days and hours mean")
public final class MessageRoutes {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 500;
    private static final int MAX_DAYS = 36_500;
    /** As it travels; 4,000 characters are up to 24,000 bytes. */
    private static final int PAGE_BYTES = 1 << 20;

    private static final int PORTION = 100;

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

    public void install(ApiRouter routes) {
        routes.get("/api/v1/messages", this::messages);
    }

    private Future<JsonResponse> messages(RoutingContext context) {
        return guard.caller(context.request())
                .map(caller -> question(context, caller.userId()))
                .compose(question -> Paging.inTurn(
                        context,
                        turns,
                        question.userId(),
                        () -> gather(question, new Gathered()).map(Gathered::answer)));
    }

    private GetHistory question(RoutingContext context, String userId) {
        int limit = Paging.number(context, "limit", DEFAULT_LIMIT, MAX_LIMIT);
        int days = Paging.number(context, "days", 0, MAX_DAYS);
        Instant since = days == 0 ? null : clock.instant().minus(Duration.ofDays(days));
        return new GetHistory(userId, limit, Paging.before(context), since);
    }

    /** In portions, lest the store hands over what does not go into the page. */
    private Future<Gathered> gather(GetHistory question, Gathered gathered) {
        int portion = Math.min(PORTION, question.limit());
        return bus.request(
                        MessageStore.HISTORY,
                        new GetHistory(question.userId(), portion, question.before(), question.since()))
                .compose(page -> {
                    int left = question.limit() - page.messages().size();
                    return gathered.add(page) && left > 0
                            ? gather(
                                    new GetHistory(question.userId(), left, gathered.oldest, question.since()),
                                    gathered)
                            : Future.succeededFuture(gathered);
                });
    }

    /** The newest messages, as many as a page has room for; one at least. */
    private static final class Gathered {
        private final Deque<JsonNode> newest = new ArrayDeque<>();
        private int bytes;
        private long oldest;
        private boolean more;

        /** Whether there are older ones, and room for them. */
        boolean add(Page page) {
            more = page.more();
            List<Message> messages = page.messages();
            for (int i = messages.size() - 1; i >= 0; i--) {
                JsonNode json = JsonViews.message(messages.get(i));
                bytes += JsonViews.write(json).getBytes(StandardCharsets.UTF_8).length;
                if (bytes > PAGE_BYTES && !newest.isEmpty()) {
                    more = true;
                    return false;
                }
                newest.addFirst(json);
                oldest = messages.get(i).seq();
            }
            return more;
        }

        JsonResponse answer() {
            return Paging.answer(JsonViews.array().addAll(newest), more ? oldest : 0);
        }
    }
}
