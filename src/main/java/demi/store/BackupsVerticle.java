package demi.store;

import demi.api.HealthApi;
import demi.api.ResourcesApi;
import demi.api.StoreEvents;
import demi.api.house.BackupsApi;
import demi.api.house.BackupsApi.Backup;
import demi.api.house.BackupsApi.BackupFile;
import demi.api.house.BackupsApi.BackupList;
import demi.api.house.BackupsApi.FindBackup;
import demi.api.house.BackupsApi.Making;
import demi.api.house.BackupsApi.Progress;
import demi.bus.BaseVerticle;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.Timers;
import demi.store.backup.BackupPlan;
import demi.store.sqlite.BackupFolder;
import demi.store.sqlite.BackupFolder.Kept;
import demi.store.sqlite.SqliteErrors;
import demi.util.WallTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a backup now and then, and when the owner asks, while everything goes on, and removes the oldest. */
@WallTime("names of copies, how old they are")
public final class BackupsVerticle extends BaseVerticle {

    private static final Logger LOG = LoggerFactory.getLogger(BackupsVerticle.class);
    private static final Duration LOOK = Duration.ofMinutes(1);
    /** What else has to find room on the disk. */
    private static final long ROOM = 64L << 20;
    /** Shorter than whoever asks for one waits; what takes longer is made all the same. */
    private static final long SOON_MS = 20_000;

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
        if (!every.isZero()) {
            Timers.every(vertx, Math.min(LOOK.toMillis(), every.toMillis()), timer -> checkDue());
            // What is there already counts from the start on.
            worker.executeBlocking(
                            () -> folder.all(BackupFolder.SCHEDULED).stream().findFirst())
                    .onFailure(this::failed)
                    .onSuccess(found -> found.ifPresent(this::made))
                    .onComplete(looked -> publishHealth());
        }
        return Future.all(
                bus.subscribe(HealthApi.REQUESTED, call -> publishHealth()),
                bus.subscribe(ResourcesApi.LOAD, load -> shedding = load.shedding()),
                bus.handle(BackupsApi.LIST, asked -> list()),
                bus.handle(BackupsApi.FIND, this::find),
                bus.handle(BackupsApi.MAKE, asked -> make()));
    }

    private Future<BackupList> list() {
        return all().map(there -> new BackupList(
                folder.path().toString(),
                keep,
                every,
                there,
                there.stream()
                        .map(Backup::checkedAt)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                trouble));
    }

    private Future<BackupFile> find(FindBackup asked) {
        return all().map(there -> there.stream()
                .filter(each -> each.name().equals(asked.name()))
                .findFirst()
                .map(each -> new BackupFile(folder.path().resolve(each.name()).toString(), each.bytes()))
                .orElseThrow(() -> new Failure(Failure.Code.NOT_FOUND, "There is no such backup.")));
    }

    /** Not on the thread on which one may be made just now. */
    private Future<List<Backup>> all() {
        return vertx.executeBlocking(
                        () -> folder.all().stream()
                                .map(BackupsVerticle::described)
                                .toList(),
                        false)
                .recover(thrown -> Future.failedFuture(new Failure(
                        Failure.Code.UNAVAILABLE, "The folder of backups cannot be read (" + thrown + ").")));
    }

    private static Backup described(Kept kept) {
        return new Backup(
                String.valueOf(kept.file().getFileName()),
                kept.at(),
                kept.file().toFile().length(),
                kept.isChecked() ? kept.at() : null);
    }

    private Future<Making> make() {
        if (busy) {
            return Future.succeededFuture(new Making(Progress.BUSY, null));
        }
        busy = true;
        Promise<Making> soon = Promise.promise();
        long late = Timers.limit(vertx, SOON_MS, over -> soon.tryComplete(new Making(Progress.BEGUN, null)));
        worker.executeBlocking(() -> copy(BackupFolder.BY_HAND)).onComplete(copied -> {
            busy = false;
            vertx.cancelTimer(late);
            if (copied.failed()) {
                failed(copied.cause());
                soon.tryFail(new Failure(
                        Failure.Code.UNAVAILABLE, Objects.requireNonNullElse(trouble, "Demi is being stopped.")));
            } else {
                trouble = null;
                Kept made = copied.result();
                bus.publish(StoreEvents.BACKED_UP, new StoreEvents.BackedUp(made.at()));
                soon.tryComplete(new Making(Progress.MADE, described(made)));
            }
            publishHealth();
        });
        return soon.future();
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
        return Optional.of(copy(BackupFolder.SCHEDULED));
    }

    private Kept copy(String why) throws IOException {
        Instant now = clock.instant();
        Path place = folder.place(why, now);
        refuseToFillTheDisk(place);
        demi.store.backup.Backup.to(database, place);
        Kept made = new Kept(place, why, now);
        LOG.info("Made and verified a backup: {}", place);
        folder.thinOut(made, keep);
        return made;
    }

    /** A missing backup is bad; a message that cannot be kept since a backup took the space is worse. */
    private void refuseToFillTheDisk(Path place) throws IOException {
        long needed = Files.size(database) + ROOM;
        File parent = place.toAbsolutePath().toFile().getParentFile();
        // Some file systems do not tell their size: a total of 0.
        if (parent != null && parent.getTotalSpace() > 0 && parent.getUsableSpace() < needed) {
            throw new Failure(
                    Failure.Code.UNAVAILABLE,
                    "There is too little space in " + parent + ": " + (needed >> 20) + " MB are needed.");
        }
    }

    private void publishHealth() {
        String why = trouble;
        if (every.isZero() && why == null) {
            return;
        }
        bus.publish(
                HealthApi.COMPONENT,
                new HealthApi.ComponentHealth(
                        "backups",
                        why == null ? HealthApi.Status.UP : HealthApi.Status.DEGRADED,
                        why != null
                                ? "No backup could be made; the log says why."
                                : newest == null ? "The first scheduled one is still to come." : "There are backups.",
                        newest == null ? Map.of() : Map.of("newest", newest.toString())));
    }

    @Override
    protected Future<?> close() {
        stopping = true;
        return worker.close();
    }
}
