package demi.memory.kind;

import demi.api.store.MemoryStore;
import demi.api.value.Holding;
import demi.api.value.MemoryFact;
import demi.bus.Bus;
import demi.bus.Timers;
import demi.memory.time.FactDates;
import demi.memory.time.PersonZone;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at memories that nobody has looked at yet: of a time before kinds were known, or that somebody wrote into the table
 * by hand. A few at a time; until then they never fade.
 */
public final class FactBacklog {

    private static final Logger LOG = LoggerFactory.getLogger(FactBacklog.class);
    private static final int BATCH = 25;
    /** Between two batches, so that who talks meanwhile does not notice: 100,000 memories take some minutes. */
    private static final long PAUSE_MS = 50;

    private final Vertx vertx;

    private final Bus bus;
    private final PersonZone zones;
    private boolean reading;
    private boolean more;

    public FactBacklog(Vertx vertx, Bus bus) {
        this.vertx = vertx;
        this.bus = bus;
        this.zones = new PersonZone(bus);
    }

    /** Nobody waits for it; where it is under way, it looks once more at the end. */
    public void read() {
        if (reading) {
            more = true;
            return;
        }
        reading = true;
        nextBatch()
                .onSuccess(found -> {
                    boolean again = found == BATCH || more;
                    reading = false;
                    more = false;
                    if (again) {
                        Timers.after(vertx, PAUSE_MS, fired -> read());
                    }
                })
                .onFailure(thrown -> {
                    reading = false;
                    LOG.info("Could not look at what memories are of: {}", thrown.getMessage());
                });
    }

    private Future<Integer> nextBatch() {
        return bus.request(MemoryStore.UNREAD, new MemoryStore.FindUnread(BATCH))
                .compose(found -> {
                    List<MemoryFact> memories = found.memories();
                    if (memories.isEmpty()) {
                        return Future.succeededFuture(0);
                    }
                    Map<String, Future<ZoneId>> byPerson = new HashMap<>();
                    memories.forEach(memory -> byPerson.computeIfAbsent(memory.userId(), zones::of));
                    return Future.all(List.copyOf(byPerson.values()))
                            .compose(all -> bus.request(
                                    MemoryStore.SAVE_READINGS,
                                    new MemoryStore.SaveReadings(memories.stream()
                                            .map(memory -> read(
                                                    memory,
                                                    Objects.requireNonNull(byPerson.get(memory.userId()))
                                                            .result()))
                                            .toList())))
                            .map(memories.size());
                });
    }

    private static MemoryStore.Reading read(MemoryFact memory, ZoneId zone) {
        Holding holds = memory.holds().isDated()
                ? memory.holds()
                : FactDates.of(memory.content(), memory.createdAt().atZone(zone));
        return new MemoryStore.Reading(memory.memoryId(), FactKinds.of(memory.content(), holds), holds);
    }
}
