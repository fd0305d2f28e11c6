package demi.app;

import demi.api.ListenerApi;
import demi.bus.Bus;
import demi.settings.Settings;
import demi.settings.Sources;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** All rooms in this process, as {@code run} opens them; only the logging is the test's. */
public final class RunningApplication implements AutoCloseable {

    private final Application house = new Application();
    private final ListenerApi.Ports ports;

    private RunningApplication(Settings settings) throws IOException {
        Application.await(house.openAll(settings));
        ports = Application.await(house.bus().request(ListenerApi.PORTS, new ListenerApi.WhichPorts()));
    }

    /** @param yaml has to name a data directory of its own, and ports that are free */
    public static RunningApplication open(Path yaml) throws IOException {
        return new RunningApplication(
                AllSettings.load(Sources.ofThisProcess(Map.of(), yaml)).settings());
    }

    Vertx vertx() {
        return house.vertx();
    }

    public Bus bus() {
        return house.bus();
    }

    public int port() {
        return ports.main();
    }

    public static <T> T await(Future<T> future) {
        return Application.await(future);
    }

    @Override
    public void close() {
        Application.await(house.close());
    }
}
