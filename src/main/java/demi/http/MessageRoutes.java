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
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
        int limit = number(context, "limit", DEFAULT_LIMIT, MAX_LIMIT);
        int days = number(context, "days", 0, MAX_DAYS);
        Instant since = days == 0 ? null : clock.instant().minus(Duration.ofDays(days));
        return new History(userId, limit, before(parameter(context, "before")), since);
    }

    private static Answer answer(Page page) {
        ArrayNode list = Json.array();
        page.messages().forEach(message -> list.add(Json.message(message)));
        Map<String, String> next = page.more() && !page.messages().isEmpty()
                ? Map.of("X-Next-Cursor", Cursor.of(page.messages().get(0).seq()))
                : Map.of();
        return new Answer(200, list, next);
    }

    private static long before(@Nullable String cursor) {
        if (cursor == null) {
            return 0;
        }
        try {
            return Cursor.seq(cursor);
        } catch (IllegalArgumentException e) {
            throw Problem.field("before", "has to be a cursor of an earlier answer.");
        }
    }

    private static int number(RoutingContext context, String name, int otherwise, int most) {
        String text = parameter(context, name);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, like a number out of bounds.
        }
        throw Problem.field(name, "has to be a whole number from 1 to " + most + ".");
    }

    private static @Nullable String parameter(RoutingContext context, String name) {
        return context.queryParams().get(name);
    }
}
