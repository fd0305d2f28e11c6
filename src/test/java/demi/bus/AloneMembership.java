package demi.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import java.util.Set;

/** A node of several that has found no other. */
public record AloneMembership(String name) implements Membership {

    @Override
    public Future<Vertx> join(VertxBuilder builder, VertxOptions options) {
        return Future.failedFuture("it is there already");
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public Set<String> others() {
        return Set.of();
    }

    @Override
    public void onChange(Runnable changed) {
        // Nothing does.
    }
}
