package demi.store;

import demi.api.HealthApi;
import demi.api.StoreEvents;
import demi.api.store.AccountStore;
import demi.api.store.AutonomyStore;
import demi.api.store.DiscordStore;
import demi.api.store.FactorStore;
import demi.api.store.MemoryStore;
import demi.api.store.MessageStore;
import demi.api.store.MoodStore;
import demi.api.store.NotificationStore;
import demi.api.store.RuntimeOverrideStore;
import demi.bus.Ack;
import demi.bus.BaseVerticle;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.RequestAddress;
import demi.bus.Timers;
import demi.store.backup.DatabaseOpener;
import demi.store.query.AutonomyReads;
import demi.store.query.AutonomyWrites;
import demi.store.query.DiscordWrites;
import demi.store.query.MemoryReads;
import demi.store.query.MemoryWrites;
import demi.store.query.MessageReads;
import demi.store.query.MessageWrites;
import demi.store.query.MoodReads;
import demi.store.query.MoodWrites;
import demi.store.query.NotificationRows;
import demi.store.query.OverrideQueries;
import demi.store.query.TargetRows;
import demi.store.query.account.AccountReads;
import demi.store.query.account.AccountWrites;
import demi.store.query.account.FactorReads;
import demi.store.query.account.FactorWrites;
import demi.store.query.account.LoginWrites;
import demi.store.query.account.OwnWrites;
import demi.store.query.account.SessionWrites;
import demi.store.sqlite.DatabaseInspector;
import demi.store.sqlite.GroupCommitWriter;
import demi.store.sqlite.Migrations;
import demi.store.sqlite.ReadPool;
import demi.store.sqlite.RestoreAdvice;
import demi.store.sqlite.WriteConnection;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers everything in {@link MessageStore}, {@link AccountStore}, {@link MoodStore}, {@link MemoryStore}, {@link
 * AutonomyStore}, {@link NotificationStore}, {@link DiscordStore} and {@link RuntimeOverrideStore}. Starting fails with a {@link Failure}
 * for a person to read when the database is unusable, and then leaves it as it was. Deploy one a file.
 */
public final class StoreVerticle extends BaseVerticle {

    private static final Duration BUSY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long WATCH_MS = 1_000;

    private final Bus bus;
    private final InstantSource clock;
    private final StoreSettings settings;
    private final @Nullable Path backups;
    private final Duration busy;
    private final Duration patience;
    private @Nullable WorkerExecutor worker;
    private @Nullable GroupCommitWriter writer;
    private @Nullable ReadPool readers;
    private StoreEvents.Counts toldCounts = new StoreEvents.Counts(0, 0, 0);

    /** @param backups where scheduled ones are, if not beside the database: one of them may be the way back at a start */
    public StoreVerticle(Bus bus, InstantSource clock, StoreSettings settings, @Nullable Path backups) {
        this(bus, clock, settings, backups, BUSY, PATIENCE);
    }

    public StoreVerticle(Bus bus, InstantSource clock, StoreSettings settings) {
        this(bus, clock, settings, null);
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
            Duration busy,
            Duration patience) {
        this.bus = bus;
        this.clock = clock;
        this.settings = settings;
        this.backups = backups;
        this.busy = busy;
        this.patience = patience;
    }

    @Override
    public Future<?> start() {
        RestoreAdvice back = RestoreAdvice.of(settings.database(), backups);
        // Looking through a large file, or migrating it, may take its time.
        WorkerExecutor thread =
                vertx.createSharedWorkerExecutor("demi-store-" + deploymentID(), 1, 10, TimeUnit.MINUTES);
        worker = thread;
        return thread.executeBlocking(
                        () -> DatabaseOpener.open(settings.database(), back, clock.instant(), (int) busy.toMillis()))
                .compose(connection -> opened(thread, connection, back));
    }

    private Future<?> opened(WorkerExecutor thread, WriteConnection connection, RestoreAdvice back) {
        GroupCommitWriter writing = new GroupCommitWriter(
                vertx,
                thread,
                connection,
                new GroupCommitWriter.Bounds(settings.queueLimit(), settings.batchLimit()),
                patience,
                back,
                this::tellHealth);
        ReadPool reading = new ReadPool(
                vertx, settings.database(), settings.readers(), settings.queueLimit(), writing.health()::suspected);
        writer = writing;
        readers = reading;
        Timers.every(vertx, WATCH_MS, timer -> {
            look(writing);
            tellCounts(writing);
        });
        return Future.all(answers(writing, reading)).onSuccess(ready -> {
            tellHealth();
            lookThroughIfLarge(writing, reading);
        });
    }

    /** What would have kept the start waiting too long is looked at now. */
    private void lookThroughIfLarge(GroupCommitWriter writing, ReadPool reading) {
        vertx.fileSystem().props(settings.database().toString()).onSuccess(file -> {
            if (file.size() > DatabaseInspector.CHECKED_WHOLE) {
                reading.lookThrough(() -> writing.write(db -> {
                    db.makeWordsAgain();
                    return Ack.DONE;
                }));
            }
        });
    }

    private List<Future<Void>> answers(GroupCommitWriter writing, ReadPool reading) {
        MessageReads messages = new MessageReads(reading);
        AccountReads accounts = new AccountReads(reading);
        MoodReads moods = new MoodReads(reading);
        List<Future<Void>> all = new ArrayList<>(memories(writing, new MemoryReads(reading)));
        all.addAll(speakingFirst(writing, reading));
        all.addAll(ownAccounts(writing, new FactorReads(reading)));
        all.addAll(List.of(
                write(writing, MessageStore.ADD_SAID, MessageWrites::said),
                write(writing, MessageStore.ADD_REPLY, MessageWrites::reply),
                write(writing, MessageStore.CLOSE_TURN, MessageWrites::closeTurn),
                write(writing, MessageStore.MARK_READ, MessageWrites::markRead),
                write(writing, MessageStore.THOUGHT, MessageWrites::thought),
                write(writing, MessageStore.KEEP_NOTES, MessageWrites::keepNotes),
                bus.answer(MessageStore.OPEN_THOUGHTS, messages::unthought),
                bus.answer(MessageStore.OPEN_TURNS, messages::openTurns),
                bus.answer(MessageStore.TRANSCRIPT, messages::transcript),
                bus.answer(MessageStore.HISTORY, messages::history),
                write(writing, AccountStore.ADD_USER, AccountWrites::add),
                write(writing, AccountStore.CHANGE_USER, AccountWrites::change),
                write(writing, AccountStore.REMOVE_USER, AccountWrites::remove),
                write(writing, AccountStore.ATTEMPT, LoginWrites::attempt),
                write(writing, AccountStore.TAKE_BACK, LoginWrites::takeBack),
                write(writing, AccountStore.OPEN_SESSION, SessionWrites::open),
                write(writing, AccountStore.ROTATE, SessionWrites::rotate),
                write(writing, AccountStore.TOUCH, SessionWrites::touch),
                write(writing, AccountStore.END_SESSION, SessionWrites::end),
                bus.answer(AccountStore.LOCK, accounts::lock),
                bus.answer(AccountStore.KNOWN_DEVICE, accounts::device),
                bus.answer(AccountStore.FIND_USER, accounts::user),
                bus.answer(AccountStore.USERS, accounts::users),
                bus.answer(AccountStore.FIND_SESSION, accounts::session),
                bus.answer(AccountStore.SESSIONS, accounts::sessions),
                bus.answer(AccountStore.GOOD, accounts::good),
                write(writing, DiscordStore.MEET, DiscordWrites::meet),
                write(writing, DiscordStore.LINK, DiscordWrites::link),
                bus.answer(DiscordStore.UNANSWERED, messages::unanswered),
                bus.answer(DiscordStore.OWED, messages::owed),
                bus.answer(DiscordStore.SAID_SINCE, messages::saidSince),
                write(writing, DiscordStore.POSTED, DiscordWrites::posted),
                write(writing, RuntimeOverrideStore.KEEP, OverrideQueries::keep),
                bus.answer(RuntimeOverrideStore.OF, asked -> OverrideQueries.of(reading, asked)),
                write(writing, MoodStore.KEEP, MoodWrites::keep),
                write(writing, MoodStore.THIN, MoodWrites::thin),
                bus.answer(MoodStore.NEWEST, moods::newest),
                bus.answer(MoodStore.WAS_HEARD, moods::heard),
                bus.answer(MoodStore.WHAT_MOVED, moods::causes),
                bus.answer(MoodStore.HEARINGS, moods::hearings),
                bus.listen(HealthApi.ROLL_CALL, call -> tellHealth())));
        return all;
    }

    private List<Future<Void>> memories(GroupCommitWriter writing, MemoryReads memories) {
        return List.of(
                write(writing, MemoryStore.LEARN, MemoryWrites::learn),
                write(writing, MemoryStore.CHANGE, MemoryWrites::change),
                write(writing, MemoryStore.FORGET, MemoryWrites::forget),
                write(writing, MemoryStore.EMPTY, MemoryWrites::empty),
                write(writing, MemoryStore.USED, MemoryWrites::used),
                write(writing, MemoryStore.FADE, MemoryWrites::fade),
                write(writing, MemoryStore.KEEP_VECTORS, MemoryWrites::keepVectors),
                write(writing, MemoryStore.DROP_OTHER_SIZES, MemoryWrites::dropOtherSizes),
                bus.answer(MemoryStore.LIST, memories::list),
                bus.answer(MemoryStore.PINNED, memories::pinned),
                bus.answer(MemoryStore.LATEST, memories::latest),
                bus.answer(MemoryStore.MATCHING, memories::matching),
                bus.answer(MemoryStore.WITHOUT_VECTOR, memories::withoutVector),
                bus.answer(MemoryStore.CODES, memories::codes),
                bus.answer(MemoryStore.VECTORS, memories::these));
    }

    private List<Future<Void>> ownAccounts(GroupCommitWriter writing, FactorReads factors) {
        return List.of(
                write(writing, FactorStore.CHANGE_OWN, OwnWrites::change),
                write(writing, FactorStore.END_OTHERS, OwnWrites::endOthers),
                write(writing, FactorStore.PASSED, OwnWrites::passed),
                write(writing, FactorStore.ADD_NOTICE, OwnWrites::notice),
                bus.answer(FactorStore.NOTICES, factors::notices),
                bus.answer(FactorStore.FACTOR, factors::factor),
                write(writing, FactorStore.BEGIN_FACTOR, FactorWrites::begin),
                write(writing, FactorStore.CONFIRM_FACTOR, FactorWrites::confirm),
                write(writing, FactorStore.USE_FACTOR, FactorWrites::use),
                write(writing, FactorStore.DROP_FACTOR, FactorWrites::drop),
                write(writing, FactorStore.ADD_APP_PASSWORD, FactorWrites::add),
                bus.answer(FactorStore.FIND_APP_PASSWORD, factors::appPassword),
                bus.answer(FactorStore.APP_PASSWORDS, factors::appPasswords),
                write(writing, FactorStore.REMOVE_APP_PASSWORD, FactorWrites::remove));
    }

    private List<Future<Void>> speakingFirst(GroupCommitWriter writing, ReadPool reading) {
        AutonomyReads autonomy = new AutonomyReads(reading);
        return List.of(
                bus.answer(AutonomyStore.PEOPLE, autonomy::people),
                bus.answer(AutonomyStore.RAMBLES, autonomy::rambles),
                bus.answer(AutonomyStore.LEDGER, autonomy::ledger),
                write(writing, AutonomyStore.CLAIM, AutonomyWrites::claim),
                write(writing, AutonomyStore.RELEASE, AutonomyWrites::release),
                write(writing, AutonomyStore.RAMBLED, AutonomyWrites::rambled),
                write(writing, AutonomyStore.DECIDED, AutonomyWrites::decided),
                write(writing, AutonomyStore.SET_QUIET, AutonomyWrites::setQuiet),
                write(writing, AutonomyStore.SUGGEST_ZONE, AutonomyWrites::suggestZone),
                write(writing, AutonomyStore.LENGTHEN_QUIET, AutonomyWrites::lengthenQuiet),
                write(writing, AutonomyStore.TIDY, AutonomyWrites::tidy),
                bus.answer(NotificationStore.DUE, asked -> NotificationRows.due(reading, asked)),
                write(writing, NotificationStore.TAKE, NotificationRows::take),
                write(writing, NotificationStore.AGAIN, NotificationRows::again),
                write(writing, NotificationStore.OVER, NotificationRows::over),
                write(writing, NotificationStore.INTERRUPTED, NotificationRows::interrupted),
                bus.answer(NotificationStore.TARGET, asked -> TargetRows.of(reading, asked)),
                write(writing, NotificationStore.KEEP_TARGET, TargetRows::keep),
                write(writing, NotificationStore.REMOVE_TARGET, TargetRows::remove));
    }

    private interface Change<Q, R> {
        R on(WriteConnection db, Q question) throws SQLException;
    }

    private <Q extends Record, R> Future<Void> write(
            GroupCommitWriter writing, RequestAddress<Q, R> ask, Change<Q, R> change) {
        return bus.answer(ask, question -> writing.write(db -> change.on(db, question)));
    }

    private void look(GroupCommitWriter writing) {
        writing.health().look().onSuccess(changed -> {
            if (changed) {
                bus.tell(AccountStore.CHANGED_ELSEWHERE, new AccountStore.ChangedElsewhere());
            }
        });
    }

    private void tellCounts(GroupCommitWriter writing) {
        StoreEvents.Counts now = new StoreEvents.Counts(writing.commits(), writing.writes(), writing.waiting());
        if (!now.equals(toldCounts)) {
            toldCounts = now;
            bus.tell(StoreEvents.COUNTS, now);
        }
    }

    private void tellHealth() {
        GroupCommitWriter writing = writer;
        if (writing == null) {
            return;
        }
        String trouble = writing.health().trouble();
        bus.tell(
                HealthApi.PART,
                new HealthApi.Part(
                        "database",
                        trouble == null ? HealthApi.Status.UP : HealthApi.Status.DOWN,
                        trouble == null ? "Messages are kept." : trouble,
                        Map.of("schema", Long.toString(Migrations.NEWEST))));
    }

    /** For tests: what the writer counts. */
    @Nullable
    public GroupCommitWriter writer() {
        return writer;
    }

    @Override
    protected Future<?> close() {
        Future<?> finished = writer == null ? Future.succeededFuture() : close(writer, readers);
        return finished.eventually(() -> worker == null ? Future.succeededFuture() : worker.close());
    }

    /** The readers first: the log can only be moved into the main file when nobody reads it. */
    private static Future<Void> close(GroupCommitWriter writing, @Nullable ReadPool reading) {
        Future<Void> drained = writing.drain();
        return drained.eventually(() -> reading == null ? Future.succeededFuture() : reading.close())
                .eventually(writing::close);
    }
}
