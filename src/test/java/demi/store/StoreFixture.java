package demi.store;

import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.RequestAddress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A real store on a real Vert.x, for tests. */
public final class StoreFixture implements AutoCloseable {

    public final Vertx vertx = Vertx.vertx();
    public final Bus bus = new Bus(vertx);
    public final StoreVerticle verticle;
    private final String deployment;

    public StoreFixture(Path database) {
        this(StoreSettings.defaults(database), 5_000);
    }

    public StoreFixture(StoreSettings settings, int busyMillis) {
        this(settings, busyMillis, 15_000);
    }

    public StoreFixture(StoreSettings settings, int busyMillis, int patienceMillis) {
        this(settings, busyMillis, patienceMillis, false);
    }

    /** One beside which no other may be at work on a database server's database. */
    public static StoreFixture alone(StoreSettings settings) {
        return new StoreFixture(settings, 5_000, 15_000, true);
    }

    private StoreFixture(StoreSettings settings, int busyMillis, int patienceMillis, boolean alone) {
        verticle = new StoreVerticle(
                bus,
                InstantSource.system(),
                settings,
                null,
                alone,
                Duration.ofMillis(busyMillis),
                Duration.ofMillis(patienceMillis));
        try {
            deployment = get(vertx.deployVerticle(verticle));
        } catch (RuntimeException e) {
            get(vertx.close());
            throw e;
        }
    }

    /** Asks, waits, and answers; or throws the {@link Failure}. */
    public <Q extends Record, R> R ask(RequestAddress<Q, R> ask, Q question) {
        return get(bus.request(ask, question));
    }

    public static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    public void undeploy() {
        get(vertx.undeploy(deployment));
    }

    @Override
    public void close() {
        get(vertx.close());
    }
}
