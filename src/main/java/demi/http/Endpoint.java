package demi.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** Answers one kind of request. What it throws, or fails with, becomes a {@link Problem}. */
@FunctionalInterface
interface Endpoint {
    Future<Answer> answer(RoutingContext context);
}
