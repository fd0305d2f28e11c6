package demi.http.rest;

import demi.api.AccountsApi;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.http.web.ApiRouter;
import demi.http.web.BearerAuth;
import demi.http.web.JsonResponse;
import demi.http.web.JsonViews;
import demi.http.web.Problem;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** The code that makes an account on a chat network and a Demi account one; it is typed there. The path is from when there was one. */
public final class LinkCodeRoutes {

    private final Bus bus;
    private final BearerAuth guard;

    public LinkCodeRoutes(Bus bus, BearerAuth guard) {
        this.bus = bus;
        this.guard = guard;
    }

    public void install(ApiRouter routes) {
        routes.post("/api/v1/discord/code", this::code);
    }

    private Future<JsonResponse> code(RoutingContext context) {
        return guard.caller(context.request())
                .compose(caller ->
                        bus.request(AccountsApi.CREATE_LINK_CODE, new AccountsApi.CreateLinkCode(caller.userId())))
                .map(made -> {
                    Secret code = made.code();
                    if (code == null) {
                        throw unavailable();
                    }
                    return JsonResponse.ok(
                            JsonViews.object().put("code", code.value()).put("expires_in", made.secondsLeft()));
                })
                .recover(thrown -> Future.failedFuture(
                        Failure.codeOf(thrown) == Failure.Code.UNAVAILABLE && thrown instanceof Failure
                                ? unavailable()
                                : thrown));
    }

    private static Problem unavailable() {
        return Problem.of(503, "Demi is on no chat network now.");
    }
}
