package demi.store;

import demi.api.HealthApi;
import demi.api.StoreEvents;
import demi.api.store.NodeStore;
import demi.bus.BaseVerticle;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.NodeLinks;
import demi.bus.Timers;
import demi.store.postgres.PostgresEngine;
import demi.store.query.AutonomyReads;
import demi.store.query.AutonomyWrites;
import demi.store.query.DeliveryReads;
import demi.store.query.EmotionHistoryReads;
import demi.store.query.EmotionReads;
import demi.store.query.EmotionWrites;
import demi.store.query.ExportReads;
import demi.store.query.HabitReads;
import demi.store.query.IdentityWrites;
import demi.store.query.MessageChangeWrites;
import demi.store.query.MessageReads;
import demi.store.query.MessageSearchReads;
import demi.store.query.MessageWrites;
import demi.store.query.NotificationQueries;
import demi.store.query.TargetQueries;
import demi.store.query.account.AccountReads;
import demi.store.query.account.AccountWrites;
import demi.store.query.account.FactorReads;
import demi.store.query.account.FactorWrites;
import demi.store.query.account.IdentityReads;
import demi.store.query.account.InviteQueries;
import demi.store.query.account.LoginWrites;
import demi.store.query.account.OwnAccountWrites;
import demi.store.query.account.PersonQueries;
import demi.store.query.account.SessionWrites;
import demi.store.query.account.WebPushQueries;
import demi.store.query.memory.DatedMemoryReads;
import demi.store.query.memory.HouseReads;
import demi.store.query.memory.HouseWrites;
import demi.store.query.memory.MemoryReads;
import demi.store.query.memory.MemoryWrites;
import demi.store.query.memory.RecallIndexWrites;
import demi.store.query.memory.RecallReads;
import demi.store.query.memory.VectorReads;
import demi.store.query.memory.VectorWrites;
import demi.store.query.picture.PictureQueries;
import demi.store.query.setting.OverrideQueries;
import demi.store.sql.Endpoints;
import demi.store.sql.Endpoints.Queries;
import demi.store.sql.ReadPool;
import demi.store.sql.SchemaVersion;
import demi.store.sql.StorageEngine;
import demi.store.sql.StoreWriter;
import demi.store.sql.WriterSetup;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers everything in {@code demi.api.store}: each class of {@link #QUERIES} has its addresses. Starting fails with a {@link
 * Failure} for a person to read when the database is unusable, and then leaves it as it was. Deploy one a file.
 */
@WallTime("names of copies")
public final class StoreVerticle extends BaseVerticle {

    private static final Duration BUSY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long WATCH_MS = 2_000;

    /** Everything that can be asked; what is new is one line here. */
    private static final List<Queries> QUERIES = List.of(
            MessageReads::register,
            MessageSearchReads::register,
            MessageWrites::register,
            ExportReads::register,
            PictureQueries::register,
            MessageChangeWrites::register,
            AccountReads::register,
            AccountWrites::register,
            LoginWrites::register,
            SessionWrites::register,
            FactorReads::register,
            FactorWrites::register,
            OwnAccountWrites::register,
            PersonQueries::register,
            InviteQueries::register,
            EmotionReads::register,
            EmotionHistoryReads::register,
            EmotionWrites::register,
            MemoryReads::register,
            DatedMemoryReads::register,
            MemoryWrites::register,
            HouseReads::register,
            HouseWrites::register,
            VectorReads::register,
            VectorWrites::register,
            RecallReads::register,
            RecallIndexWrites::register,
            AutonomyReads::register,
            HabitReads::register,
            AutonomyWrites::register,
            NotificationQueries::register,
            TargetQueries::register,
            IdentityReads::register,
            WebPushQueries::register,
            IdentityWrites::register,
            DeliveryReads::register,
            OverrideQueries::register);

    private final Bus bus;
    private final InstantSource clock;
    private final StoreSettings settings;
    private final StorageEngine engine;
    private final Duration patience;
    private @Nullable StoreWriter writer;
    private StorageEngine.Nodes nodes = StorageEngine.Nodes.NONE;
    private @Nullable ReadPool readers;
    private StoreEvents.Counts toldCounts = new StoreEvents.Counts(0, 0, 0);

    /**
     * @param backups where scheduled ones are, if not beside the database: one of them may be the way back at a start
     * @param alone whether no other Demi may be at work on a database server's database
     */
    StoreVerticle(Bus bus, InstantSource clock, StoreSettings settings, @Nullable Path backups, boolean alone) {
        this(bus, clock, settings, backups, alone, BUSY, PATIENCE);
    }

    /** One beside which others may be at work. */
    public StoreVerticle(Bus bus, InstantSource clock, StoreSettings settings) {
        this(bus, clock, settings, null, false);
    }

    /**
     * @param busy how long another process may keep the database locked before that is an error
     * @param patience how long a disk may take before it hangs
     */
    StoreVerticle(
            Bus bus,
            InstantSource clock,
            StoreSettings settings,
            @Nullable Path backups,
            boolean alone,
            Duration busy,
            Duration patience) {
        this.bus = bus;
        this.clock = clock;
        this.settings = settings;
        this.engine = engine(bus, settings, backups, alone, busy);
        this.patience = patience;
    }

    private static StorageEngine engine(
            Bus bus, StoreSettings settings, @Nullable Path backups, boolean alone, Duration busy) {
        if (settings.database() instanceof Database.Server server) {
            NodeLinks links = bus.links();
            String node = links == null ? null : links.self();
            return new PostgresEngine(server.server(), alone, node, settings.readers(), settings.queueLimit());
        }
        return new SqliteEngine(settings.file().orElseThrow(), settings, backups, busy);
    }

    @Override
    public Future<?> start() {
        WriterSetup setup = new WriterSetup(
                vertx,
                "demi-store-" + deploymentID(),
                settings.queueLimit(),
                settings.batchLimit(),
                patience,
                this::publishHealth);
        return engine.open(setup, clock.instant()).compose(this::opened);
    }

    private Future<?> opened(StoreWriter writing) {
        ReadPool reading = engine.read(vertx, writing::suspectCorruption);
        writer = writing;
        readers = reading;
        Timers.every(vertx, WATCH_MS, timer -> {
            pollHealth(writing);
            publishCounts(writing);
        });
        return engine.enter(vertx)
                .compose(entered -> {
                    nodes = entered;
                    return answer(writing, reading, entered);
                })
                .onSuccess(ready -> {
                    publishHealth();
                    reading.inspect(repair -> writing.write(null, repair));
                });
    }

    private Future<?> answer(StoreWriter writing, ReadPool reading, StorageEngine.Nodes entered) {
        return Future.all(
                Endpoints.register(bus, reading, writing, QUERIES),
                bus.handle(NodeStore.RENEW, asked -> entered.renew()),
                bus.handle(NodeStore.REPLACE, asked -> entered.replace(asked.node(), asked.isGone())),
                bus.handle(NodeStore.CLAIM, asked -> entered.claim(asked.shares())),
                bus.handle(NodeStore.RELEASE, asked -> entered.release(asked.shares())),
                bus.subscribe(HealthApi.REQUESTED, call -> publishHealth()));
    }

    private void pollHealth(StoreWriter writing) {
        writing.poll().onSuccess(changed -> {
            if (changed) {
                bus.publish(StoreEvents.CHANGED_BY_OTHER_PROCESS, new StoreEvents.ChangedByOtherProcess());
            }
        });
    }

    private void publishCounts(StoreWriter writing) {
        StoreEvents.Counts now = new StoreEvents.Counts(writing.commits(), writing.writes(), writing.waiting());
        if (!now.equals(toldCounts)) {
            toldCounts = now;
            bus.publish(StoreEvents.COUNTS, now);
        }
    }

    private void publishHealth() {
        StoreWriter writing = writer;
        if (writing == null) {
            return;
        }
        String trouble = writing.trouble();
        bus.publish(
                HealthApi.COMPONENT,
                new HealthApi.ComponentHealth(
                        "database",
                        trouble == null ? HealthApi.Status.UP : HealthApi.Status.DOWN,
                        trouble == null ? "Messages are kept." : trouble,
                        Map.of("engine", engine.name(), "schema", Long.toString(SchemaVersion.NEWEST))));
    }

    /** For tests: what the writer counts. */
    @Nullable
    public StoreWriter writer() {
        return writer;
    }

    @Override
    protected Future<?> close() {
        return writer == null ? Future.succeededFuture() : close(writer, readers, nodes);
    }

    /** The readers before the writer: SQLite's log can only be moved into the main file when nobody reads it. */
    private static Future<Void> close(StoreWriter writing, @Nullable ReadPool reading, StorageEngine.Nodes entered) {
        Future<Void> drained = writing.drain();
        return drained.eventually(entered::leave)
                .eventually(() -> reading == null ? Future.succeededFuture() : reading.close())
                .eventually(writing::close);
    }
}
