package demi.http.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import demi.http.server.FairQueue;
import demi.http.web.JsonResponse;
import demi.http.web.Problem;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which page of a list is wanted, and where the next one begins. */
public final class Paging {

    private Paging() {}

    /** A number of the query, from 1 to {@code most}. */
    public static int number(RoutingContext context, String name, int otherwise, int most) {
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

    /** The cursor of the query, 0 where there is none. */
    static long before(RoutingContext context) {
        return cursor(context, "before");
    }

    /** Another cursor. */
    public static long cursor(RoutingContext context, String name) {
        String cursor = parameter(context, name);
        if (cursor == null) {
            return 0;
        }
        try {
            return PageCursor.seq(cursor);
        } catch (IllegalArgumentException e) {
            throw Problem.field(name, "has to be a cursor of an earlier answer.");
        }
    }

    /** A page, while few others of this person are being made or sent; the memory that all of them take is bounded. */
    public static Future<JsonResponse> inTurn(
            RoutingContext context, FairQueue turns, String userId, Supplier<Future<JsonResponse>> page) {
        return turns.enter(userId, () -> context.request().connection().close())
                .recover(tooMany -> Future.failedFuture(
                        Problem.of(429, "Too many pages at a time.").with("Retry-After", "1")))
                .compose(leave -> Future.succeededFuture()
                        .compose(turn -> page.get())
                        .map(answer -> answer.then(leave))
                        .onFailure(failed -> leave.run()));
    }

    /** @param last where this page ends, 0 when nothing follows */
    static JsonResponse answer(ArrayNode page, long last) {
        return new JsonResponse(200, page, last == 0 ? Map.of() : Map.of("X-Next-Cursor", PageCursor.of(last)));
    }

    /** Null where it is not in the query. */
    public static @Nullable String parameter(RoutingContext context, String name) {
        return context.queryParams().get(name);
    }
}
