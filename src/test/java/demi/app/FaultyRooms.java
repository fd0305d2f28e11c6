package demi.app;

import demi.api.MemoryApi;
import demi.bus.Bus;
import demi.settings.Settings;
import demi.settings.Sources;
import demi.store.StoreRoom;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Demi, whole, with one room that has a defect the first times it is opened: started by tests as a process of its own, with
 * the jar. The argument says where the defect is: start, handler or timer. Settings come from demi.yaml beside it.
 */
public final class FaultyRooms {

    private static final int TIMES = 2;

    private FaultyRooms() {}

    public static void main(String[] arguments) throws IOException {
        Settings settings = AllSettings.load(Sources.ofThisProcess(Map.of(), Path.of("demi.yaml")))
                .settings();
        AtomicInteger opened = new AtomicInteger();
        AtomicReference<Bus> bus = new AtomicReference<>();
        Application house = new Application((name, room) -> name.equals("memory") && opened.incrementAndGet() <= TIMES
                ? new Faulty(arguments[0], Objects.requireNonNull(bus.get()))
                : room);
        bus.set(house.bus());
        try (DataDirectoryLock held = DataDirectoryLock.take(
                settings.dataDir(), new StoreRoom().settings(settings).file().orElse(null))) {
            System.exit(new ServerProcess(settings, List.of(), held).runUntilStopped(house));
        }
    }

    private static final class Faulty extends VerticleBase {
        private final String where;
        private final Bus bus;

        Faulty(String where, Bus bus) {
            this.where = where;
            this.bus = bus;
        }

        @Override
        public Future<?> start() {
            switch (where) {
                case "start" -> defect();
                case "timer" -> vertx.setPeriodic(50, timer -> defect());
                default -> {
                    return bus.handle(MemoryApi.RECALL, asked -> defect());
                }
            }
            return Future.succeededFuture();
        }

        private static <T> Future<T> defect() {
            throw new IllegalStateException("a defect that a test has put here");
        }
    }
}
