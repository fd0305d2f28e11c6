package demi.command;

import demi.contract.Bus;
import demi.http.HttpVerticle;
import demi.settings.Settings;
import demi.settings.SettingsLoader;
import demi.settings.Sources;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** All rooms in this process, as {@code run} opens them; only the logging is the test's. */
public final class WholeHouse implements AutoCloseable {

    private final House house = new House();
    private final HttpVerticle http;

    private WholeHouse(Settings settings) throws IOException {
        http = House.await(house.openAll(settings));
    }

    /** @param yaml has to name a data directory of its own, and ports that are free */
    public static WholeHouse open(Path yaml) throws IOException {
        return new WholeHouse(
                SettingsLoader.load(Sources.ofThisProcess(Map.of(), yaml)).settings());
    }

    public Bus bus() {
        return house.bus();
    }

    public int port() {
        return http.port();
    }

    public static <T> T await(Future<T> future) {
        return House.await(future);
    }

    @Override
    public void close() {
        House.await(house.close());
    }
}
