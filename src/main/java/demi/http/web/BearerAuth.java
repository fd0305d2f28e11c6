package demi.http.web;

import demi.api.AccountsApi;
import demi.api.AccountsApi.Caller;
import demi.api.value.Secret;
import demi.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Finds out who makes a request. */
public final class BearerAuth {

    private static final String SCHEME = "Bearer ";

    private final Bus bus;

    public BearerAuth(Bus bus) {
        this.bus = bus;
    }

    /** The caller; fails with a 401 {@link Problem} when there is none. */
    public Future<Caller> caller(HttpServerRequest request) {
        return caller(bearer(request));
    }

    public Future<Caller> caller(@Nullable String token) {
        // A client that has lost its token sends the word.
        if (token == null || token.isBlank() || token.equals("null")) {
            return Future.failedFuture(Problem.unauthorized("An access token is needed."));
        }
        return bus.request(AccountsApi.AUTHENTICATE, new AccountsApi.Authenticate(new Secret(token)))
                .compose(answer -> {
                    Caller caller = answer.caller();
                    return caller == null
                            ? Future.failedFuture(Problem.unauthorized("The access token is not valid (any more)."))
                            : Future.succeededFuture(caller);
                });
    }

    /** The caller, if theirs is the house's first account; else a 403 {@link Problem}. */
    public Future<Caller> owner(HttpServerRequest request) {
        return caller(request)
                .compose(caller -> caller.owner()
                        ? Future.succeededFuture(caller)
                        : Future.failedFuture(Problem.of(403, "Only the owner may do that: the first account.")));
    }

    public static @Nullable String bearer(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : null;
    }
}
