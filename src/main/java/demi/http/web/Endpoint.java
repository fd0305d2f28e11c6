package demi.http.web;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** Answers one kind of request. What it throws, or fails with, becomes a {@link Problem}. */
@FunctionalInterface
public interface Endpoint {
    Future<JsonResponse> answer(RoutingContext context);
}
