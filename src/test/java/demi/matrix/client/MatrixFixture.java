package demi.matrix.client;

import demi.api.value.Secret;
import demi.matrix.FakeMatrix;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A client at a stand-in, driven from the test's thread. */
final class MatrixFixture implements AutoCloseable {

    final Vertx vertx = Vertx.vertx();
    final FakeMatrix server = FakeMatrix.start(vertx);
    final Context context = vertx.getOrCreateContext();
    final MatrixClient client = client(FakeMatrix.TOKEN);

    MatrixClient client(String token) {
        return new MatrixClient(vertx, new Homeserver(URI.create(server.address() + "/"), new Secret(token)));
    }

    <T> T get(Supplier<Future<T>> work) {
        try {
            return outcome(work).get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    MatrixFault fault(Supplier<Future<?>> work) {
        try {
            throw new AssertionError("it succeeded: "
                    + outcome(() -> work.get().map(result -> (Object) result)).get(60, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MatrixFault fault) {
                return fault;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private <T> CompletableFuture<T> outcome(Supplier<Future<T>> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        context.runOnContext(now -> work.get().onSuccess(done::complete).onFailure(done::completeExceptionally));
        return done;
    }

    @Override
    public void close() {
        server.close();
        get(vertx::close);
    }
}
