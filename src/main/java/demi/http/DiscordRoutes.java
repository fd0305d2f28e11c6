package demi.http;

import demi.contract.Bus;
import demi.contract.Discord;
import demi.contract.Failure;
import demi.contract.Secret;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** The code that makes a Discord account and a Demi account one; it is typed on Discord. */
final class DiscordRoutes {

    private final Bus bus;
    private final Guard guard;

    DiscordRoutes(Bus bus, Guard guard) {
        this.bus = bus;
        this.guard = guard;
    }

    void install(Routes routes) {
        routes.post("/api/v1/discord/code", this::code);
    }

    private Future<Answer> code(RoutingContext context) {
        return guard.caller(context.request())
                .compose(caller -> bus.ask(Discord.NEW_CODE, new Discord.NewCode(caller.userId())))
                .map(made -> {
                    Secret code = made.code();
                    if (code == null) {
                        throw notThere();
                    }
                    return Answer.ok(Json.object().put("code", code.value()).put("expires_in", made.secondsLeft()));
                })
                .recover(thrown -> Future.failedFuture(
                        Failure.codeOf(thrown) == Failure.Code.UNAVAILABLE && thrown instanceof Failure
                                ? notThere()
                                : thrown));
    }

    private static Problem notThere() {
        return Problem.of(503, "Demi is not on Discord.");
    }
}
