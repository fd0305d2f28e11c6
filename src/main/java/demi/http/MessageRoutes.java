package demi.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import demi.contract.Bus;
import demi.contract.MessageStore;
import demi.contract.MessageStore.History;
import demi.contract.MessageStore.Page;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A conversation, page by page. */
final class MessageRoutes {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 500;
    private static final int MAX_DAYS = 36_500;

    private final Bus bus;
    private final Guard guard;
    private final InstantSource clock;

    MessageRoutes(Bus bus, Guard guard, InstantSource clock) {
        this.bus = bus;
        this.guard = guard;
        this.clock = clock;
    }

    void install(Routes routes) {
        routes.get("/api/v1/messages", this::messages);
    }

    private Future<Answer> messages(RoutingContext context) {
        return guard.caller(context.request())
                .map(caller -> question(context, caller.userId()))
                .compose(question -> bus.ask(MessageStore.HISTORY, question))
                .map(MessageRoutes::answer);
    }

    private History question(RoutingContext context, String userId) {
        int limit = Paging.number(context, "limit", DEFAULT_LIMIT, MAX_LIMIT);
        int days = Paging.number(context, "days", 0, MAX_DAYS);
        Instant since = days == 0 ? null : clock.instant().minus(Duration.ofDays(days));
        return new History(userId, limit, Paging.before(context), since);
    }

    private static Answer answer(Page page) {
        ArrayNode list = Json.array();
        page.messages().forEach(message -> list.add(Json.message(message)));
        return Paging.answer(list, page.more() ? page.messages().get(0).seq() : 0);
    }
}
