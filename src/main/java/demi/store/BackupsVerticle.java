package demi.store;

import demi.api.HealthApi;
import demi.api.ResourcesApi;
import demi.api.StoreEvents;
import demi.bus.BaseVerticle;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.Timers;
import demi.store.backup.Backup;
import demi.store.backup.BackupPlan;
import demi.store.sqlite.BackupFolder;
import demi.store.sqlite.BackupFolder.Kept;
import demi.store.sqlite.SqliteErrors;
import demi.util.WallTime;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a backup now and then, while everything goes on, and removes the oldest. Not to be deployed where that is never. */
@WallTime("names of copies, how old they are")
public final class BackupsVerticle extends BaseVerticle {

    private static final Logger LOG = LoggerFactory.getLogger(BackupsVerticle.class);
    private static final Duration LOOK = Duration.ofMinutes(1);
    /** What else has to find room on the disk. */
    private static final long ROOM = 64L << 20;

    private final Bus bus;
    private final InstantSource clock;
    private final Path database;
    private final Duration every;
    private final int keep;
    private final BackupFolder folder;
    private WorkerExecutor worker;
    private boolean busy;
    private boolean stopping;
    /** Read by the worker. */
    private volatile boolean shedding;

    private @Nullable String trouble;
    private @Nullable Instant newest;

    @SuppressWarnings("NullAway.Init") // made in start(), where there is a Vertx
    public BackupsVerticle(Bus bus, InstantSource clock, Path database, BackupSettings settings) {
        this.bus = bus;
        this.clock = clock;
        this.database = database;
        this.every = settings.every();
        this.keep = settings.keep();
        this.folder = BackupFolder.of(database, settings.folder());
    }

    @Override
    public Future<?> start() {
        // A large database takes its time.
        worker = vertx.createSharedWorkerExecutor("demi-backups-" + deploymentID(), 1, 1, TimeUnit.HOURS);
        Timers.every(vertx, Math.min(LOOK.toMillis(), every.toMillis()), timer -> checkDue());
        // What is there already counts from the start on.
        worker.executeBlocking(() -> folder.all(BackupFolder.SCHEDULED).stream().findFirst())
                .onFailure(this::failed)
                .onSuccess(found -> found.ifPresent(this::made))
                .onComplete(looked -> publishHealth());
        return Future.all(
                bus.subscribe(HealthApi.REQUESTED, call -> publishHealth()),
                bus.subscribe(ResourcesApi.LOAD, load -> shedding = load.shedding()));
    }

    private void checkDue() {
        if (busy) {
            return;
        }
        busy = true;
        worker.executeBlocking(this::makeIfDue).onComplete(looked -> {
            busy = false;
            if (looked.failed()) {
                failed(looked.cause());
            } else {
                looked.result().ifPresent(this::made);
                trouble = looked.result().isPresent() ? null : trouble;
            }
            publishHealth();
        });
    }

    private void made(Kept made) {
        if (!made.at().equals(newest)) {
            newest = made.at();
            bus.publish(StoreEvents.BACKED_UP, new StoreEvents.BackedUp(made.at()));
        }
    }

    private void failed(Throwable thrown) {
        if (stopping) {
            return;
        }
        String sentence = thrown instanceof Failure failure
                ? failure.sentence()
                : thrown instanceof IOException io
                        ? "The folder of backups cannot be used: " + SqliteErrors.reason(io) + "."
                        : "The backup failed: " + thrown;
        if (!sentence.equals(trouble)) {
            LOG.warn("Made no backup. {}", sentence);
        }
        trouble = sentence;
    }

    /** The newest that there is, which may have been made just now. */
    private Optional<Kept> makeIfDue() throws IOException {
        Instant now = clock.instant();
        folder.tidy();
        List<Kept> there = folder.all(BackupFolder.SCHEDULED);
        // While memory is short it waits, but not for ever.
        if (!BackupPlan.isDue(there, now, shedding ? every.multipliedBy(2) : every)) {
            return there.stream().findFirst();
        }
        Path place = folder.place(BackupFolder.SCHEDULED, now);
        refuseToFillTheDisk(place);
        Backup.to(database, place);
        Kept made = new Kept(place, BackupFolder.SCHEDULED, now);
        LOG.info("Made and verified a backup: {}", place);
        folder.thinOut(made, keep);
        return Optional.of(made);
    }

    /** A missing backup is bad; a message that cannot be kept since a backup took the space is worse. */
    private void refuseToFillTheDisk(Path place) throws IOException {
        long needed = Files.size(database) + ROOM;
        Path parent = place.toAbsolutePath().getParent();
        if (parent != null && Files.getFileStore(parent).getUsableSpace() < needed) {
            throw new Failure(
                    Failure.Code.UNAVAILABLE,
                    "There is too little space in " + parent + ": " + (needed >> 20) + " MB are needed.");
        }
    }

    private void publishHealth() {
        String why = trouble;
        bus.publish(
                HealthApi.COMPONENT,
                new HealthApi.ComponentHealth(
                        "backups",
                        why == null ? HealthApi.Status.UP : HealthApi.Status.DEGRADED,
                        why != null
                                ? "No backup could be made; the log says why."
                                : newest == null ? "The first one is still to come." : "There are backups.",
                        newest == null ? Map.of() : Map.of("newest", newest.toString())));
    }

    @Override
    protected Future<?> close() {
        stopping = true;
        return worker.close();
    }
}
